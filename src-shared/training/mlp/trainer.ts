/** Trains a perceptron: one batch a step. */
import type { DataSet } from '../../datasets/dataset.ts';
import { checkExamples } from '../../datasets/examples.ts';
import type { MlpKernels, MlpParameters } from '../../kernels/mlp/contract.ts';
import { parameterArrays } from '../../model/mlp/network.ts';
import { SPLITS } from '../../text/settings.ts';
import { allFinite } from '../checkpoint.ts';
import type { EpochOrder } from '../epoch-order.ts';
import type { Evaluation, Learner, LoopSettings, Step } from '../learner.ts';
import { Trainer } from '../trainer.ts';
import type { MlpCheckpoint } from './checkpoint.ts';
import { MlpEvaluationPass } from './evaluation-pass.ts';
import type { MlpEvaluation } from './evaluation.ts';
import type { MlpTrainingSettings } from './settings.ts';

export interface MlpTrainerOptions {
  /** Hold the initial weights when there is no checkpoint. The trainer's alone while it works. */
  readonly kernels: MlpKernels;
  readonly parts: DataSet['parts'];
  readonly settings: MlpTrainingSettings;
  /** Continues from here. */
  readonly from?: MlpCheckpoint;
  /** The weights of `from.place.best`: required when it is set, ignored when it is null. */
  readonly best?: MlpParameters | undefined;
}

type State = Pick<MlpCheckpoint, 'velocity'>;

export class MlpTrainer extends Trainer<MlpParameters, State, MlpEvaluation> {
  /** @throws RangeError when data, checkpoint and kernels do not fit each other */
  constructor({ kernels, parts, settings, from, best }: MlpTrainerOptions) {
    super({ learner: new PerceptronLearner(kernels, parts, settings), from, best });
  }
}

class PerceptronLearner implements Learner<MlpParameters, State, MlpEvaluation> {
  readonly settings: LoopSettings;
  readonly advice = 'and check that the inputs are standardised';
  readonly #kernels: MlpKernels;
  readonly #parts: DataSet['parts'];
  readonly #options: MlpTrainingSettings;

  constructor(kernels: MlpKernels, parts: DataSet['parts'], settings: MlpTrainingSettings) {
    this.settings = { ...settings, validateEveryTokens: null };
    this.#kernels = kernels;
    this.#parts = parts;
    this.#options = settings;
    if (this.count === 0) throw new RangeError('The training part of the data is empty.');
    for (const split of SPLITS) checkExamples(parts[split]);
  }

  get count(): number {
    return this.#parts.train.count;
  }

  get tokensPerEpoch(): number {
    return this.count;
  }

  get hasValidation(): boolean {
    return this.#parts.validation.count > 0;
  }

  get hasTest(): boolean {
    return this.#parts.test.count > 0;
  }

  readParameters(): MlpParameters {
    return this.#kernels.readParameters();
  }

  writeParameters(parameters: MlpParameters): void {
    this.#kernels.writeParameters(parameters);
  }

  isFinite(parameters: MlpParameters): boolean {
    return allFinite(parameterArrays(parameters));
  }

  readState(): State {
    return { velocity: this.#kernels.readVelocity() };
  }

  writeState({ velocity }: State): void {
    this.#kernels.writeVelocity(velocity);
  }

  train(order: EpochOrder, position: number, learningRate: number): Step {
    const { batchSize, weightDecay, momentum } = this.#options;
    const m = Math.min(batchSize ?? this.count, this.count - position);
    const batch = new Uint32Array(m);
    for (let i = 0; i < m; i++) batch[i] = order.at(position + i);
    const loss = this.#kernels.trainBatch(this.#parts.train, batch, { learningRate, weightDecay, momentum });
    return { loss, tokens: m, read: m, norms: null };
  }

  evaluate(split: 'validation' | 'test'): Evaluation<MlpEvaluation> {
    return new MlpEvaluationPass(this.#kernels, this.#parts[split]);
  }

  explosion(loss: number): string | null {
    return Number.isFinite(loss) ? null : `became ${loss}`;
  }
}
