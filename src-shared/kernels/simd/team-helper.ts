/** A helper of a team: instantiates the module on the owner's memory and runs shards until the owner quits. */
import { FIELD_TABLE } from './layout.ts';
import type { KernelExports } from './kernel-memory.ts';
import { MOST_ARGUMENTS, SHARD_JOB_NAMES, SHARD_JOBS } from './shard-jobs.ts';
import { claimShards, HELPER_STATE, mailbox, spinWhile, stateWord, WORD } from './team-control.ts';

/** Everything a helper needs; can be sent to a worker thread as it is. */
export interface HelperOrder {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: Int32Array<SharedArrayBuffer>;
  /** 1, 2, …; the owner is 0. */
  readonly place: number;
  readonly shards: number;
}

/** About 0.1 ms: longer than the owner works alone within a step, and short beside anything a person does. */
const SPINS = 60_000;

/** Returns when the owner quits. Asleep it uses no processor. @throws whatever a kernel throws; the owner is told */
export function helpTeam({ module, memory, control, place, shards }: HelperOrder): void {
  const abort = (): never => {
    throw new Error('A kernel stopped by itself.');
  };
  const kernels = new WebAssembly.Instance(module, { env: { memory, abort } }).exports as unknown as KernelExports;
  let seen = Atomics.load(control, mailbox(place));
  let layout = 0;
  const quits = (): boolean => Atomics.load(control, WORD.quit) !== 0;
  Atomics.store(control, stateWord(place), HELPER_STATE.awake);
  try {
    for (;;) {
      // Who quits says so first and then sends mail. A helper that comes after both finds the first, before it waits.
      if (quits()) return;
      waitForMail(control, place, seen);
      if (quits()) return;
      seen = Atomics.load(control, mailbox(place));
      const job = SHARD_JOBS[SHARD_JOB_NAMES[control[WORD.job]!]!];
      const args = [...control.subarray(WORD.arguments, WORD.arguments + MOST_ARGUMENTS)];
      const wanted = control[WORD.layout]!;
      const region = { shards, size: control[WORD.size]!, descending: job.descending };
      claimShards(control, seen, place, region, (shard) => {
        // Only after a claim is it sure that the job was read whole, and that the memory stays as it is.
        if (layout !== wanted) kernels.configure(FIELD_TABLE);
        layout = wanted;
        job.run(kernels, shard, ...args);
      });
    }
  } catch (error) {
    Atomics.store(control, WORD.broken, 1);
    throw error;
  } finally {
    Atomics.store(control, stateWord(place), HELPER_STATE.absent);
    Atomics.notify(control, WORD.done);
  }
}

function waitForMail(control: Int32Array, place: number, seen: number): void {
  if (spinWhile(control, mailbox(place), seen, SPINS)) return;
  Atomics.store(control, stateWord(place), HELPER_STATE.asleep);
  while (Atomics.load(control, mailbox(place)) === seen) Atomics.wait(control, mailbox(place), seen);
  Atomics.store(control, stateWord(place), HELPER_STATE.awake);
}
