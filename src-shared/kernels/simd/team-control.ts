/**
 * What the threads of a team tell each other, as words of one shared Int32Array. The owner opens a region: it writes the
 * job, then a new generation into the mailbox of each helper that it invites. Everybody, the owner too, then claims
 * shards one by one; a claim is a compare-and-swap from the generation before to this one, so that who comes late finds
 * nothing left and can do no harm. The region ends when all shards are done, whoever did them.
 */
import { MOST_ARGUMENTS } from './shard-jobs.ts';
import { MAX_SHARDS } from './layout.ts';

/** Words in a cache line and its neighbour, which processors fetch along with it. */
const LINE = 32;
const CLAIMS = LINE;
const HELPERS = 2 * LINE;

export const WORD = {
  job: 0,
  /** How many threads the region is cut for, the owner included. */
  size: 1,
  /** Which layout of the memory the job is meant for. */
  layout: 2,
  arguments: 3,
  /** Not 0: a helper broke in the middle of a shard. */
  broken: 3 + MOST_ARGUMENTS,
  quit: 4 + MOST_ARGUMENTS,
  /** 1: the owner sleeps until more shards are done. */
  ownerAsleep: 5 + MOST_ARGUMENTS,
  done: CLAIMS + MAX_SHARDS,
} as const;

export const claimWord = (shard: number): number => CLAIMS + shard;

/** The generation that helper `place` (1, 2, …) is invited to. */
export const mailbox = (place: number): number => HELPERS + place * LINE;
/** One of HELPER_STATE. */
export const stateWord = (place: number): number => mailbox(place) + 1;
export const HELPER_STATE = { absent: 0, awake: 1, asleep: 2 } as const;

/** @param threads of the team, the owner included */
export const createControl = (threads: number): Int32Array<SharedArrayBuffer> =>
  new Int32Array(new SharedArrayBuffer(4 * (HELPERS + threads * LINE)));

/**
 * Does what is left of the region, own shards first: those of thread `place` out of `size`, in the job's direction. Then
 * the others' from the end that they come to last.
 */
export function claimShards(
  control: Int32Array,
  generation: number,
  place: number,
  region: { readonly shards: number; readonly size: number; readonly descending: boolean },
  run: (shard: number) => void,
): void {
  const { shards, size, descending } = region;
  const before = (generation - 1) | 0;
  const first = (owner: number): number => Math.floor((shards * owner) / size);
  for (let i = 0; i < size; i++) {
    const owner = (place + i) % size;
    const [low, high] = [first(owner), first(owner + 1)];
    const downwards = descending === (i === 0);
    for (let n = 0; n < high - low; n++) {
      const shard = downwards ? high - 1 - n : low + n;
      if (Atomics.compareExchange(control, claimWord(shard), before, generation) !== before) continue;
      run(shard);
      Atomics.add(control, WORD.done, 1);
      if (Atomics.load(control, WORD.ownerAsleep) !== 0) Atomics.notify(control, WORD.done);
    }
  }
}

/** Spins for about as long as the owner works alone between two regions; true: `word` changed meanwhile. */
export function spinWhile(control: Int32Array, word: number, value: number, spins: number): boolean {
  for (let i = 0; i < spins; i++) if (Atomics.load(control, word) !== value) return true;
  return false;
}
