/** How well a model predicts each token of a given text. */
import type { RecurrentKernels } from '../kernels/contract.ts';
import { withOwnState } from './context.ts';

export interface ScoredToken {
  readonly token: number;
  /** -log y_t[token], nats */
  readonly surprise: number;
  /** y_t[token] */
  readonly probability: number;
  /** 1: the model's first choice. Tokens of equal probability share the better rank. */
  readonly rank: number;
}

export interface ScoreOptions {
  readonly kernels: RecurrentKernels;
  /** Ids after `<s>`, at least one; add the id of `</s>` to score the sentence's end too. */
  readonly tokens: readonly number[];
  readonly sentenceStart: number;
}

/** Each token given `<s>` and those before it. The hidden state is left as it was. */
export function scoreTokens({ kernels, tokens, sentenceStart }: ScoreOptions): ScoredToken[] {
  return withOwnState(kernels, () => {
    const targets = Uint32Array.from(tokens);
    const inputs = Uint32Array.from([sentenceStart, ...tokens.slice(0, -1)]);
    // From the logits: stays finite where the probability underflows to 0.
    const surprise = new Float64Array(targets.length);
    kernels.resetState();
    if (targets.length > 0) kernels.evaluateSequence(inputs, targets, surprise);

    const distribution = new Float32Array(kernels.shape.vocabulary);
    kernels.resetState();
    return tokens.map((token, t) => {
      kernels.predictNext(inputs[t]!, distribution);
      const nats = surprise[t]!;
      return { token, surprise: nats, probability: Math.exp(-nats), rank: rankOf(token, distribution) };
    });
  });
}

function rankOf(token: number, distribution: Float32Array): number {
  const own = distribution[token]!;
  let rank = 1;
  for (let k = 0; k < distribution.length; k++) if (distribution[k]! > own) rank++;
  return rank;
}
