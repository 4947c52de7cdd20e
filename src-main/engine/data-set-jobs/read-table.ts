/** A delimited table as a data set, by a person's plan; read once, row by row. */
import { createHash } from 'node:crypto';
import { type TableDataSet, TableReader } from '#shared/datasets/table/table-reader.ts';
import type { DecodeRepairs } from '#shared/text/decode.ts';
import { readSource, sourceName } from '../text-jobs/read-source.ts';
import type { LocatedDataSet } from './data-set-messages.ts';
import type { ReadDataSet, Reading } from './import-data-set.ts';
import { TableRows } from './table-rows.ts';

export function readTable(table: LocatedDataSet & { kind: 'table' }, reading: Reading): ReadDataSet {
  const { source, plan } = table;
  const reader = new TableReader(plan);
  const rows = new TableRows(sourceName(source), table, (fields, row) => reader.add(fields, row));
  const hash = createHash('sha256');
  let bytes = 0;
  for (const piece of readSource(source)) {
    reading.onBytes(piece);
    hash.update(piece);
    bytes += piece.length;
    rows.push(piece);
  }
  rows.end();
  reading.onRead();
  const data = reader.finish();
  return {
    origin: sourceName(source),
    bytes,
    contentHash: hash.digest('hex'),
    description: {
      kind: 'table',
      separator: rows.separator,
      textEncoding: rows.encoding,
      plan,
      encoding: data.encoding,
      dropped: data.dropped,
    },
    data,
    warnings: warningsOf(data, rows.repairs),
  };
}

const count = (n: number, one: string, many: string): string => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

function warningsOf({ dropped, filled, parts, targetNames }: TableDataSet, repairs: DecodeRepairs): string[] {
  const warnings: string[] = [];
  if (repairs.invalidSequences > 0)
    warnings.push(
      `${count(repairs.invalidSequences, 'invalid byte sequence was', 'invalid byte sequences were')} replaced by U+FFFD: choose another encoding if words look wrong.`,
    );
  if (dropped > 0)
    warnings.push(`${count(dropped, 'row was', 'rows were')} left out, because a value is missing there.`);
  if (filled > 0)
    warnings.push(
      `${count(filled, 'missing value was', 'missing values were')} filled in: a number by the mean of its column, a category by none.`,
    );
  const { targets } = parts.train;
  if (targets.kind === 'classes') {
    const seen = new Set(targets.classes);
    const unseen = targetNames.filter((_, c) => !seen.has(c));
    if (unseen.length > 0)
      warnings.push(
        `No row to learn from has ${unseen.length === 1 ? 'the class' : 'the classes'} ${unseen
          .slice(0, 5)
          .map((name) => `"${name}"`)
          .join(', ')}${unseen.length > 5 ? ` and ${unseen.length - 5} more` : ''}.`,
      );
  }
  return warnings;
}
