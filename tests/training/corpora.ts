/** Small texts and kernels for the tests of training. Ids 0, 1, 2 are <unk>, <s>, </s>. */
import type { ModelShape, Parameters, LanguageModelKernels } from '#shared/kernels/contract.ts';
import { matrixShapes } from '#shared/kernels/matrix-shapes.ts';
import { createReferenceKernels } from '#shared/model/reference-kernels.ts';
import { Random } from '#shared/random.ts';
import { SENTENCE_END, SENTENCE_START, UNK } from '#shared/text/settings.ts';
import type { EncodedText } from '#shared/training/sequences.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '#shared/training/settings.ts';
import type { TokenMap } from '#shared/training/token-map.ts';
import { TrainingData } from '#shared/training/training-data.ts';

export const EMPTY: EncodedText = { stream: new Uint32Array(0), characters: 0 };

export function text(...sentences: number[][]): EncodedText {
  const stream = Uint32Array.from(sentences.flatMap((sentence) => [...sentence, SENTENCE_END]));
  return { stream, characters: 2 * stream.length };
}

export function identityMap(types: number): TokenMap {
  const ids = Uint32Array.from({ length: types }, (_, id) => id);
  return { ids, unknown: UNK, sentenceStart: SENTENCE_START, sentenceEnd: SENTENCE_END };
}

export function settings(changes: Partial<TrainingSettings> = {}): TrainingSettings {
  return { ...DEFAULT_TRAINING_SETTINGS, epochs: 3, schedule: 'constant', ...changes };
}

/** Random sentences of 1 to 9 of the tokens 3 … K - 1. */
export function randomText(count: number, K: number, seed: number): EncodedText {
  const random = new Random(seed);
  return text(
    ...Array.from({ length: count }, () => Array.from({ length: 1 + random.below(9) }, () => 3 + random.below(K - 3))),
  );
}

export function randomData(K: number, window: number | null): TrainingData {
  const texts = { train: randomText(40, K, 1), validation: randomText(700, K, 2), test: randomText(700, K, 3) };
  return new TrainingData({ texts, map: identityMap(K), window });
}

export function randomParameters(shape: ModelShape, seed: number): Parameters {
  const random = new Random(seed);
  const { W_in, W_rec, W_out } = matrixShapes(shape);
  const uniform = ([rows, columns]: readonly [number, number], bound = columns ** -0.5): Float32Array =>
    Float32Array.from({ length: rows * columns }, () => bound * (2 * random.next() - 1));
  return { W_in: uniform(W_in, 0.5), W_rec: uniform(W_rec), W_out: uniform(W_out) };
}

/** The float64 reference made to forget, after each step, what a float32 checkpoint cannot hold. */
export function float32Reference(shape: ModelShape, seed: number): LanguageModelKernels {
  const kernels = createReferenceKernels(shape);
  kernels.writeParameters(randomParameters(shape, seed));
  const trainSequence: LanguageModelKernels['trainSequence'] = (inputs, targets, options) => {
    const result = kernels.trainSequence(inputs, targets, options);
    kernels.writeParameters(kernels.readParameters());
    kernels.writeState(kernels.readState());
    return result;
  };
  return { ...kernels, trainSequence };
}
