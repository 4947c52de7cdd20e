/**
 * The perceptron's training loop, without a clock: whoever drives it calls `advance()` until it says `finished` or
 * `diverged`, cuts metric rows by time, and writes a checkpoint whenever it likes.
 *
 *     validate the initial weights
 *     each epoch:  train on every example in the epoch's order, a batch at a time
 *                  validate, keep the best weights, tell the schedule
 *     test once with the best weights
 *
 * Without a validation part nothing is validated, the schedule goes by each epoch's training cost, and the last weights
 * count as the best. A checkpoint taken between any two calls continues with the same bits and the same later events,
 * except that an evaluation under way begins again.
 */
import { checkExamples } from '../../datasets/examples.ts';
import type { DataSet } from '../../datasets/dataset.ts';
import type { MlpKernels, MlpParameters } from '../../kernels/mlp/contract.ts';
import { Random } from '../../random.ts';
import { SPLITS } from '../../text/settings.ts';
import { type EpochOrder, sequentialOrder, shuffledOrder } from '../epoch-order.ts';
import { nextLearningRate } from '../learning-rate.ts';
import { schedules } from '../schedules/registry.ts';
import { initialScheduleState, type Schedule } from '../schedules/schedule.ts';
import { type MlpBestPlace, type MlpCheckpoint, type MlpPlace, mlpParametersAreFinite } from './checkpoint.ts';
import { divergenceMessage } from './divergence.ts';
import { MlpEvaluationPass } from './evaluation-pass.ts';
import type { MlpTrainingSettings } from './settings.ts';
import type { MlpTrainerEvent } from './trainer-events.ts';

export interface MlpTrainerOptions {
  /** Hold the initial weights when there is no checkpoint. The trainer's alone while it works. */
  readonly kernels: MlpKernels;
  readonly parts: DataSet['parts'];
  readonly settings: MlpTrainingSettings;
  /** Continues from here. */
  readonly from?: MlpCheckpoint;
  /** The weights of `from.place.best`: required when it is set, ignored when it is null. */
  readonly best?: MlpParameters;
}

export interface MlpProgress {
  /** Epochs finished. */
  readonly epoch: number;
  /** Examples of this epoch already trained on. */
  readonly position: number;
  /** Batches so far. */
  readonly step: number;
  /** Examples so far, over all epochs. */
  readonly examples: number;
  readonly totalExamples: number;
  readonly examplesPerEpoch: number;
}

/** Told apart from the seed of the weights, so that the order does not reuse the bits that drew them. */
const ORDER_STREAM = 0x6f726472;

type MovingPlace = { -readonly [Field in keyof MlpPlace]: MlpPlace[Field] };

export class MlpTrainer {
  readonly #kernels: MlpKernels;
  readonly #parts: DataSet['parts'];
  readonly #settings: MlpTrainingSettings;
  readonly #schedule: Schedule;
  readonly #place: MovingPlace;
  /** Of this epoch; null until its first batch. */
  #order: EpochOrder | null = null;
  #pass: MlpEvaluationPass | null = null;
  #best: MlpParameters | null = null;
  /** The run's current weights while the kernels hold the best ones for the test. */
  #aside: MlpParameters | null = null;
  #state: 'working' | 'spoiled' | 'diverged' | 'ended' = 'working';

  /** @throws RangeError when data, checkpoint and kernels do not fit each other */
  constructor({ kernels, parts, settings, from, best }: MlpTrainerOptions) {
    this.#kernels = kernels;
    this.#parts = parts;
    this.#settings = settings;
    this.#schedule = schedules[settings.schedule];
    if (parts.train.count === 0) throw new RangeError('The training part of the data is empty.');
    for (const split of SPLITS) checkExamples(parts[split]);
    if (from === undefined) {
      this.#place = this.#firstPlace();
      return;
    }
    if (from.place.position > parts.train.count)
      throw new RangeError('This checkpoint belongs to other data: its place lies behind the end of these.');
    if (from.place.best !== null && best === undefined)
      throw new RangeError('This checkpoint has a best validation loss, but the best weights are missing.');
    this.#place = { ...from.place };
    if (from.place.best !== null) this.#best = best ?? null;
    kernels.writeParameters(from.parameters);
    kernels.writeVelocity(from.velocity);
  }

  get progress(): MlpProgress {
    const { epoch, position, step, examples } = this.#place;
    const examplesPerEpoch = this.#parts.train.count;
    const totalExamples = examplesPerEpoch * this.#settings.epochs;
    return { epoch, position, step, examples, totalExamples, examplesPerEpoch };
  }

