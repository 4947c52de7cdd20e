/** The scored tokens as a table for other programs. */
import { type CsvValue, writeCsv } from '#shared/interchange/csv.ts';
import type { ScoredToken } from '#shared/protocol/entities.ts';
import { surpriseOf } from './surprise.ts';

const HEADER = ['number', 'text', 'token', 'nats', 'probability', 'rank', 'first_choice', 'first_probability'];

function* rows(tokens: readonly ScoredToken[]): Generator<CsvValue[]> {
  for (const [i, scored] of tokens.entries()) {
    const [first] = scored.alternatives;
    const { text, token, probability, rank } = scored;
    yield [i + 1, text, token, surpriseOf(scored), probability, rank, first?.token ?? null, first?.probability ?? null];
  }
}

export const scoreCsv = (tokens: readonly ScoredToken[]): string => writeCsv(HEADER, rows(tokens));

/** Tabs and line breaks inside a field are written as \t and \n: a cell stays a cell. */
export function scoreTsv(tokens: readonly ScoredToken[]): string {
  const lines = [HEADER.join('\t')];
  for (const row of rows(tokens)) lines.push(row.map(tsvField).join('\t'));
  return lines.join('\n') + '\n';
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const tsvField = (value: CsvValue): string =>
  value === null ? '' : String(value).replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
