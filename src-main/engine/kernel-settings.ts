/** How much of the machine the kernels may use. */
import { availableParallelism } from 'node:os';

export interface KernelSettings {
  /** The most threads of one run. */
  readonly threads: number;
  /** Let V8 join 128-bit operations into 256-bit ones where that is faster. */
  readonly wide: boolean;
}

/**
 * `UNFOLD_THREADS=N` and `UNFOLD_VECTORS=128`; without them every processor and every width. Where a window is open, one
 * processor stays free for it.
 * @throws RangeError when a variable is set to something else
 */
export function kernelSettings(
  hasWindow: boolean,
  env: NodeJS.ProcessEnv = process.env,
  processors = availableParallelism(),
): KernelSettings {
  const { UNFOLD_THREADS: threads = 'automatic', UNFOLD_VECTORS: vectors = 'automatic' } = env;
  if (threads !== 'automatic' && !/^[1-9]\d{0,2}$/.test(threads))
    throw new RangeError(`UNFOLD_THREADS is "${threads}". Give it a number of threads, or "automatic".`);
  if (!['automatic', '128', '256'].includes(vectors))
    throw new RangeError(`UNFOLD_VECTORS is "${vectors}". Give it 128, 256 or "automatic".`);
  const automatic = Math.max(1, hasWindow ? processors - 1 : processors);
  return { threads: threads === 'automatic' ? automatic : Number(threads), wide: vectors !== '128' };
}