  /** Of the next batch. */
  get learningRate(): number {
    const { schedule, examples } = this.#place;
    return nextLearningRate({ schedule, tokens: examples }, this.#settings.schedule, this.progress.totalExamples);
  }

  /** What the schedule goes by: changes only when it halves the rate, or when the rate is set. */
  get scheduledRate(): number {
    return this.#place.schedule.learningRate;
  }

  /** The next batch's rate, from which the schedule goes on. At the same batch: the same bits. @param rate above 0 */
  setLearningRate(rate: number): void {
    this.#place.schedule = { ...this.#place.schedule, learningRate: rate, since: this.#place.examples };
  }

  /** Where the best validation loss was found; null before any validation. */
  get best(): MlpBestPlace | null {
    return this.#place.best;
  }

  /** The weights of the best validation; the current ones when none has been made. Not to be written to. */
  bestParameters(): MlpParameters {
    return this.#best ?? this.#parameters();
  }

  /**
   * One step of gradient descent on one batch, or one slice of an evaluation.
   * @throws Error when the run has already finished or diverged
   */
  advance(): MlpTrainerEvent {
    if (this.#state === 'spoiled') return this.#diverge('A weight is no longer a finite number');
    if (this.#state !== 'working') throw new Error('This run has ended: its trainer cannot advance any further.');
    switch (this.#place.work) {
      case 'train':
        return this.#trainBatch();
      case 'validate':
        return this.#validate();
      case 'test':
        return this.#test();
      case 'finished':
        this.#state = 'ended';
        return { kind: 'finished', reason: this.#place.epoch < this.#settings.epochs ? 'early-stop' : 'completed' };
    }
  }

  /**
   * A copy of all that is needed to continue.
   * @throws Error when the run has diverged or a weight is not finite: the checkpoint written before is the last good one
   */
  checkpoint(): MlpCheckpoint {
    const parameters = this.#parameters();
    if (this.#state === 'working' && !mlpParametersAreFinite(parameters)) this.#state = 'spoiled';
    if (this.#state === 'spoiled' || this.#state === 'diverged')
      throw new Error('The weights are spoiled: the checkpoint written before is the last good one.');
    return { parameters, velocity: this.#kernels.readVelocity(), place: { ...this.#place } };
  }

  get #validates(): boolean {
    return this.#parts.validation.count > 0;
  }

  #firstPlace(): MovingPlace {
    return {
      work: this.#validates ? 'validate' : 'train',
      epoch: 0,
      position: 0,
      step: 0,
      examples: 0,
      random: [...new Random(this.#settings.seed ^ ORDER_STREAM).state],
      schedule: initialScheduleState(this.#settings.learningRate),
      epochCost: 0,
      best: null,
    };
  }

  #trainBatch(): MlpTrainerEvent {
    const place = this.#place;
    const { count } = this.#parts.train;
    const { batchSize, weightDecay, momentum } = this.#settings;
    const m = Math.min(batchSize ?? count, count - place.position);
    const order = this.#epochOrder();
    const batch = new Uint32Array(m);
    for (let i = 0; i < m; i++) batch[i] = order.at(place.position + i);
    const { learningRate } = this;
    const cost = this.#kernels.trainBatch(this.#parts.train, batch, { learningRate, weightDecay, momentum });
    if (!Number.isFinite(cost)) return this.#diverge(`The cost became ${cost}`);

    place.position += m;
    place.step++;
    place.examples += m;
    place.epochCost += cost;
    if (place.position === count) {
      if (this.#validates) place.work = 'validate';
      else this.#endEpoch(place.epochCost / count);
    }
    return { kind: 'trained', cost, examples: m, learningRate };
  }

  #validate(): MlpTrainerEvent {
    const place = this.#place;
    this.#pass ??= new MlpEvaluationPass(this.#kernels, this.#parts.validation);
    if (!this.#pass.advance()) return { kind: 'evaluating' };
    const { result } = this.#pass;
    this.#pass = null;
    if (!Number.isFinite(result.loss)) return this.#diverge(`The validation cost became ${result.loss}`);
    const parameters = this.#parameters();
    if (!mlpParametersAreFinite(parameters)) return this.#diverge('A weight is no longer a finite number');

    const atStart = place.step === 0;
    const best = place.best === null || result.loss < place.best.loss;
    if (best) {
      this.#best = parameters;
      const epoch = atStart ? 0 : place.epoch + 1;
      place.best = { loss: result.loss, accuracy: result.accuracy, epoch, step: place.step };
    }
    place.work = 'train';
    if (atStart) place.schedule = { ...place.schedule, bestLoss: result.loss };
    else this.#endEpoch(result.loss);
    return { kind: 'evaluated', split: 'validation', result, best };
  }

  /** @param loss C per example: of the validation part, or of the epoch's training if there is none */
  #endEpoch(loss: number): void {
    const place = this.#place;
    const { state, end } = this.#schedule.afterEpoch(place.schedule, loss);
    place.schedule = state;
    place.random = this.#epochOrder().nextRandom;
    place.epoch++;
    place.position = 0;
    place.epochCost = 0;
    this.#order = null;
    const { patience, epochs } = this.#settings;
    const impatient = patience !== null && place.best !== null && place.epoch - place.best.epoch >= patience;
    if (!end && !impatient && place.epoch < epochs) place.work = 'train';
    else place.work = this.#parts.test.count > 0 ? 'test' : 'finished';
  }

  #test(): MlpTrainerEvent {
    if (this.#pass === null) {
      this.#pass = new MlpEvaluationPass(this.#kernels, this.#parts.test);
      this.#aside = this.#kernels.readParameters();
      if (this.#best !== null) this.#kernels.writeParameters(this.#best);
    }
    if (!this.#pass.advance()) return { kind: 'evaluating' };
    const { result } = this.#pass;
    this.#kernels.writeParameters(this.#parameters());
    this.#pass = null;
    this.#aside = null;
    this.#place.work = 'finished';
    return { kind: 'evaluated', split: 'test', result, best: false };
  }

  #diverge(what: string): MlpTrainerEvent {
    this.#state = 'diverged';
    this.#pass = null;
    const { epoch, step } = this.#place;
    return { kind: 'diverged', message: divergenceMessage(what, { epoch, step, learningRate: this.learningRate }) };
  }

  #epochOrder(): EpochOrder {
    const { random } = this.#place;
    this.#order ??=
      this.#settings.order === 'shuffled' ? shuffledOrder(this.#parts.train.count, random) : sequentialOrder(random);
    return this.#order;
  }

  /** The run's current weights. */
  #parameters(): MlpParameters {
    return this.#aside ?? this.#kernels.readParameters();
  }
}
