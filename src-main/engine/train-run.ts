/** The training of one run, as its thread does it: advances the trainer, keeps the clock, records, obeys. */
import { initialise } from '#shared/model/initialise.ts';
import { UnfoldError } from '#shared/protocol/index.ts';
import { modelShape } from '#shared/training/model-shape.ts';
import type { TrainerEvent } from '#shared/training/trainer-events.ts';
import { Trainer } from '#shared/training/trainer.ts';
import { readCheckpoint, readInitialWeights } from '../store/checkpoints.ts';
import type { WritableDatabase } from '../store/database.ts';
import { getRun, type StoredRun } from '../store/runs.ts';
import { createKernels, type KernelChoice, type KernelHelp } from './kernel-choice.ts';
import { MetricRows } from './metric-rows.ts';
import { trainingData } from './run-data.ts';
import { RunRecorder } from './run-recorder.ts';
import { hasSample, RunSampler } from './run-sampler.ts';
import type { FromTrainer, ToTrainer, TrainingEnd, TrainingOrder } from './training-messages.ts';

export interface TrainingSurroundings {
  readonly database: WritableDatabase;
  /** Seconds, from any beginning. */
  readonly clock: () => number;
  /** The oldest message from the engine that was not read yet. */
  readonly nextWish: () => ToTrainer | undefined;
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
  const { database } = surroundings;
  const run = getRun(database, order.run);
  return new RunTraining(run, prepare(database, run, order.kernels, surroundings.kernelHelp), surroundings).work();
}

interface Prepared {
  readonly trainer: Trainer;
  readonly sampler: RunSampler;
  /** It has a validation part. */
  readonly validates: boolean;
  /** Training time so far; null: it begins now. */
  readonly seconds: number | null;
}

/** The trainer at the run's last checkpoint, or at its start. @throws UnfoldError when run, text and memory do not fit */
function prepare(database: WritableDatabase, run: StoredRun, choice: KernelChoice, help?: KernelHelp): Prepared {
  try {
    return place(database, run, choice, help);
  } catch (error) {
    // The sentences of the trainer and the kernels about what does not fit.
    throw error instanceof RangeError ? new UnfoldError('refused', error.message, error.stack) : error;
  }
}

function place(database: WritableDatabase, run: StoredRun, choice: KernelChoice, help?: KernelHelp): Prepared {
  const { settings } = run;
  const shape = modelShape(settings, run.vocabulary);
  const data = trainingData(database, run);
  const kernels = createKernels(choice, shape, help);
  const sampler = new RunSampler(database, run, kernels);
  const validates = data.sequences('validation').count > 0;
  const stored = readCheckpoint(database, run.id);
  if (stored === null) {
    kernels.writeParameters(readInitialWeights(database, run.id) ?? initialise(shape, settings.seed));
    return { trainer: new Trainer({ kernels, data, settings }), sampler, validates, seconds: null };
  }
  const { checkpoint: from, best, seconds } = stored;
  return { trainer: new Trainer({ kernels, data, settings, from, best }), sampler, validates, seconds };
}

class RunTraining {
  readonly #run: StoredRun;
  readonly #trainer: Trainer;
  readonly #sampler: RunSampler;
  readonly #validates: boolean;
  readonly #begins: boolean;
  readonly #surroundings: TrainingSurroundings;
  readonly #recorder: RunRecorder;
  readonly #rows: MetricRows;
  /** Clock time at which the run's training time would have been zero. */
  readonly #zero: number;
  #bestIsNew = false;
  #lookDue: number;
  #commitDue: number;
  #lastCheckpoint: number;

  constructor(run: StoredRun, prepared: Prepared, surroundings: TrainingSurroundings) {
    const { trainer, sampler, validates } = prepared;
    const seconds = prepared.seconds ?? 0;
    this.#run = run;
    this.#trainer = trainer;
    this.#sampler = sampler;
    this.#validates = validates;
    this.#begins = prepared.seconds === null;
    this.#surroundings = surroundings;
    this.#recorder = new RunRecorder(surroundings.database, run, seconds, trainer.progress.tokens);
    this.#rows = new MetricRows(run.logEvery, seconds);
    this.#zero = surroundings.clock() - seconds;
    this.#lookDue = this.#commitDue = this.#lastCheckpoint = seconds;
  }

