/** n-gram figures of a text: from the store, or computed once in a text thread. */
import type { Baselines } from '#shared/protocol/index.ts';
import { type BaselinesKey, findBaselines } from '../../store/baselines.ts';
import type { EngineContext } from '../engine-context.ts';

/** Computations under way, so that two that ask at once wait for one. */
const underWay = new WeakMap<EngineContext, Map<string, Promise<null>>>();

/** null when the part has no text, or the vocabulary has nothing in it. */
export async function baselinesOf(
  context: EngineContext,
  key: BaselinesKey,
  hasText: boolean,
): Promise<Baselines | null> {
  if (!hasText || key.size < 4) return null;
  const { database, options, texts } = context;
  const stored = findBaselines(database, key);
  if (stored !== null) return stored;
  const { corpus, vocabulary, size } = key;
  const name = `${corpus} ${vocabulary} ${size}`;
  const jobs = underWay.get(context) ?? new Map<string, Promise<null>>();
  underWay.set(context, jobs);
  const job =
    jobs.get(name) ?? texts.run({ job: 'baselines', dataFolder: options.dataFolder, corpus, vocabulary, size });
  jobs.set(name, job);
  try {
    await job;
  } finally {
    jobs.delete(name);
  }
  return findBaselines(database, key);
}
