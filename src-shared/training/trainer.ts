/**
 * The training loop, without a clock: whoever drives it calls `advance()` until it says `finished` or `diverged`, cuts
 * metric rows by time, and writes a checkpoint whenever it likes.
 *
 *     validate the initial weights
 *     each epoch:  train on every sequence in the epoch's order   (validating every n tokens when asked)
 *                  validate, keep the best weights, tell the schedule
 *     test once with the best weights
 *
 * Without a validation part nothing is validated, the schedule goes by each epoch's training loss, and the last weights
 * count as the best. A checkpoint taken between any two calls continues with the same bits and the same later events,
 * except that an evaluation under way begins again.
 */
import type { Parameters, LanguageModelKernels } from '../kernels/contract.ts';
import { Random } from '../random.ts';
import type { BestPlace, Checkpoint, TrainerPlace } from './checkpoint.ts';
import { parametersAreFinite } from './checkpoint.ts';
import { divergenceMessage, hasExploded, NOTHING_RECENT, watch, watchedBlockExploded } from './divergence.ts';
import { type EpochOrder, sequentialOrder, shuffledOrder } from './epoch-order.ts';
import { evaluationResult } from './evaluation.ts';
import { EvaluationPass } from './evaluation-pass.ts';
import { nextLearningRate, withLearningRate } from './learning-rate.ts';
import { schedules } from './schedules/registry.ts';
import { initialScheduleState, type Schedule } from './schedules/schedule.ts';
import type { Sequences } from './sequences.ts';
import type { TrainingSettings } from './settings.ts';
import { checkTokenMap } from './token-map.ts';
import type { TrainerEvent } from './trainer-events.ts';
import type { TrainingData } from './training-data.ts';

export interface TrainerOptions {
  /** Hold the initial weights when there is no checkpoint. The trainer's alone while it works. */
  readonly kernels: LanguageModelKernels;
  readonly data: TrainingData;
  readonly settings: TrainingSettings;
  /** Continues from here. */
  readonly from?: Checkpoint;
  /** The weights of `from.place.best`: required when it is set, ignored when it is null. */
  readonly best?: Parameters;
}

export interface TrainerProgress {
  /** Epochs finished. */
  readonly epoch: number;
  /** Sequences of this epoch already trained on. */
  readonly position: number;
  readonly step: number;
  /** Predicted tokens so far, over all epochs. */
  readonly tokens: number;
  readonly totalTokens: number;
  readonly tokensPerEpoch: number;
  readonly sequencesPerEpoch: number;
}

/** Told apart from the seed of the weights, so that the order does not reuse the bits that drew them. */
const ORDER_STREAM = 0x6f726472;

type MovingPlace = { -readonly [Field in keyof TrainerPlace]: TrainerPlace[Field] };

export class Trainer {
  readonly #kernels: LanguageModelKernels;
  readonly #data: TrainingData;
  readonly #settings: TrainingSettings;
  readonly #schedule: Schedule;
  readonly #train: Sequences;
  readonly #place: MovingPlace;
  /** Of this epoch; null until its first sequence. */
  #order: EpochOrder | null = null;
  #pass: EvaluationPass | null = null;
  #best: Parameters | null = null;
  /** The run's current weights while the kernels hold the best ones for the test. */
  #aside: Parameters | null = null;
  #state: 'working' | 'spoiled' | 'diverged' | 'ended' = 'working';

