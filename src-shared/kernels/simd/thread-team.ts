/**
 * The owner's side of a team of threads. A region is one job over all shards: `begin` invites the helpers, the owner may
 * work on something else meanwhile, `finish` takes part and returns when all shards are done. Results do not depend on
 * who ran which shard, nor on how many threads there are.
 */
import type { KernelMemory } from './kernel-memory.ts';
import { type ShardJobName, SHARD_JOB_NAMES, SHARD_JOBS } from './shard-jobs.ts';
import { claimShards, createControl, HELPER_STATE, mailbox, spinWhile, stateWord, WORD } from './team-control.ts';
import type { HelperOrder } from './team-helper.ts';
import { TeamSize } from './team-size.ts';

export interface TeamOptions {
  /** The most threads, the owner included. */
  readonly threads: number;
  /** Starts a thread that calls `helpTeam` with the order. It may take its time, and may fail to: the owner does not wait. */
  readonly start: (order: HelperOrder) => void;
  /** Milliseconds from any beginning, to find out how many threads are fastest; left out: always all that are there. */
  readonly now?: () => number;
  /** Milliseconds without a sign of life from a helper in the middle of a shard after which it counts as dead. */
  readonly patience?: number;
}

/** Below this many multiply-adds a region is done before a helper could join. */
const LEAST_WORK = 2 ** 18;
const SPINS = 40_000;
const LOOK_MILLISECONDS = 20;
const PATIENCE = 60_000;

export class ThreadTeam {
  readonly threads: number;
  readonly #size: TeamSize | null;
  readonly #memory: KernelMemory;
  readonly #shards: number;
  readonly #control: Int32Array<SharedArrayBuffer>;
  readonly #patience: number;
  #generation = 0;
  #job: ShardJobName = 'scores';
  #args: readonly number[] = [];
  /** Threads in the region that is open; 1: the owner alone. */
  #members = 1;

  /** @param options null: no helpers */
  constructor(memory: KernelMemory, options: TeamOptions | null) {
    this.#memory = memory;
    this.#shards = memory.field('SHARDS');
    this.threads = Math.max(1, Math.min(options?.threads ?? 1, this.#shards));
    this.#patience = options?.patience ?? PATIENCE;
    this.#size = options?.now ? new TeamSize(options.now) : null;
    this.#control = createControl(this.threads);
    for (let place = 1; place < this.threads; place++)
      options!.start({
        module: memory.module,
        memory: memory.shared,
        control: this.#control,
        place,
        shards: this.#shards,
      });
  }

  /** Threads that are there by now, the owner included. */
  get present(): number {
    let present = 1;
    while (present < this.threads && this.#state(present) !== HELPER_STATE.absent) present++;
    return present;
  }

  /** Runs a training step of T time steps, with as many threads as were fastest lately. */
  time<R>(T: number, step: () => R): R {
    if (this.#size === null || this.threads === 1) return step();
    return this.#size.time(this.present, T, step);
  }

  /** A whole region. @param work multiply-adds, about */
  run(work: number, job: ShardJobName, ...args: readonly number[]): void {
    this.begin(work, job, ...args);
    this.finish();
  }

  begin(work: number, job: ShardJobName, ...args: readonly number[]): void {
    this.#job = job;
    this.#args = args;
    this.#members = work < LEAST_WORK ? 1 : Math.min(this.#size?.size ?? this.threads, this.present);
    if (this.#members === 1) return;
    const control = this.#control;
    control.set([SHARD_JOB_NAMES.indexOf(job), this.#members, this.#memory.version, ...args], WORD.job);
    control[WORD.done] = 0;
    this.#generation = (this.#generation + 1) | 0;
    for (let place = 1; place < this.#members; place++) this.#post(place, this.#generation);
  }

  /** @throws Error when a helper broke or does not answer: the weights are then half updated */
  finish(): void {
    const { run, descending } = SHARD_JOBS[this.#job];
    const { kernels } = this.#memory;
    const shards = this.#shards;
    if (this.#members === 1) {
      for (let n = 0; n < shards; n++) run(kernels, descending ? shards - 1 - n : n, ...this.#args);
      return;
    }
    const region = { shards, size: this.#members, descending };
    claimShards(this.#control, this.#generation, 0, region, (shard) => run(kernels, shard, ...this.#args));
    this.#waitForOthers();
  }

  /** The helpers return, asleep or not. */
  close(): void {
    Atomics.store(this.#control, WORD.quit, 1);
    for (let place = 1; place < this.threads; place++) {
      Atomics.add(this.#control, mailbox(place), 1);
      Atomics.notify(this.#control, mailbox(place));
    }
  }

  #state(place: number): number {
    return Atomics.load(this.#control, stateWord(place));
  }

  #post(place: number, generation: number): void {
    Atomics.store(this.#control, mailbox(place), generation);
    if (this.#state(place) === HELPER_STATE.asleep) Atomics.notify(this.#control, mailbox(place));
  }

  /** Spins, then sleeps in short pieces, so that a helper whose processor is taken can have this one. */
  #waitForOthers(): void {
    const control = this.#control;
    let waited = 0;
    for (;;) {
      const done = Atomics.load(control, WORD.done);
      if (done === this.#shards) return;
      if (Atomics.load(control, WORD.broken) !== 0) throw broken('has broken off');
      if (waited >= this.#patience) throw broken(`has not answered for ${Math.round(waited / 1000)} seconds`);
      if (spinWhile(control, WORD.done, done, SPINS)) continue;
      Atomics.store(control, WORD.ownerAsleep, 1);
      const slept = Atomics.wait(control, WORD.done, done, LOOK_MILLISECONDS) === 'timed-out';
      Atomics.store(control, WORD.ownerAsleep, 0);
      waited = slept ? waited + LOOK_MILLISECONDS : 0;
    }
  }
}

const broken = (what: string): Error =>
  new Error(
    `One of the threads that compute this run ${what}, in the middle of a step. Resume the run: it goes on from its last checkpoint. ` +
      'If it happens again, train with one thread.',
  );
