/** A data set in a person's words, and as one JSON object. */
import type { DataSetEntry } from '#shared/protocol/index.ts';
import { SPLITS } from '#shared/text/settings.ts';
import { bytes, count } from './terminal/figures.ts';
import { visibleLine } from './terminal/visible.ts';

/** A title, then facts, each a line. */
export function dataSetLines(dataSet: DataSetEntry): string[] {
  const parts = SPLITS.filter((split) => dataSet.counts[split] > 0);
  return [
    `Data set ${dataSet.id}, ${visibleLine(dataSet.name)}: ${kindText(dataSet)}`,
    `${count(dataSet.inputs)} ${dataSet.inputs === 1 ? 'input' : 'inputs'}, ${targetText(dataSet)}`,
    ...parts.map((split) => `${split.padEnd(10)}  ${count(dataSet.counts[split])} examples`),
    ...dataSet.warnings.map((warning) => `Note: ${warning}`),
  ];
}

function kindText({ description, bytes: size }: DataSetEntry): string {
  if (description.kind === 'generated') return 'generated';
  if (description.kind === 'pictures')
    return `pictures of ${description.height} x ${description.width} points, ${bytes(size)}`;
  return `a table, ${bytes(size)}, ${description.textEncoding}`;
}

const SHOWN_CLASSES = 8;

/** "3 classes of kind: rose, iris, tulip" */
export function targetText({ targets, description }: DataSetEntry): string {
  const { kind, names } = targets;
  if (kind === 'values') return `predicts ${names.map(visibleLine).join(', ')}`;
  const of = description.kind === 'table' ? ` of ${visibleLine(description.encoding.target.name)}` : '';
  const rest = names.length - SHOWN_CLASSES;
  const shown = names.slice(0, SHOWN_CLASSES).map(visibleLine).join(', ');
  return `${count(names.length)} classes${of}: ${shown}${rest > 0 ? ` and ${rest} more` : ''}`;
}

export const dataSetFields = (dataSet: DataSetEntry) => ({
  dataSet: dataSet.id,
  name: dataSet.name,
  kind: dataSet.description.kind,
  origin: dataSet.origin,
  createdAt: new Date(dataSet.createdAt).toISOString(),
  bytes: dataSet.bytes,
  counts: dataSet.counts,
  inputs: dataSet.inputs,
  targets: dataSet.targets,
  warnings: dataSet.warnings,
  tags: dataSet.tags,
  notes: dataSet.notes,
  archived: dataSet.archived,
});
