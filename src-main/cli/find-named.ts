/** A RUN or CORPUS is named by its id or its name. What lies in the trash is not found. */
import { type Corpus, type LibraryEntry, type Request, type Run, UnfoldError } from '#shared/protocol/index.ts';
import { didYouMean } from './options/did-you-mean.ts';

interface Named {
  readonly id: number;
  readonly name: string;
}

/** @throws UnfoldError `not-found` when there is none, `refused` when several have the name */
export function findNamed<T extends Named>(typed: string, kind: 'run' | 'corpus', all: readonly T[]): T {
  const byId = /^\d+$/.test(typed) ? all.find((item) => item.id === Number(typed)) : undefined;
  if (byId) return byId;
  const plural = kind === 'run' ? 'runs' : 'corpora';
  const [first, ...others] = all.filter((item) => item.name === typed);
  if (first && others.length > 0) {
    const ids = [first, ...others].map((item) => item.id).sort((a, b) => a - b);
    throw new UnfoldError(
      'refused',
      `${ids.length} ${plural} are called "${typed}": say which by its id, ${list(ids)}.`,
    );
  }
  if (first) return first;
  const names = all.map((item) => item.name);
  const hint = all.length === 0 ? ` There are no ${plural} yet.` : didYouMean(typed, names);
  throw new UnfoldError('not-found', `There is no ${kind} "${typed}".${hint} "unfold ${plural}" lists them.`);
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
