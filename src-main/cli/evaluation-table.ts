/** The evaluations of a run, and what a perceptron takes for what. */
import type { DataSetEntry, EvaluationRow } from '#shared/protocol/index.ts';
import { count, figure, fixed, percentTo } from './terminal/figures.ts';
import { table } from './terminal/table.ts';

export function evaluationTable(evaluations: readonly EvaluationRow[]): string[] {
  const [first] = evaluations;
  if (first === undefined) return [];
  const ofPerceptron = first.family === 'perceptron';
  const titles = !ofPerceptron
    ? ['perplexity', 'bits/character']
    : [first.accuracy === null ? 'root mean square error' : 'accuracy'];
  const columns = [
    { title: '  epoch', right: true },
    { title: 'step', right: true },
    { title: 'part' },
    { title: 'loss', right: true },
    ...titles.map((title) => ({ title, right: true })),
    { title: '' },
  ];
  const rows = evaluations.map((row) => [
    String(row.epoch),
    String(row.step),
    row.split,
    fixed(row.loss, row.family === 'perceptron' ? 4 : 3),
    ...figuresOf(row),
    row.best ? 'best so far' : '',
  ]);
  return table(columns, rows);
}

function figuresOf(row: EvaluationRow): string[] {
  if (row.family === 'language') return [figure(row.perplexity), fixed(row.bitsPerCharacter, 3)];
  const { accuracy, rootMeanSquaredError } = row;
  return [accuracy === null ? figure(rootMeanSquaredError ?? NaN) : percentTo(accuracy, 2)];
}

/** The confusion matrix of the last evaluation that has one: a row for each class, a column for each predicted one. */
export function confusionTable(evaluations: readonly EvaluationRow[], dataSet: DataSetEntry | undefined): string[] {
  const row = evaluations.findLast(({ family }) => family === 'perceptron');
  if (row?.family !== 'perceptron' || row.confusion === null) return [];
  const { confusion } = row;
  const classes = Math.round(Math.sqrt(confusion.length));
  const names = Array.from({ length: classes }, (_, c) => dataSet?.targets.names[c] ?? String(c));
  const columns = [
    { title: `  ${row.split}: class, and taken for`, most: 30 },
    ...names.map((title) => ({ title, right: true })),
  ];
  const rows = names.map((name, actual) => [
    `  ${name}`,
    ...names.map((_, predicted) => count(confusion[actual * classes + predicted] ?? 0)),
  ]);
  return table(columns, rows);
}
