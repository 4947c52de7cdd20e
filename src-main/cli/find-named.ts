/** A RUN, CORPUS or data set is named by its id or its name. What lies in the trash is not found. */
import {
  type Corpus,
  type DataSetEntry,
  type LibraryEntry,
  type Request,
  type Run,
  UnfoldError,
} from '#shared/protocol/index.ts';
import { GENERATED } from '#shared/datasets/generated/registry.ts';
import { didYouMean } from './options/did-you-mean.ts';

const KINDS = {
  run: { word: 'run', plural: 'runs', list: 'runs' },
  corpus: { word: 'corpus', plural: 'corpora', list: 'corpora' },
  dataset: { word: 'data set', plural: 'data sets', list: 'data' },
} as const;

interface Named {
  readonly id: number;
  readonly name: string;
}

/**
 * @param besides names that could have been meant besides
 * @throws UnfoldError `not-found` when there is none, `refused` when several have the name
 */
export function findNamed<T extends Named>(
  typed: string,
  kind: keyof typeof KINDS,
  all: readonly T[],
  besides: readonly string[] = [],
): T {
  const byId = /^\d+$/.test(typed) ? all.find((item) => item.id === Number(typed)) : undefined;
  if (byId) return byId;
  const { word, plural, list: command } = KINDS[kind];
  const [first, ...others] = all.filter((item) => item.name === typed);
  if (first && others.length > 0) {
    const ids = [first, ...others].map((item) => item.id).sort((a, b) => a - b);
    throw new UnfoldError(
      'refused',
      `${ids.length} ${plural} are called "${typed}": say which by its id, ${list(ids)}.`,
    );
  }
  if (first) return first;
  const hint = didYouMean(typed, [...all.map((item) => item.name), ...besides]);
  const none = all.length === 0 && hint === '' ? ` There are no ${plural} yet.` : hint;
  throw new UnfoldError('not-found', `There is no ${word} "${typed}".${none} "unfold ${command}" lists them.`);
}

function list(ids: readonly number[]): string {
  const texts = ids.map(String);
  return `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

/** Not in the trash. */
export const isThere = ({ trashedAt }: LibraryEntry): boolean => trashedAt === null;

export const findRun = async (request: Request, typed: string): Promise<Run> =>
  findNamed(typed, 'run', (await request('runs.list', {})).filter(isThere));

export const findCorpus = async (request: Request, typed: string): Promise<Corpus> =>
  findNamed(typed, 'corpus', (await request('corpora.list', {})).filter(isThere));

export const findDataSet = async (request: Request, typed: string): Promise<DataSetEntry> =>
  findNamed(typed, 'dataset', (await request('datasets.list', {})).filter(isThere), GENERATED);
