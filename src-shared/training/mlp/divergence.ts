/** What to say when a perceptron's run has failed: a cost or a weight is not finite. */

/** @param what begins the sentence: "The cost became NaN"   @param epoch counted from 0 */
export function divergenceMessage(
  what: string,
  { epoch, step, learningRate }: { readonly epoch: number; readonly step: number; readonly learningRate: number },
): string {
  const rate = Number(learningRate.toPrecision(3));
  const lower = Number((learningRate / 10).toPrecision(3));
  return `${what} in epoch ${epoch + 1}, step ${step}, at learning rate ${rate}. Try a lower rate, for example ${lower}, and check that the inputs are standardised.`;
}
