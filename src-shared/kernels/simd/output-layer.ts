/**
 * The output layer of one chunk of time steps: pass 1 over all shards, and the chunk's loss.
 *
 *     E_t = log sum_k exp z_k - z_target = log S + reference / log2 e - z_target
 */
import { CHUNK } from './layout.ts';
import type { KernelMemory } from './kernel-memory.ts';
import type { ThreadTeam } from './thread-team.ts';

/** What pass 1 keeps: nothing but the loss; the exponentials; or these and dE/dh. */
export const PASS_1 = { loss: 0, exponentials: 1, gradient: 3 } as const;

/** What the kernels multiply scores with: their rounding of log2 e must not show in the loss of large scores. */
const LOG2E = Math.fround(Math.LOG2E);

/** Multiply-adds of one product with W_out. */
export const outputWork = (memory: KernelMemory, T: number): number => T * memory.field('K') * memory.field('H');

/**
 * Pass 1 for steps t0 … t0 + T - 1, T at most CHUNK. The hidden states of these steps must be there.
 * @param surprise receives each -log y_t[target_t] at index `first` + t, when given
 * @returns the chunk's loss in nats
 */
export function scoreChunk(
  memory: KernelMemory,
  team: ThreadTeam,
  t0: number,
  T: number,
  mode: number,
  surprise?: Float64Array,
  first = 0,
): number {
  const { kernels } = memory;
  kernels.preparePanels(t0, T);
  team.run(outputWork(memory, T), 'scores', t0, T, mode);
  kernels.mergeShards(T);
  const floats = memory.floats;
  const [reference, sum, target] = [0, 1, 3].map((slot) => memory.at('SOFTMAX') + slot * CHUNK) as [
    number,
    number,
    number,
  ];
  let loss = 0;
  for (let t = 0; t < T; t++) {
    const nats = Math.log(floats[sum + t]!) + (floats[reference + t]! / LOG2E - floats[target + t]!);
    if (surprise) surprise[first + t] = nats;
    loss += nats;
  }
  return loss;
}

/**
 * The distributions that pass 1 left behind as exponentials, one for each of a chunk's T steps:
 *
 *     y_t[k] = e_t[k] 2^(reference of k's block - reference) / S
 *
 * @param y [T, K] at least
 */
export function readDistributions(memory: KernelMemory, T: number, y: Float32Array): void {
  const floats = memory.floats;
  const [K, KB, BLOCKS] = [memory.field('K'), memory.field('KB'), memory.field('BLOCKS')];
  const [E, references, softmax] = [memory.at('E'), memory.at('REFERENCES'), memory.at('SOFTMAX')];
  const lanes = memory.kernels.LANES.value;
  const columns = Math.ceil(T / lanes) * lanes;
  // Block by block, whose exponentials stay in the first-level cache.
  for (let block = 0; block < BLOCKS; block++) {
    const end = Math.min(K, (block + 1) * KB);
    for (let t = 0; t < T; t++) {
      const exponent = floats[references + block * columns + t]! - floats[softmax + t]!;
      const factor = 2 ** exponent * floats[softmax + 2 * CHUNK + t]!;
      for (let k = block * KB; k < end; k++) y[t * K + k] = floats[E + k * columns + t]! * factor;
    }
  }
}
