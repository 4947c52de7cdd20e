/** What a step does shard by shard: the work that threads share. Shards touch disjoint memory and run in any order. */
import type { KernelExports } from './kernel-memory.ts';

/** Numbers that a job takes besides the shard: small integers and addresses. */
export const MOST_ARGUMENTS = 5;

type Run = (kernels: KernelExports, shard: number, ...args: readonly number[]) => void;

interface ShardJob {
  readonly run: Run;
  /** Begin with the last shard: the pass before went up and left it in the cache. */
  readonly descending: boolean;
}

const job = <A extends readonly number[]>(
  run: (kernels: KernelExports, shard: number, ...args: A) => void,
  descending = false,
): ShardJob => ({ run: run as unknown as Run, descending });

export const SHARD_JOBS = {
  /** Pass 1. */
  scores: job((k, shard, t0: number, T: number, mode: number) => k.scoresPass(shard, t0, T, mode)),
  /** r = y - onehot, and the shard's part of r_t . r_t'. */
  residuals: job((k, shard, t0: number, T: number) => {
    k.residualsPass(shard, t0, T);
    k.residualGram(shard, T);
  }, true),
  /** Pass 2, or dW_out += of one chunk. */
  update: job(
    (k, shard, t0: number, T: number, weights: number, rates: number, mode: number) =>
      k.updatePass(shard, t0, T, weights, rates, mode),
    true,
  ),
  clearOutputGradient: job((k, shard) => k.clearOutputGradient(shard)),
  applyOutputGradient: job((k, shard) => k.applyOutputGradient(shard), true),
} as const;
export type ShardJobName = keyof typeof SHARD_JOBS;

export const SHARD_JOB_NAMES = Object.keys(SHARD_JOBS) as readonly ShardJobName[];
