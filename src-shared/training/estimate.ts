/** How large a model is, before it is made, and how long a run of it takes. */
import type { ModelShape } from '../kernels/contract.ts';
import { matrixShapes, parameterCount } from '../kernels/matrix-shapes.ts';
import { CHUNK } from '../kernels/simd/layout.ts';
import type { Split } from '../text/settings.ts';
import type { TrainingSettings } from './settings.ts';

const FLOAT32_BYTES = 4;

/** Bytes of the weights as float32: the size of a checkpoint or an exported file. */
export function weightBytes(shape: ModelShape): number {
  return FLOAT32_BYTES * parameterCount(shape);
}

/**
 * About how many bytes training takes: the weights three times (in the kernels, the best ones, a copy on its way to the
 * store), the scores of one chunk of steps [K, CHUNK], three vectors of H for each step of the longest sequence, a
 * window's projections and their gradient besides, and dW_out [K, H] where that does not fit one chunk.
 * @param longest T of the longest sequence
 */
export function trainingBytes(shape: ModelShape, longest: number): number {
  const { vocabulary: K, hidden: H } = shape;
  const windows = shape.architecture === 'window' ? 2 * matrixShapes(shape).W_rec[1] * longest : 0;
  const outputGradient = longest > CHUNK ? K * H : 0;
  return 3 * weightBytes(shape) + FLOAT32_BYTES * (K * CHUNK + 3 * H * longest + windows + outputGradient);
}

/** Seconds that a machine takes for one of each. */
export interface UnitTimes {
  readonly trainToken: number;
  readonly evaluatedToken: number;
  /** What a run writes after an evaluation. */
  readonly sample: number;
}

/**
 * Seconds of a run that makes all its epochs: training, an evaluation of the validation part before the first epoch,
 * after each and whenever one is asked for, a sample after each of these, and the test.
 * @param tokens predicted tokens of each part
 */
export function estimateSeconds(
  { epochs, validateEveryTokens }: Pick<TrainingSettings, 'epochs' | 'validateEveryTokens'>,
  tokens: Readonly<Record<Split, number>>,
  times: UnitTimes,
): number {
  const trained = epochs * tokens.train;
  const between = validateEveryTokens === null ? 0 : Math.floor(trained / validateEveryTokens);
  const evaluations = tokens.validation > 0 ? 1 + epochs + between : 0;
  return (
    trained * times.trainToken +
    (evaluations * tokens.validation + tokens.test) * times.evaluatedToken +
    evaluations * times.sample
  );
}
