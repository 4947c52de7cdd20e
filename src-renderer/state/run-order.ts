/** The order in which a table lists runs. */
import type { LibraryEntry, Run } from '#shared/protocol/entities.ts';
import { collator } from './arrange.ts';
import { isLanguage, isPerceptron } from './parents.ts';
import { trainedBest } from './run-status.ts';

export const RUN_ORDERS = [
  ...(['newest', 'name', 'text', 'parameters', 'perplexity', 'bits'] as const),
  ...(['accuracy', 'loss', 'error', 'speed', 'time'] as const),
];
export type RunOrder = (typeof RUN_ORDERS)[number];

export interface RunSort {
  readonly order: RunOrder;
  readonly descending: boolean;
}

export const NEWEST_FIRST: RunSort = { order: 'newest', descending: true };

/** What is better when smaller, and words, begin with the smallest. */
const LARGEST_FIRST: readonly RunOrder[] = ['newest', 'parameters', 'accuracy', 'speed', 'time'];

/** After a click on a column's head: by it, then the other way round, then as if never sorted. */
export function nextSort({ order, descending }: RunSort, column: RunOrder): RunSort {
  const first = LARGEST_FIRST.includes(column);
  if (order !== column) return { order: column, descending: first };
  return descending === first || column === 'newest' ? { order, descending: !descending } : NEWEST_FIRST;
}

/** Predictions a second over all its training; NaN before any. */
export const meanSpeed = ({ progress }: Run): number =>
  progress.seconds > 0 ? progress.tokens / progress.seconds : NaN;

const figures: Readonly<Record<Exclude<RunOrder, 'name' | 'text'>, (run: Run) => number>> = {
  newest: (run) => run.createdAt,
  parameters: (run) => run.parameters,
  perplexity: (run) => (isLanguage(run) ? trainedBest(run)?.perplexity : null) ?? NaN,
  bits: (run) => (isLanguage(run) ? trainedBest(run)?.bitsPerCharacter : null) ?? NaN,
  accuracy: (run) => (isPerceptron(run) ? trainedBest(run)?.accuracy : null) ?? NaN,
  loss: (run) => (isPerceptron(run) ? trainedBest(run)?.loss : null) ?? NaN,
  error: (run) => (isPerceptron(run) ? trainedBest(run)?.rootMeanSquaredError : null) ?? NaN,
  speed: meanSpeed,
  time: (run) => run.progress.seconds,
};

/** NaN: it has none. */
export const runFigure = (run: Run, order: keyof typeof figures): number => figures[order](run);

/** Runs without the figure come last, whichever way round; equal ones stay newest first. */
export function orderRuns<R extends Run>(
  runs: readonly R[],
  { order, descending }: RunSort,
  parentOf: (run: R) => LibraryEntry | null,
): readonly R[] {
  const sign = descending ? -1 : 1;
  const newest = (a: Run, b: Run): number => b.createdAt - a.createdAt || b.id - a.id;
  if (order === 'name' || order === 'text') {
    const words = (run: R): string => (order === 'name' ? run.name : (parentOf(run)?.name ?? ''));
    return runs.toSorted((a, b) => sign * collator.compare(words(a), words(b)) || newest(a, b));
  }
  const figure = figures[order];
  return runs.toSorted((a, b) => {
    const [x, y] = [figure(a), figure(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || newest(a, b);
    return sign * (x - y) || newest(a, b);
  });
}
