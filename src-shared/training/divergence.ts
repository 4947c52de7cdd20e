/**
 * When a run has failed. Either a loss is not finite, or it has exploded: its mean, over blocks of 300 sequences or
 * over an evaluation, is more than 5 nats per token above ln K, the loss of a model that knows nothing. (An untrained
 * model starts at about ln K; a wrong but bounded one seldom passes it by more than 1 or 2.)
 */
import type { RecentLoss } from './checkpoint.ts';

export const EXPLOSION_NATS = 5;
export const WATCHED_SEQUENCES = 300;

export const NOTHING_RECENT: RecentLoss = { nats: 0, tokens: 0, sequences: 0 };

/** @param loss nats per token   @param vocabulary K */
export function hasExploded(loss: number, vocabulary: number): boolean {
  return !(loss <= Math.log(vocabulary) + EXPLOSION_NATS);
}

/** Adds one step to the watched block; a block that was full begins anew. */
export function watch(recent: RecentLoss, nats: number, tokens: number): RecentLoss {
  const block = recent.sequences < WATCHED_SEQUENCES ? recent : NOTHING_RECENT;
  return { nats: block.nats + nats, tokens: block.tokens + tokens, sequences: block.sequences + 1 };
}

/** A block that can be judged. */
export const isFull = (recent: RecentLoss): boolean => recent.sequences === WATCHED_SEQUENCES;

/** To follow "The training loss"; null: it has not. @param loss nats per token   @param vocabulary K */
export const explosionOf = (loss: number, vocabulary: number): string | null =>
  hasExploded(loss, vocabulary) ? 'rose far above that of guessing' : null;

/**
 * @param what begins the sentence: "The loss became NaN"   @param epoch counted from 0
 * @param advice ends it: "or clip the norm of the gradient lower"
 */
export function divergenceMessage(
  what: string,
  { epoch, step, learningRate }: { readonly epoch: number; readonly step: number; readonly learningRate: number },
  advice: string,
): string {
  const rate = Number(learningRate.toPrecision(3));
  const lower = Number((learningRate / 10).toPrecision(3));
  return `${what} in epoch ${epoch + 1}, step ${step}, at learning rate ${rate}. Try a lower rate, for example ${lower}, ${advice}.`;
}
