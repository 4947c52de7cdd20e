/**
 * Temperature: w_k = (y_k / max y)^(1 / tau) = exp((log y_k - log max y) / tau), so that the largest weight is 1 at any
 * tau > 0. tau = 0 keeps only the most probable token, of equals the one with the lowest id.
 */

/**
 * @param weights [K] in: probabilities, not negative; out: weights to draw by, not normalised. All zero stays so.
 * @param temperature tau, at least 0
 */
export function applyTemperature(weights: Float64Array, temperature: number): void {
  let top = 0;
  for (let k = 1; k < weights.length; k++) if (weights[k]! > weights[top]!) top = k;
  const most = weights[top]!;
  if (!(most > 0)) return;
  if (temperature === 0) {
    weights.fill(0);
    weights[top] = 1;
    return;
  }
  const logMost = Math.log(most);
  for (let k = 0; k < weights.length; k++)
    weights[k] = weights[k] === most ? 1 : Math.exp((Math.log(weights[k]!) - logMost) / temperature);
}
