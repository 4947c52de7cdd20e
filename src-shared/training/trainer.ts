/**
 * The training loop of every family, without a clock: whoever drives it calls `advance()` until it says `finished` or
 * `diverged`, cuts metric rows by time, and writes a checkpoint whenever it likes.
 *
 *     validate the initial weights
 *     each epoch:  train on everything in the epoch's order   (validating every n tokens when asked)
 *                  validate, keep the best weights, tell the schedule
 *     test once with the best weights
 *
 * Without a validation part nothing is validated, the schedule goes by each epoch's training loss, and the last weights
 * count as the best. A checkpoint taken between any two calls continues with the same bits and the same later events,
 * except that an evaluation under way begins again.
 */
import { Random } from '../random.ts';
import type { BestPlace, TrainerPlace } from './checkpoint.ts';
import { divergenceMessage, isFull, NOTHING_RECENT, watch } from './divergence.ts';
import { type EpochOrder, sequentialOrder, shuffledOrder } from './epoch-order.ts';
import type { Evaluation, Learner } from './learner.ts';
import { nextLearningRate, withLearningRate } from './learning-rate.ts';
import { schedules } from './schedules/registry.ts';
import { initialScheduleState, type Schedule } from './schedules/schedule.ts';
import type { TrainerEvent } from './trainer-events.ts';

/** What a run continues from. */
export type CheckpointOf<Weights, State> = State & { readonly parameters: Weights; readonly place: TrainerPlace };

export interface TrainerOptions<Weights, State, Result extends { readonly loss: number }> {
  /** Holds the initial weights when there is no checkpoint. The trainer's alone while it works. */
  readonly learner: Learner<Weights, State, Result>;
  /** Continues from here. */
  readonly from?: CheckpointOf<Weights, State> | undefined;
  /** The weights of `from.place.best`: required when it is set, ignored when it is null. */
  readonly best?: Weights | undefined;
}

/** Tokens are examples where a perceptron learns. */
export interface TrainerProgress {
  /** Epochs finished. */
  readonly epoch: number;
  /** Sequences, or examples, of this epoch already trained on. */
  readonly position: number;
  readonly step: number;
  /** Predicted tokens so far, over all epochs. */
  readonly tokens: number;
  readonly totalTokens: number;
  readonly tokensPerEpoch: number;
}

/** Told apart from the seed of the weights, so that the order does not reuse the bits that drew them. */
const ORDER_STREAM = 0x6f726472;

type MovingPlace = { -readonly [Field in keyof TrainerPlace]: TrainerPlace[Field] };

export class Trainer<Weights, State, Result extends { readonly loss: number }> {
  readonly #learner: Learner<Weights, State, Result>;
  readonly #schedule: Schedule;
  readonly #place: MovingPlace;
  /** Of this epoch; null until its first step. */
  #order: EpochOrder | null = null;
  #pass: Evaluation<Result> | null = null;
  /** As it was before the pass. */
  #state: State | null = null;
  #best: Weights | null = null;
  /** The run's current weights while the learner holds the best ones for the test. */
  #aside: Weights | null = null;
  #health: 'working' | 'spoiled' | 'diverged' | 'ended' = 'working';

  /** @throws RangeError when checkpoint and learner do not fit each other */
  constructor({ learner, from, best }: TrainerOptions<Weights, State, Result>) {
    this.#learner = learner;
    this.#schedule = schedules[learner.settings.schedule];
    if (from === undefined) {
      this.#place = this.#firstPlace();
      return;
    }
    if (from.place.position > learner.count)
      throw new RangeError('This checkpoint belongs to other data: its place lies behind the end of these.');
    if (from.place.best !== null && best === undefined)
      throw new RangeError('This checkpoint has a best validation loss, but the best weights are missing.');
    this.#place = { ...from.place };
    if (from.place.best !== null) this.#best = best ?? null;
    learner.writeParameters(from.parameters);
    learner.writeState(from);
  }

  get progress(): TrainerProgress {
    const { epoch, position, step, tokens } = this.#place;
    const { tokensPerEpoch, settings } = this.#learner;
    return { epoch, position, step, tokens, totalTokens: tokensPerEpoch * settings.epochs, tokensPerEpoch };
  }

