/** Weights to ask: those of a run that trains here are stored anew when the stored ones are older. */
import type { Run } from '#shared/protocol/index.ts';
import type { EngineContext } from './engine-context.ts';

const FRESH_MILLISECONDS = 5000;

export async function freshWeights(
  { queue }: EngineContext,
  { id, progress }: Pick<Run, 'id' | 'progress'>,
): Promise<void> {
  const { checkpointAt } = progress;
  if (checkpointAt === null || Date.now() - checkpointAt > FRESH_MILLISECONDS) await queue.checkpoint(id);
}
