/** The training of one run, as its thread does it: advances the trainer, keeps the clock, records, obeys. */
import type { TrainerEvent } from '#shared/training/trainer-events.ts';
import type { WritableDatabase } from '../store/database.ts';
import type { StoredRun } from '../store/run-rows.ts';
import { getRun } from '../store/runs.ts';
import type { KernelHelp } from './kernel-choice.ts';
import { MetricRows } from './metric-rows.ts';
import { Pace } from './pace.ts';
import { RunRecorder } from './run-recorder.ts';
import { hasSample } from './run-sampler.ts';
import { type PreparedTrainee, prepareTrainee } from './trainees/prepare-trainee.ts';
import type { Figures, Trainee } from './trainees/trainee.ts';
import type { FromTrainer, ToTrainer, TrainingEnd, TrainingOrder } from './training-messages.ts';

export interface TrainingSurroundings {
  readonly database: WritableDatabase;
  /** Seconds, from any beginning. */
  readonly clock: () => number;
  /** The oldest message from the engine that was not read yet. */
  readonly nextWish: () => ToTrainer | undefined;
  /** Returns after so many seconds, or as soon as there is a message. */
  readonly wait: (seconds: number) => void;
  readonly tell: (message: FromTrainer) => void;
  /** Left out: the kernels have this thread alone. */
  readonly kernelHelp?: KernelHelp;
}

/** Between two looks for messages, and two commits of rows. */
const LOOK_SECONDS = 0.02;
const COMMIT_SECONDS = 0.15;
/** New best weights wait at most so long for a checkpoint of their own. */
const BEST_SECONDS = 2;

/** Returns when the run is done, has failed, or was told to end; whatever is worth keeping is stored then. */
export function trainRun(order: TrainingOrder, surroundings: TrainingSurroundings): TrainingEnd {
  const { database, kernelHelp = null } = surroundings;
  const run = getRun(database, order.run);
  const prepared = prepareTrainee({ database, choice: order.kernels, help: kernelHelp }, run);
  return new RunTraining(run, prepared, order, surroundings).work();
}

class RunTraining {
  readonly #run: StoredRun;
  readonly #trainee: Trainee;
  readonly #begins: boolean;
  readonly #surroundings: TrainingSurroundings;
  readonly #recorder: RunRecorder;
  readonly #rows: MetricRows;
  readonly #pace: Pace;
  /** Clock time at which the run's training time would have been zero. */
  readonly #zero: number;
  #stepsLeft: number;
  #bestIsNew = false;
  #lookDue: number;
  #commitDue: number;
  #lastCheckpoint: number;

  constructor(run: StoredRun, prepared: PreparedTrainee, order: TrainingOrder, surroundings: TrainingSurroundings) {
    const seconds = prepared.seconds ?? 0;
    this.#run = run;
    this.#trainee = prepared.trainee;
    this.#begins = prepared.seconds === null;
    this.#surroundings = surroundings;
    this.#recorder = new RunRecorder(surroundings.database, run.id, seconds, this.#trainee.progress.tokens);
    this.#rows = new MetricRows(run.logEvery, seconds, this.#trainee.measuresNorms);
    this.#pace = new Pace(order.stepsPerSecond);
    this.#stepsLeft = order.steps ?? Infinity;
    this.#zero = surroundings.clock() - seconds;
    this.#lookDue = this.#commitDue = this.#lastCheckpoint = seconds;
  }

