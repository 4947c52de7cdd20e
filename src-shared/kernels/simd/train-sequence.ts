/**
 * One training step on a sequence of any length, in the order of the equations:
 *
 *     1. h_t for all t                                       forward
 *     2. z, softmax, E and dE/dh_t, a chunk at a time        pass 1
 *     3. delta_t, dW_rec, dW_in                              backward
 *     4. norms and the factor c = min(1, clipNorm / norm)    only when asked for
 *     5. W -= lambda clamp(c dW)                             pass 2
 *
 * A sequence that fits one chunk never builds dW_out: pass 2 adds the rank-T product to W_out in registers. A longer
 * one sums its chunks' parts in G_OUT first, because all of them need the same W_out.
 *
 * Passes over W_out are regions of the team. While its helpers begin with one, the owner does what does not depend on
 * it: 3 beside pass 2, or beside the residuals when norms need both.
 */
import { CHUNK } from './layout.ts';
import { outputWork, PASS_1, scoreChunk } from './output-layer.ts';
import type { GradientNorms, StepOptions, StepResult } from '../contract.ts';
import type { KernelMemory } from './kernel-memory.ts';
import type { ThreadTeam } from './thread-team.ts';

const PASS_2 = { hasResiduals: 1, clamp: 2 } as const;

/**
 * Expects X, Y and, of a recurrent network, row 0 of HS to be filled; leaves h_{T-1} in row T of HS. Nothing is updated when the loss is not
 * finite, nor when the norm to clip by is not: the result says so.
 */
export function trainSequence(memory: KernelMemory, team: ThreadTeam, T: number, options: StepOptions): StepResult {
  const { kernels } = memory;
  const long = T > CHUNK;
  const work = outputWork(memory, T);
  if (long) team.run(work, 'clearOutputGradient');

  kernels.forward(T);
  let loss = 0;
  for (let t0 = 0; t0 < T; t0 += CHUNK) {
    const steps = Math.min(CHUNK, T - t0);
    loss += scoreChunk(memory, team, t0, steps, PASS_1.gradient);
    if (!Number.isFinite(loss)) return { loss, norms: null };
    kernels.mergeHiddenGradient(t0, steps);
    if (long) team.run(work, 'update', t0, steps, memory.field('G_OUT'), memory.field('UNIT'), 0);
  }

  const wantNorms = options.wantNorms || options.clipNorm !== null;
  if (!wantNorms) {
    setRates(memory, options, null);
    beginUpdate(memory, team, T, options);
    backward(memory, T, options.truncate);
    finishUpdate(memory, team, T);
    return { loss, norms: null };
  }
  if (!long) team.begin(work, 'residuals', 0, T);
  backward(memory, T, options.truncate);
  if (!long) team.finish();
  const norms = gradientNorms(memory, T);
  if (options.clipNorm !== null && !Number.isFinite(totalNorm(norms))) return { loss, norms };
  setRates(memory, options, norms);
  beginUpdate(memory, team, T, options);
  finishUpdate(memory, team, T);
  return { loss, norms };
}

/** delta_t, dW_rec and dW_in. */
function backward(memory: KernelMemory, T: number, truncate: number | null): void {
  const { kernels } = memory;
  const recurrent = memory.field('CONTEXT') === 0;
  if (recurrent && truncate !== null && truncate < T) kernels.truncatedBackward(T, truncate);
  else kernels.backward(T);
  kernels.recurrentGradient(T);
  kernels.groupInputs(T);
}

/** Pass 2. RATES must be there; the residuals, too, when norms were wanted. */
function beginUpdate(memory: KernelMemory, team: ThreadTeam, T: number, options: StepOptions): void {
  const work = outputWork(memory, T);
  if (T > CHUNK) return team.begin(work, 'applyOutputGradient');
  const hasResiduals = options.wantNorms || options.clipNorm !== null;
  const mode = (hasResiduals ? PASS_2.hasResiduals : 0) | (options.clipValue !== null ? PASS_2.clamp : 0);
  team.begin(work, 'update', 0, T, memory.field('W_OUT'), memory.field('RATES'), mode);
}

function finishUpdate({ kernels }: KernelMemory, team: ThreadTeam, T: number): void {
  kernels.updateRecurrent();
  kernels.updateInput(T);
  team.finish();
}

/** After `backward` and, unless dW_out is a matrix, the residuals. */
function gradientNorms(memory: KernelMemory, T: number): GradientNorms {
  const { kernels } = memory;
  let output = 0;
  if (T > CHUNK) for (let shard = 0; shard < memory.field('SHARDS'); shard++) output += kernels.outputNorm(shard);
  else output = kernels.outputNormFromGrams(T);
  return {
    W_in: Math.sqrt(kernels.inputNorm(T)),
    W_rec: Math.sqrt(kernels.recurrentNorm()),
    W_out: Math.sqrt(output),
  };
}

const totalNorm = ({ W_in, W_rec, W_out }: GradientNorms): number => Math.hypot(W_in, W_rec, W_out);

/** RATES: W += rate clamp(scale dW, -limit, limit). Without clamping the scale is part of the rate. */
function setRates(memory: KernelMemory, options: StepOptions, norms: GradientNorms | null): void {
  const { learningRate, clipNorm, clipValue } = options;
  const norm = norms ? totalNorm(norms) : 0;
  const scale = clipNorm !== null && norm > clipNorm ? clipNorm / norm : 1;
  const rates = clipValue === null ? [-learningRate * scale, 1, Infinity] : [-learningRate, scale, clipValue];
  memory.floats.set(rates, memory.at('RATES'));
}
