/**
 * How fast a network of some shape trains here, on sequences of a text: measured with the kernels that train, for a
 * fraction of a second. A network that is too large to be made for that is measured with a smaller vocabulary; the
 * time of a token grows like its multiplications.
 */
import type { LanguageModelKernels, StepOptions } from '#shared/kernels/contract.ts';
import { matrixShapes, multiplicationsPerToken } from '#shared/kernels/matrix-shapes.ts';
import { Random } from '#shared/random.ts';
import { SENTENCE_END, SENTENCE_START, UNK } from '#shared/text/settings.ts';
import { modelShape } from '#shared/training/model-shape.ts';
import type { Sequences } from '#shared/training/sequences.ts';
import { SentenceSequences } from '#shared/training/sentence-sequences.ts';
import { WindowSequences } from '#shared/training/window-sequences.ts';
import { getCorpus } from '../../store/corpora.ts';
import { joinStore } from '../../store/open-store.ts';
import { readSomeText } from '../../store/texts.ts';
import { createKernels, type KernelHelp } from '../kernel-choice.ts';
import { secondsEach } from './seconds-each.ts';
import type { Speed, SpeedOrder } from './text-messages.ts';

/** Elements of W_in and of W_out at most: more than what caches hold, so that the time is that of larger ones too. */
const MOST_ELEMENTS = 1 << 24;
/** Of one sequence, so that a step ends in some tenths of a second. */
const MOST_MULTIPLICATIONS = 1e9;
const SHORTEST_CUT = 32;
const LONGEST_CUT = 1024;
/** Of the text, to draw sequences from. */
const CHUNKS_READ = 3;

const WARM_UP = { seconds: 0.06, least: 1 };
/** Helping threads start and are tried meanwhile. */
const WARM_UP_OF_THREADS = { seconds: 0.18, least: 1 };
const TRAINING = { seconds: 0.2, least: 2 };
const EVALUATION = { seconds: 0.05, least: 2 };
const WRITING = { seconds: 0.02, least: 2 };

export function measureSpeed(order: SpeedOrder, help?: KernelHelp): Speed {
  const { dataFolder, corpus, vocabulary: K, settings, kernels: choice } = order;
  const { hidden: H, window } = settings;
  const measured = Math.max(2, Math.min(K, Math.floor(MOST_ELEMENTS / H)));
  const kernels = createKernels(choice, modelShape(settings, measured), help);
  fillWeights(kernels);
  const sequences = someSequences(dataFolder, corpus, measured, window);
  const multiplications = multiplicationsPerToken(kernels.shape);
  const longest = MOST_MULTIPLICATIONS / multiplications;
  const draw = sequenceDrawer(sequences, Math.round(Math.min(LONGEST_CUT, Math.max(SHORTEST_CUT, longest))));

  const { clipNorm, clipValue, truncate } = settings;
  const options: StepOptions = { learningRate: 1e-3, clipNorm, clipValue, truncate, wantNorms: false };
  const train = (): number => {
    const { inputs, targets } = draw();
    kernels.resetState();
    kernels.trainSequence(inputs, targets, options);
    return targets.length;
  };
  const evaluate = (): number => {
    const { inputs, targets } = draw();
    kernels.resetState();
    kernels.evaluateSequence(inputs, targets);
    return targets.length;
  };
  const distribution = new Float32Array(measured);
  const write = (): number => {
    kernels.predictNext(SENTENCE_START, distribution);
    return 1;
  };
  const larger = multiplicationsPerToken(modelShape(settings, K)) / multiplications;
  secondsEach(train, choice.threads > 1 ? WARM_UP_OF_THREADS : WARM_UP);
  return {
    trainSeconds: larger * secondsEach(train, TRAINING),
    evaluateSeconds: larger * secondsEach(evaluate, EVALUATION),
    writeSeconds: larger * secondsEach(write, WRITING),
  };
}

/** Some thousand random numbers, over and over: as good as a start from the seed, and quick at any size. */
function fillWeights(kernels: LanguageModelKernels): void {
  const shapes = matrixShapes(kernels.shape);
  const random = new Random(1);
  const filled = ([rows, fanIn]: readonly [number, number]): Float32Array => {
    const length = rows * fanIn;
    const weights = new Float32Array(length);
    const some = Math.min(length, 4099);
    for (let i = 0; i < some; i++) weights[i] = (2 * random.next() - 1) / Math.sqrt(fanIn);
    for (let done = some; done < length; done *= 2) weights.copyWithin(done, 0, Math.min(done, length - done));
    return weights;
  };
  kernels.writeParameters({ W_in: filled(shapes.W_in), W_rec: filled(shapes.W_rec), W_out: filled(shapes.W_out) });
}

/** Sequences of the training part, from a few places of it. @throws UnfoldError `not-found` when it was deleted meanwhile */
function someSequences(dataFolder: string, corpus: number, K: number, window: number | null): Sequences {
  const database = joinStore(dataFolder);
  try {
    const chunks = readSomeText(database, getCorpus(database, corpus).id, 'train', CHUNKS_READ);
    const stream = joined(window === null ? chunks.map(wholeSentences) : chunks);
    const ids = Uint32Array.from({ length: K }, (_, id) => id);
    const map = { ids, unknown: UNK, sentenceStart: SENTENCE_START, sentenceEnd: SENTENCE_END };
    return window === null ? new SentenceSequences(stream, map) : new WindowSequences(stream, map, window);
  } finally {
    database.close();
  }
}

/** Without the end of a sentence that began in an earlier chunk, and the beginning of one that ends in a later. */
function wholeSentences(chunk: Uint32Array, place: number): Uint32Array {
  const begin = place === 0 ? 0 : chunk.indexOf(SENTENCE_END) + 1;
  return chunk.subarray(begin, chunk.lastIndexOf(SENTENCE_END) + 1);
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const part of parts) {
    whole.set(part, length);
    length += part.length;
  }
  return whole;
}

/** Draws sequences as an epoch does, their ends cut off where they are very long. */
function sequenceDrawer(sequences: Sequences, most: number): () => { inputs: Uint32Array; targets: Uint32Array } {
  const random = new Random(2);
  return () => {
    const { inputs, targets } = sequences.read(random.below(sequences.count));
    return { inputs: inputs.subarray(0, most), targets: targets.subarray(0, most) };
  };
}