  work(): TrainingEnd {
    const trainee = this.#trainee;
    if (this.#begins && !trainee.validates) this.#writeSample();
    for (;;) {
      if (trainee.isAboutToTrain && this.#stepsLeft-- === 0 && this.#checkpoint()) return { status: 'ended' };
      if (trainee.isAboutToTrain && this.#pace.isHeld && this.#awaitTurn()) return { status: 'ended' };
      const before = this.#seconds();
      if (before >= this.#lookDue && this.#lookAround(before)) return { status: 'ended' };
      const endsRow = this.#rows.endsWith(trainee.progress.step + 1, before);
      const rate = trainee.scheduledRate;
      const { epoch } = trainee.progress;
      const event = trainee.advance({ wantNorms: endsRow });
      if (trainee.scheduledRate !== rate) this.#recordRate('rate-halved', rate, trainee.scheduledRate);
      const end = this.#record(event, endsRow, before);
      if (!trainee.validates && trainee.progress.epoch > epoch) this.#writeSample();
      if (end !== null) return end;
    }
  }

  /** Until the pace allows the next step; true: told to end meanwhile. */
  #awaitTurn(): boolean {
    for (;;) {
      const now = this.#seconds();
      const wait = this.#pace.wait(now);
      if (wait <= 0) {
        this.#pace.step(now);
        return false;
      }
      this.#surroundings.wait(Math.min(wait, COMMIT_SECONDS));
      if (this.#lookAround(this.#seconds())) return true;
    }
  }

  /** Of a run that validates nothing. */
  #writeSample(): void {
    const { write, progress } = this.#trainee;
    if (write === null || !hasSample(progress.epoch + 1)) return;
    const began = this.#seconds();
    this.#recorder.addSample(write(), progress);
    this.#rows.addEvaluation(began, this.#seconds());
  }

  /** The run's training time: pauses are not in it. */
  #seconds(): number {
    return this.#surroundings.clock() - this.#zero;
  }

  /** Commits and writes checkpoints when they are due, obeys; true: told to end. */
  #lookAround(now: number): boolean {
    this.#lookDue = now + LOOK_SECONDS;
    if (now >= this.#commitDue) this.#commit();
    const sinceCheckpoint = now - this.#lastCheckpoint;
    const wait = this.#bestIsNew
      ? Math.min(BEST_SECONDS, this.#run.settings.checkpointSeconds)
      : this.#run.settings.checkpointSeconds;
    if (sinceCheckpoint >= wait) this.#checkpoint();
    for (let wish = this.#surroundings.nextWish(); wish !== undefined; wish = this.#surroundings.nextWish())
      if (this.#obey(wish)) return true;
    return false;
  }

  /** True: it was told to end. */
  #obey(wish: ToTrainer): boolean {
    const trainee = this.#trainee;
    const { tell } = this.#surroundings;
    switch (wish.kind) {
      case 'end':
        // Weights that are spoiled are not written: the trainer says so itself with its next step.
        return this.#checkpoint();
      case 'set-rate': {
        const from = trainee.learningRate;
        trainee.setLearningRate(wish.learningRate);
        this.#recordRate('rate-set', from, wish.learningRate);
        this.#checkpoint();
        tell({ kind: 'obeyed' });
        return false;
      }
      case 'checkpoint':
        this.#checkpoint();
        tell({ kind: 'obeyed' });
        return false;
      case 'set-pace':
        this.#pace.set(wish.stepsPerSecond);
        return false;
      case 'tell-weights': {
        const { epoch, step } = trainee.progress;
        tell({ kind: 'obeyed', weights: { tensors: trainee.weights(), epoch, step } });
        return false;
      }
    }
  }

  #recordRate(kind: 'rate-set' | 'rate-halved', from: number, to: number): void {
    const { epoch, step, tokens } = this.#trainee.progress;
    this.#recorder.addEvent({ kind, from, to, at: Date.now(), epoch, step, tokens, seconds: this.#seconds() });
  }

  /** What a step gave; the end of the run, or null to go on. */
  #record(event: TrainerEvent<Figures>, endsRow: boolean, before: number): TrainingEnd | null {
    switch (event.kind) {
      case 'trained':
        this.#rows.add(event);
        if (endsRow) this.#recorder.addMetric(this.#rows.cut(this.#trainee.progress, this.#seconds()));
        return null;
      case 'evaluating':
        this.#rows.addEvaluation(before, this.#seconds());
        return null;
      case 'evaluated': {
        const seconds = this.#seconds();
        const { epoch, step, tokens } = this.#trainee.progress;
        const { split, result, best } = event;
        // The best weights, which are tested at the end, have written already.
        const writes = split === 'validation' && hasSample(this.#recorder.evaluations + 1);
        const sample = writes ? (this.#trainee.write?.() ?? null) : null;
        this.#recorder.addEvaluation({ ...result, epoch, step, tokens, seconds, split, best }, sample);
        this.#rows.addEvaluation(before, this.#seconds());
        this.#bestIsNew ||= best;
        return null;
      }
      case 'finished':
        this.#checkpoint();
        return { status: event.reason };
      case 'diverged':
        this.#commit();
        if (this.#bestIsNew && this.#trainee.best !== null)
          this.#recorder.best(this.#trainee.bestWeights(), this.#trainee.best.step, this.#seconds());
        return { status: 'failed', message: event.message };
    }
  }

  #commit(): void {
    const now = this.#seconds();
    this.#recorder.flush(this.#trainee.progress, now);
    this.#commitDue = now + COMMIT_SECONDS;
    this.#surroundings.tell({ kind: 'stored' });
  }

  /** False when the weights are not finite and nothing was written. */
  #checkpoint(): boolean {
    let checkpoint;
    try {
      checkpoint = this.#trainee.checkpoint();
    } catch {
      return false;
    }
    const { progress } = this.#trainee;
    const now = this.#seconds();
    this.#recorder.addMetric(this.#rows.cutBeforeCheckpoint(progress, now));
    const best = this.#bestIsNew ? this.#trainee.bestWeights() : null;
    this.#recorder.checkpoint(checkpoint, best, progress, now);
    this.#bestIsNew = false;
    this.#lastCheckpoint = this.#seconds();
    this.#commitDue = this.#lastCheckpoint + COMMIT_SECONDS;
    this.#surroundings.tell({ kind: 'stored' });
    return true;
  }
}