  work(): TrainingEnd {
    if (this.#begins && !this.#validates) this.#writeSample();
    for (;;) {
      const before = this.#seconds();
      if (before >= this.#lookDue && this.#lookAround(before)) return { status: 'ended' };
      const endsRow = this.#rows.endsWith(this.#trainer.progress.step + 1, before);
      const rate = this.#trainer.scheduledRate;
      const { epoch } = this.#trainer.progress;
      const event = this.#trainer.advance({ wantNorms: endsRow });
      if (this.#trainer.scheduledRate !== rate) this.#recordRate('rate-halved', rate, this.#trainer.scheduledRate);
      const end = this.#record(event, endsRow, before);
      if (!this.#validates && this.#trainer.progress.epoch > epoch) this.#writeSample();
      if (end !== null) return end;
    }
  }

  /** Of a run that validates nothing. */
  #writeSample(): void {
    if (!hasSample(this.#trainer.progress.epoch + 1)) return;
    const began = this.#seconds();
    this.#recorder.addSample(this.#sampler.write(), this.#trainer.progress);
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
    for (let wish = this.#surroundings.nextWish(); wish !== undefined; wish = this.#surroundings.nextWish()) {
      if (wish.kind === 'set-rate') {
        const from = this.#trainer.learningRate;
        this.#trainer.setLearningRate(wish.learningRate);
        this.#recordRate('rate-set', from, wish.learningRate);
      }
      // Weights that are spoiled are not written: the trainer says so itself with its next step.
      const written = this.#checkpoint();
      if (wish.kind !== 'end') this.#surroundings.tell({ kind: 'obeyed' });
      else if (written) return true;
    }
    return false;
  }

  #recordRate(kind: 'rate-set' | 'rate-halved', from: number, to: number): void {
    const { epoch, step, tokens } = this.#trainer.progress;
    this.#recorder.addEvent({ kind, from, to, at: Date.now(), epoch, step, tokens, seconds: this.#seconds() });
  }

  /** What a step gave; the end of the run, or null to go on. */
  #record(event: TrainerEvent, endsRow: boolean, before: number): TrainingEnd | null {
    switch (event.kind) {
      case 'trained':
        this.#rows.add(event);
        if (endsRow) this.#recorder.addMetric(this.#rows.cut(this.#trainer.progress, this.#seconds()));
        return null;
      case 'evaluating':
        this.#rows.addEvaluation(before, this.#seconds());
        return null;
      case 'evaluated': {
        const seconds = this.#seconds();
        const { epoch, step, tokens } = this.#trainer.progress;
        const { split, result, best } = event;
        // The best weights, which are tested at the end, have written already.
        const written = split === 'validation' && hasSample(this.#recorder.evaluations + 1);
        const sample = written ? this.#sampler.write() : null;
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
        if (this.#bestIsNew && this.#trainer.best !== null)
          this.#recorder.best(this.#trainer.bestParameters(), this.#trainer.best.step, this.#seconds());
        return { status: 'failed', message: event.message };
    }
  }

  #commit(): void {
    const now = this.#seconds();
    this.#recorder.flush(this.#trainer.progress, now);
    this.#commitDue = now + COMMIT_SECONDS;
    this.#surroundings.tell({ kind: 'stored' });
  }

  /** False when the weights are not finite and nothing was written. */
  #checkpoint(): boolean {
    let checkpoint;
    try {
      checkpoint = this.#trainer.checkpoint();
    } catch {
      return false;
    }
    const { progress } = this.#trainer;
    const now = this.#seconds();
    this.#recorder.addMetric(this.#rows.cutBeforeCheckpoint(progress, now));
    const best = this.#bestIsNew ? this.#trainer.bestParameters() : null;
    this.#recorder.checkpoint(checkpoint, best, progress, now);
    this.#bestIsNew = false;
    this.#lastCheckpoint = this.#seconds();
    this.#commitDue = this.#lastCheckpoint + COMMIT_SECONDS;
    this.#surroundings.tell({ kind: 'stored' });
    return true;
  }
}