  /** The next call of `advance` trains: no evaluation is due before it. */
  get isAboutToTrain(): boolean {
    return this.#health === 'working' && this.#place.work === 'train';
  }

  /** It has a validation part. */
  get validates(): boolean {
    return this.#learner.hasValidation;
  }

  /** Of the next step. */
  get learningRate(): number {
    return nextLearningRate(this.#place, this.#learner.settings.schedule, this.progress.totalTokens);
  }

  /** What the schedule goes by: changes only when it halves the rate, or when the rate is set. */
  get scheduledRate(): number {
    return this.#place.schedule.learningRate;
  }

  /** The next step's rate, from which the schedule goes on. At the same step: the same bits. @param rate above 0 */
  setLearningRate(rate: number): void {
    this.#place.schedule = withLearningRate(this.#place, rate).schedule;
  }

  /** Where the best validation loss was found; null before any validation. */
  get best(): BestPlace | null {
    return this.#place.best;
  }

  /** The run's current weights. */
  parameters(): Weights {
    return this.#aside ?? this.#learner.readParameters();
  }

  /** The weights of the best validation; the current ones when none has been made. Not to be written to. */
  bestParameters(): Weights {
    return this.#best ?? this.parameters();
  }

  /**
   * One step of gradient descent, or one slice of an evaluation.
   * @param options.wantNorms compute the gradient norms of this step even where clipping does not need them
   * @throws Error when the run has already finished or diverged
   */
  advance({ wantNorms = false }: { readonly wantNorms?: boolean } = {}): TrainerEvent<Result> {
    if (this.#health === 'spoiled') return this.#diverge('A weight is no longer a finite number');
    if (this.#health !== 'working') throw new Error('This run has ended: its trainer cannot advance any further.');
    switch (this.#place.work) {
      case 'train':
        return this.#train(wantNorms);
      case 'validate':
        return this.#validate();
      case 'test':
        return this.#test();
      case 'finished': {
        this.#health = 'ended';
        const isEarly = this.#place.epoch < this.#learner.settings.epochs;
        return { kind: 'finished', reason: isEarly ? 'early-stop' : 'completed' };
      }
    }
  }

  /**
   * A copy of all that is needed to continue.
   * @throws Error when the run has diverged or a weight is not finite: the checkpoint written before is the last good one
   */
  checkpoint(): CheckpointOf<Weights, State> {
    const parameters = this.parameters();
    if (this.#health === 'working' && !this.#learner.isFinite(parameters)) this.#health = 'spoiled';
    if (this.#health === 'spoiled' || this.#health === 'diverged')
      throw new Error('The weights are spoiled: the checkpoint written before is the last good one.');
    return { ...(this.#state ?? this.#learner.readState()), parameters, place: { ...this.#place } };
  }

  #firstPlace(): MovingPlace {
    const { settings, hasValidation } = this.#learner;
    return {
      work: hasValidation ? 'validate' : 'train',
      epoch: 0,
      position: 0,
      step: 0,
      tokens: 0,
      random: [...new Random(settings.seed ^ ORDER_STREAM).state],
      schedule: initialScheduleState(settings.learningRate),
      nextValidation: hasValidation ? settings.validateEveryTokens : null,
      epochNats: 0,
      recent: NOTHING_RECENT,
      best: null,
    };
  }

  #train(wantNorms: boolean): TrainerEvent<Result> {
    const place = this.#place;
    const { learningRate } = this;
    const step = this.#learner.train(this.#epochOrder(), place.position, learningRate, wantNorms);
    const { loss, tokens, read, norms } = step;
    if (!Number.isFinite(loss)) return this.#diverge(`The loss became ${loss}`);

    place.position += read;
    place.step++;
    place.tokens += tokens;
    place.epochNats += loss;
    place.recent = watch(place.recent, loss, tokens);
    const explosion = isFull(place.recent) ? this.#learner.explosion(place.recent.nats / place.recent.tokens) : null;
    if (explosion !== null) return this.#diverge(`The training loss ${explosion}`);
    this.#chooseNextWork();
    return { kind: 'trained', loss, tokens, learningRate, norms };
  }

  #chooseNextWork(): void {
    const place = this.#place;
    let validationDue = false;
    if (place.nextValidation !== null && place.tokens >= place.nextValidation) {
      validationDue = true;
      const every = this.#learner.settings.validateEveryTokens ?? Infinity;
      place.nextValidation += every * (1 + Math.floor((place.tokens - place.nextValidation) / every));
    }
    if (this.validates && (this.#isEpochDone || validationDue)) place.work = 'validate';
    else if (this.#isEpochDone) this.#endEpoch(place.epochNats / this.#learner.tokensPerEpoch);
  }

  get #isEpochDone(): boolean {
    return this.#place.position === this.#learner.count;
  }

  #validate(): TrainerEvent<Result> {
    const place = this.#place;
    const result = this.#evaluate('validation');
    if (result === null) return { kind: 'evaluating' };

    const atStart = place.step === 0;
    const explosion = atStart && Number.isFinite(result.loss) ? null : this.#learner.explosion(result.loss);
    if (explosion !== null) return this.#diverge(`The validation loss ${explosion}`);
    const parameters = this.parameters();
    if (!this.#learner.isFinite(parameters)) return this.#diverge('A weight is no longer a finite number');

    const best = place.best === null || result.loss < place.best.loss;
    if (best) {
      this.#best = parameters;
      place.best = { loss: result.loss, epoch: place.epoch + (this.#isEpochDone ? 1 : 0), step: place.step };
    }
    if (atStart) place.schedule = { ...place.schedule, bestLoss: result.loss };
    place.work = 'train';
    if (this.#isEpochDone) this.#endEpoch(result.loss);
    return { kind: 'evaluated', split: 'validation', result, best };
  }

  /** @param loss per token: of the validation part, or of the epoch's training if there is none */
  #endEpoch(loss: number): void {
    const place = this.#place;
    const { settings, hasTest } = this.#learner;
    const { state, end } = this.#schedule.afterEpoch(place.schedule, loss);
    place.schedule = state;
    place.random = this.#epochOrder().nextRandom;
    place.epoch++;
    place.position = 0;
    place.epochNats = 0;
    this.#order = null;
    const { patience, epochs } = settings;
    const since = Math.max(place.best?.epoch ?? Infinity, place.patientSince ?? 0);
    const impatient = patience !== null && place.epoch - since >= patience;
    // given more epochs, it begins anew
    if (impatient) place.patientSince = place.epoch;
    if (!end && !impatient && place.epoch < epochs) place.work = 'train';
    else place.work = hasTest ? 'test' : 'finished';
  }

  #test(): TrainerEvent<Result> {
    if (this.#aside === null) {
      this.#aside = this.#learner.readParameters();
      if (this.#best !== null) this.#learner.writeParameters(this.#best);
    }
    const result = this.#evaluate('test');
    if (result === null) return { kind: 'evaluating' };
    this.#learner.writeParameters(this.#aside);
    this.#aside = null;
    this.#place.work = 'finished';
    return { kind: 'evaluated', split: 'test', result, best: false };
  }

  /** A slice; the result when it was the last one. */
  #evaluate(split: 'validation' | 'test'): Result | null {
    this.#state ??= this.#learner.readState();
    this.#pass ??= this.#learner.evaluate(split);
    if (!this.#pass.advance()) return null;
    const { result } = this.#pass;
    this.#pass = this.#state = null;
    return result;
  }

  #diverge(what: string): TrainerEvent<Result> {
    this.#health = 'diverged';
    this.#pass = null;
    const { epoch, step } = this.#place;
    const where = { epoch, step, learningRate: this.learningRate };
    return { kind: 'diverged', message: divergenceMessage(what, where, this.#learner.advice) };
  }

  #epochOrder(): EpochOrder {
    const { random } = this.#place;
    const { settings, count } = this.#learner;
    this.#order ??= settings.order === 'shuffled' ? shuffledOrder(count, random) : sequentialOrder(random);
    return this.#order;
  }
}
