/** Loss of a model on a part of the text, in the three units that people compare. */

export interface EvaluationResult {
  /** Mean cross-entropy, nats per predicted token, sentence ends included. */
  readonly loss: number;
  /** exp(loss) */
  readonly perplexity: number;
  /** Total nats / ln 2 / characters of the original text. */
  readonly bitsPerCharacter: number;
}

/**
 * @param nats total cross-entropy, summed   @param tokens predicted tokens, at least 1
 * @param characters Unicode code points of the text they stand for
 */
export function evaluationResult(nats: number, tokens: number, characters: number): EvaluationResult {
  const loss = nats / tokens;
  return { loss, perplexity: Math.exp(loss), bitsPerCharacter: nats / Math.LN2 / Math.max(1, characters) };
}