  /** @throws RangeError when data, checkpoint and kernels do not fit each other */
  constructor({ kernels, data, settings, from, best }: TrainerOptions) {
    this.#kernels = kernels;
    this.#data = data;
    this.#settings = settings;
    this.#schedule = schedules[settings.schedule];
    this.#train = data.sequences('train');
    if (this.#train.count === 0) throw new RangeError('The training part of the text is empty.');
    checkTokenMap(data.map, kernels.shape.vocabulary);
    if (from === undefined) {
      this.#place = this.#firstPlace();
      return;
    }
    if (from.place.position > this.#train.count)
      throw new RangeError('This checkpoint belongs to another text: its place lies behind the end of this one.');
    if (from.place.best !== null && best === undefined)
      throw new RangeError('This checkpoint has a best validation loss, but the best weights are missing.');
    this.#place = { ...from.place };
    if (from.place.best !== null) this.#best = best ?? null;
    kernels.writeParameters(from.parameters);
    kernels.writeState(from.hiddenState);
  }

  get progress(): TrainerProgress {
    const { epoch, position, step, tokens } = this.#place;
    const tokensPerEpoch = this.#train.tokens;
    const totalTokens = tokensPerEpoch * this.#settings.epochs;
    return { epoch, position, step, tokens, totalTokens, tokensPerEpoch, sequencesPerEpoch: this.#train.count };
  }

  /** Of the next step. */
  get learningRate(): number {
    return nextLearningRate(this.#place, this.#settings.schedule, this.progress.totalTokens);
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

  /** The weights of the best validation; the current ones when none has been made. Not to be written to. */
  bestParameters(): Parameters {
    return this.#best ?? this.#parameters();
  }

  /**
   * One step of gradient descent on one sequence, or one slice of an evaluation.
   * @param options.wantNorms compute the gradient norms of this step even where clipping does not need them
   * @throws Error when the run has already finished or diverged
   */
  advance({ wantNorms = false }: { readonly wantNorms?: boolean } = {}): TrainerEvent {
    if (this.#state === 'spoiled') return this.#diverge('A weight is no longer a finite number');
    if (this.#state !== 'working') throw new Error('This run has ended: its trainer cannot advance any further.');
    switch (this.#place.work) {
      case 'train':
        return this.#trainOne(wantNorms);
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
  checkpoint(): Checkpoint {
    const parameters = this.#parameters();
    if (this.#state === 'working' && !parametersAreFinite(parameters)) this.#state = 'spoiled';
    if (this.#state === 'spoiled' || this.#state === 'diverged')
      throw new Error('The weights are spoiled: the checkpoint written before is the last good one.');
    return { parameters, hiddenState: this.#pass?.hiddenState ?? this.#kernels.readState(), place: { ...this.#place } };
  }

  #firstPlace(): MovingPlace {
    const validates = this.#data.sequences('validation').count > 0;
    return {
      work: validates ? 'validate' : 'train',
      epoch: 0,
      position: 0,
      step: 0,
      tokens: 0,
      random: [...new Random(this.#settings.seed ^ ORDER_STREAM).state],
      schedule: initialScheduleState(this.#settings.learningRate),
      nextValidation: validates ? this.#settings.validateEveryTokens : null,
      epochNats: 0,
      recent: NOTHING_RECENT,
      best: null,
    };
  }

  #trainOne(wantNorms: boolean): TrainerEvent {
    const place = this.#place;
    const { clipNorm, clipValue, truncate, carryState } = this.#settings;
    const { inputs, targets } = this.#train.read(this.#epochOrder().at(place.position));
    if (!carryState || place.position === 0) this.#kernels.resetState();
    const { learningRate } = this;
    const options = { learningRate, clipNorm, clipValue, truncate, wantNorms };
    const { loss, norms } = this.#kernels.trainSequence(inputs, targets, options);
    if (!Number.isFinite(loss)) return this.#diverge(`The loss became ${loss}`);

    const tokens = targets.length;
    place.position++;
    place.step++;
    place.tokens += tokens;
    place.epochNats += loss;
    place.recent = watch(place.recent, loss, tokens);
    if (watchedBlockExploded(place.recent, this.#kernels.shape.vocabulary))
      return this.#diverge('The training loss rose far above that of guessing');
    this.#chooseNextWork();
    return { kind: 'trained', loss, tokens, learningRate, norms };
  }

  #chooseNextWork(): void {
    const place = this.#place;
    const epochDone = place.position === this.#train.count;
    let validationDue = false;
    if (place.nextValidation !== null && place.tokens >= place.nextValidation) {
      validationDue = true;
      const every = this.#settings.validateEveryTokens ?? Infinity;
      place.nextValidation += every * (1 + Math.floor((place.tokens - place.nextValidation) / every));
    }
    const validates = this.#data.sequences('validation').count > 0;
    if (validates && (epochDone || validationDue)) place.work = 'validate';
    else if (epochDone) this.#endEpoch(place.epochNats / this.#train.tokens);
  }

  #validate(): TrainerEvent {
    const place = this.#place;
    const validation = this.#data.sequences('validation');
    this.#pass ??= new EvaluationPass(this.#kernels, validation, this.#settings.carryState);
    if (!this.#pass.advance()) return { kind: 'evaluating' };
    const result = evaluationResult(this.#pass.nats, validation.tokens, this.#data.characters('validation'));
    this.#pass = null;

    const atStart = place.step === 0;
    const bad = atStart ? !Number.isFinite(result.loss) : hasExploded(result.loss, this.#kernels.shape.vocabulary);
    if (bad) return this.#diverge('The validation loss rose far above that of guessing');
    const parameters = this.#parameters();
    if (!parametersAreFinite(parameters)) return this.#diverge('A weight is no longer a finite number');

    if (atStart) place.schedule = { ...place.schedule, bestLoss: result.loss };
    place.work = 'train';
    if (place.position === this.#train.count) this.#endEpoch(result.loss);
    const best = place.best === null || result.loss < place.best.loss;
    if (best) {
      this.#best = parameters;
      place.best = { loss: result.loss, epoch: place.epoch, step: place.step };
    }
    return { kind: 'evaluated', split: 'validation', result, best };
  }

  /** @param loss nats per token: of the validation part, or of the epoch's training if there is none */
  #endEpoch(loss: number): void {
    const place = this.#place;
    const { state, end } = this.#schedule.afterEpoch(place.schedule, loss);
    place.schedule = state;
    place.random = this.#epochOrder().nextRandom;
    place.epoch++;
    place.position = 0;
    place.epochNats = 0;
    this.#order = null;
    if (!end && place.epoch < this.#settings.epochs) place.work = 'train';
    else place.work = this.#data.sequences('test').count > 0 ? 'test' : 'finished';
  }

  #test(): TrainerEvent {
    const test = this.#data.sequences('test');
    if (this.#pass === null) {
      this.#pass = new EvaluationPass(this.#kernels, test, this.#settings.carryState);
      this.#aside = this.#kernels.readParameters();
      if (this.#best !== null) this.#kernels.writeParameters(this.#best);
    }
    if (!this.#pass.advance()) return { kind: 'evaluating' };
    const result = evaluationResult(this.#pass.nats, test.tokens, this.#data.characters('test'));
    this.#kernels.writeParameters(this.#parameters());
    this.#pass = null;
    this.#aside = null;
    this.#place.work = 'finished';
    return { kind: 'evaluated', split: 'test', result, best: false };
  }

  #diverge(what: string): TrainerEvent {
    this.#state = 'diverged';
    this.#pass = null;
    const { epoch, step } = this.#place;
    const message = divergenceMessage(what, { epoch, step, learningRate: this.learningRate }, this.#settings);
    return { kind: 'diverged', message };
  }

  #epochOrder(): EpochOrder {
    const { random } = this.#place;
    this.#order ??=
      this.#settings.order === 'shuffled' ? shuffledOrder(this.#train.count, random) : sequentialOrder(random);
    return this.#order;
  }

  /** The run's current weights. */
  #parameters(): Parameters {
    return this.#aside ?? this.#kernels.readParameters();
  }
}
