/** Trains a language model: one sequence a step. */
import type { LanguageModelKernels, Parameters } from '../kernels/contract.ts';
import { allFinite, type Checkpoint } from './checkpoint.ts';
import { explosionOf } from './divergence.ts';
import type { EpochOrder } from './epoch-order.ts';
import { evaluationResult, type EvaluationResult } from './evaluation.ts';
import { EvaluationPass } from './evaluation-pass.ts';
import type { Evaluation, Learner, LoopSettings, Step } from './learner.ts';
import type { TrainingSettings } from './settings.ts';
import { checkTokenMap } from './token-map.ts';
import { Trainer } from './trainer.ts';
import type { TrainingData } from './training-data.ts';

export interface LanguageTrainerOptions {
  /** Hold the initial weights when there is no checkpoint. The trainer's alone while it works. */
  readonly kernels: LanguageModelKernels;
  readonly data: TrainingData;
  readonly settings: TrainingSettings;
  /** Continues from here. */
  readonly from?: Checkpoint;
  /** The weights of `from.place.best`: required when it is set, ignored when it is null. */
  readonly best?: Parameters | undefined;
}

type State = Pick<Checkpoint, 'hiddenState'>;

export class LanguageTrainer extends Trainer<Parameters, State, EvaluationResult> {
  /** @throws RangeError when data, checkpoint and kernels do not fit each other */
  constructor({ kernels, data, settings, from, best }: LanguageTrainerOptions) {
    super({ learner: new LanguageLearner(kernels, data, settings), from, best });
  }
}

class LanguageLearner implements Learner<Parameters, State, EvaluationResult> {
  readonly settings: LoopSettings;
  readonly advice: string;
  readonly #kernels: LanguageModelKernels;
  readonly #data: TrainingData;
  readonly #options: TrainingSettings;

  constructor(kernels: LanguageModelKernels, data: TrainingData, settings: TrainingSettings) {
    this.settings = { ...settings, patience: null };
    this.advice = `or clip the norm of the gradient${settings.clipNorm === null ? ', for example at 5' : ' lower'}`;
    this.#kernels = kernels;
    this.#data = data;
    this.#options = settings;
    if (this.count === 0) throw new RangeError('The training part of the text is empty.');
    checkTokenMap(data.map, kernels.shape.vocabulary);
  }

  get count(): number {
    return this.#data.sequences('train').count;
  }

  get tokensPerEpoch(): number {
    return this.#data.sequences('train').tokens;
  }

  get hasValidation(): boolean {
    return this.#data.sequences('validation').count > 0;
  }

  get hasTest(): boolean {
    return this.#data.sequences('test').count > 0;
  }

  readParameters(): Parameters {
    return this.#kernels.readParameters();
  }

  writeParameters(parameters: Parameters): void {
    this.#kernels.writeParameters(parameters);
  }

  isFinite(parameters: Parameters): boolean {
    return allFinite(Object.values(parameters));
  }

  readState(): State {
    return { hiddenState: this.#kernels.readState() };
  }

  writeState({ hiddenState }: State): void {
    this.#kernels.writeState(hiddenState);
  }

  train(order: EpochOrder, position: number, learningRate: number, wantNorms: boolean): Step {
    const { clipNorm, clipValue, truncate, carryState } = this.#options;
    const { inputs, targets } = this.#data.sequences('train').read(order.at(position));
    if (!carryState || position === 0) this.#kernels.resetState();
    const options = { learningRate, clipNorm, clipValue, truncate, wantNorms };
    const { loss, norms } = this.#kernels.trainSequence(inputs, targets, options);
    return { loss, norms, tokens: targets.length, read: 1 };
  }

  evaluate(split: 'validation' | 'test'): Evaluation<EvaluationResult> {
    const sequences = this.#data.sequences(split);
    const characters = this.#data.characters(split);
    const pass = new EvaluationPass(this.#kernels, sequences, this.#options.carryState);
    return {
      advance: () => pass.advance(),
      get result() {
        return evaluationResult(pass.nats, sequences.tokens, characters);
      },
    };
  }

  explosion(loss: number): string | null {
    return explosionOf(loss, this.#kernels.shape.vocabulary);
  }
}
