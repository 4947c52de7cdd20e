/**
 * The equations once more, in double precision and plain loops, for nothing but these tests. Truncation is written as
 * the double sum over t and k that the kernels avoid, and the softmax gradient is formed in full.
 */
import type { ModelShape, StepOptions } from '#shared/kernels/contract.ts';

export interface Weights {
  W_in: Float64Array;
  W_rec: Float64Array;
  W_out: Float64Array;
}
export interface Gradient extends Weights {
  loss: number;
  surprise: Float64Array;
  /** h_{T-1} */
  state: Float64Array<ArrayBuffer>;
}

const CELLS = {
  tanh: { f: Math.tanh, derivative: (h: number) => 1 - h * h },
  sigmoid: { f: (s: number) => 1 / (1 + Math.exp(-s)), derivative: (h: number) => h * (1 - h) },
  relu: { f: (s: number) => Math.max(0, s), derivative: (h: number) => (h > 0 ? 1 : 0) },
};

/** log y */
function logSoftmax(weights: Weights, { vocabulary: K, hidden: H }: ModelShape, h: Float64Array): Float64Array {
  const z = new Float64Array(K);
  for (let k = 0; k < K; k++) for (let j = 0; j < H; j++) z[k]! += weights.W_out[k * H + j]! * h[j]!;
  const largest = z.reduce((a, b) => Math.max(a, b));
  const sum = z.reduce((total, value) => total + Math.exp(value - largest), 0);
  return z.map((value) => value - largest - Math.log(sum));
}

export const softmax = (weights: Weights, shape: ModelShape, h: Float64Array): Float64Array =>
  logSoftmax(weights, shape, h).map(Math.exp);

export function step(weights: Weights, shape: ModelShape, before: Float64Array, token: number): Float64Array {
  const { vocabulary: K, hidden: H, cell } = shape;
  return Float64Array.from({ length: H }, (_, i) => {
    let s = weights.W_in[i * K + token]!;
    for (let j = 0; j < H; j++) s += weights.W_rec[i * H + j]! * before[j]!;
    return CELLS[cell].f(s);
  });
}

export function gradient(
  weights: Weights,
  shape: ModelShape,
  initial: Float64Array,
  inputs: Uint32Array,
  targets: Uint32Array,
  truncate: number | null,
): Gradient {
  const { vocabulary: K, hidden: H, cell } = shape;
  const { W_rec, W_out } = weights;
  const T = inputs.length;
  const derivative = CELLS[cell].derivative;
  const h: Float64Array[] = [initial];
  for (let t = 0; t < T; t++) h.push(step(weights, shape, h[t]!, inputs[t]!));

  const dW = { W_in: new Float64Array(H * K), W_rec: new Float64Array(H * H), W_out: new Float64Array(K * H) };
  const surprise = new Float64Array(T);
  const fromOutput: Float64Array[] = [];
  for (let t = 0; t < T; t++) {
    const logarithms = logSoftmax(weights, shape, h[t + 1]!);
    surprise[t] = -logarithms[targets[t]!]!;
    const r = logarithms.map(Math.exp);
    r[targets[t]!]! -= 1;
    const d = new Float64Array(H);
    for (let k = 0; k < K; k++) {
      for (let j = 0; j < H; j++) {
        d[j]! += W_out[k * H + j]! * r[k]!;
        dW.W_out[k * H + j]! += r[k]! * h[t + 1]![j]!;
      }
    }
    fromOutput.push(d);
  }

  /** delta'_k = (W_rec' delta_{k+1} + own) f'(s_k) */
  const back = (next: Float64Array | null, own: Float64Array | null, k: number): Float64Array<ArrayBuffer> =>
    Float64Array.from({ length: H }, (_, j) => {
      let sum = own ? own[j]! : 0;
      if (next) for (let i = 0; i < H; i++) sum += W_rec[i * H + j]! * next[i]!;
      return sum * derivative(h[k + 1]![j]!);
    });
  const delta = Array.from({ length: T }, () => new Float64Array(H));
  if (truncate === null) {
    for (let k = T - 1; k >= 0; k--) delta[k] = back(delta[k + 1] ?? null, fromOutput[k]!, k);
  } else {
    for (let t = 0; t < T; t++) {
      let travelling: Float64Array | null = null;
      for (let k = t; k >= 0 && t - k < truncate; k--) {
        travelling = back(travelling, k === t ? fromOutput[t]! : null, k);
        for (let j = 0; j < H; j++) delta[k]![j]! += travelling[j]!;
      }
    }
  }
  for (let t = 0; t < T; t++) {
    for (let i = 0; i < H; i++) {
      dW.W_in[i * K + inputs[t]!]! += delta[t]![i]!;
      for (let j = 0; j < H; j++) dW.W_rec[i * H + j]! += delta[t]![i]! * h[t]![j]!;
    }
  }
  return { ...dW, loss: surprise.reduce((a, b) => a + b), surprise, state: Float64Array.from(h[T]!) };
}

export const norm = (x: Float64Array): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));

/** -lambda clamp(c dW): what the step adds to the weights. */
export function change(g: Gradient, options: StepOptions): Weights {
  const { learningRate, clipNorm, clipValue } = options;
  const total = Math.hypot(norm(g.W_in), norm(g.W_rec), norm(g.W_out));
  const scale = clipNorm !== null && total > clipNorm ? clipNorm / total : 1;
  const limit = clipValue ?? Infinity;
  const apply = (x: Float64Array): Float64Array =>
    x.map((value) => -learningRate * Math.max(-limit, Math.min(limit, value * scale)));
  return { W_in: apply(g.W_in), W_rec: apply(g.W_rec), W_out: apply(g.W_out) };
}
