/**
 * Which of several modules with the same arithmetic is fastest here. V8 can join neighbouring 128-bit operations into
 * 256-bit ones, by a flag that is experimental: so each module's step is first compared with the float64 reference, and
 * then timed, in about 50 ms for all of them.
 */
import {
  PARAMETER_NAMES,
  type ModelShape,
  type Parameters,
  type LanguageModelKernels,
  type StepOptions,
} from '#shared/kernels/contract.ts';
import { createSimdKernels } from '#shared/kernels/simd/simd-kernels.ts';
import { initialise } from '#shared/model/initialise.ts';
import { createReferenceKernels } from '#shared/model/reference-kernels.ts';
import { Random } from '#shared/random.ts';

export interface KernelModule {
  readonly name: string;
  readonly module: WebAssembly.Module;
}

export interface Calibration {
  readonly fastest: KernelModule;
  /** A sentence for the log: what was measured, what was refused. */
  readonly report: string;
}

/** Tails of every kind: rows, vectors and blocks that are not full, and a token that comes twice. */
const CHECKED: ModelShape = { vocabulary: 149, hidden: 21, cell: 'tanh' };
const CHECKED_STEPS = 9;
/** Of the largest element; ten times what float32 leaves. */
const TOLERANCE = 1e-5;
const TIMED: ModelShape = { vocabulary: 700, hidden: 100, cell: 'tanh' };
const TIMED_STEPS = 20;
/** The first steps run in V8's baseline code; more of them bring no more precision than a choice needs. */
/** Where vectors are not joined, the module made for them is half as slow again: less is noise of a busy machine. */
const MARGIN = 1.2;
const LEAST_TIMED = 15;
const MOST_TIMED = 60;
const MOST_MILLISECONDS = 22;

const OPTIONS: StepOptions = { learningRate: 0.1, clipNorm: 5, clipValue: null, truncate: null, wantNorms: true };

/** @param modules with the same arithmetic, the widest first, the one that is trusted without proof last */
export function calibrate(modules: readonly KernelModule[], name: string): Calibration {
  const trusted = modules.at(-1);
  const wrong = new Map(modules.map((own) => [own, own === trusted ? null : whatIsWrong(own, name)]));
  const sound = modules.filter((own) => wrong.get(own) === null);
  const times = bestSteps(sound, name);
  const quick = MARGIN * Math.min(...times);
  const fastest = sound.find((_, i) => times[i]! <= quick)!;
  const figures = sound.map((own, i) => `${own.name} ${times[i]!.toFixed(2)} ms`).join(', ');
  const refused = modules.flatMap((own) =>
    wrong.get(own) === null ? [] : [`; ${own.name} is not used: ${wrong.get(own)}`],
  );
  return { fastest, report: `${fastest.name} (a small step takes ${figures}${refused.join('')})` };
}

/** Null: it computes what the reference does. */
function whatIsWrong({ module }: KernelModule, name: string): string | null {
  try {
    const own = createSimdKernels(module, CHECKED, name);
    const reference = createReferenceKernels(CHECKED);
    const [ours, exact] = [trainTwice(own), trainTwice(reference)];
    const loss = relativeDifference(ours.losses, exact.losses);
    const weights = Math.max(...PARAMETER_NAMES.map((W) => relativeDifference(ours.weights[W], exact.weights[W])));
    if (loss < TOLERANCE && weights < TOLERANCE) return null;
    return `its first steps differ from the reference by ${loss.toExponential(1)} in the loss, ${weights.toExponential(1)} in the weights`;
  } catch (error) {
    return String(error);
  }
}

function trainTwice(kernels: LanguageModelKernels): { losses: Float32Array; weights: Parameters } {
  kernels.writeParameters(initialise(kernels.shape, 1));
  const draw = tokens(kernels.shape.vocabulary, CHECKED_STEPS);
  const losses = Float32Array.from([1, 2], () => kernels.trainSequence(draw(), draw(), OPTIONS).loss);
  return { losses, weights: kernels.readParameters() };
}

function relativeDifference(a: Float32Array, b: Float32Array): number {
  let [difference, size] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    // Written so that NaN is the largest of all.
    const own = Math.abs(a[i]! - b[i]!);
    if (!(own <= difference)) difference = own;
    size = Math.max(size, Math.abs(b[i]!));
  }
  return difference / size;
}

/** Milliseconds of each module's quickest step. They take turns, so that other work on the machine meets all of them. */
function bestSteps(modules: readonly KernelModule[], name: string): number[] {
  const weights = initialise(TIMED, 1);
  const draw = tokens(TIMED.vocabulary, TIMED_STEPS);
  const [inputs, targets] = [draw(), draw()];
  const all = modules.map(({ module }) => createSimdKernels(module, TIMED, name));
  for (const kernels of all) kernels.writeParameters(weights);
  const best = all.map(() => Infinity);
  const end = performance.now() + MOST_MILLISECONDS;
  for (let i = 0; i < MOST_TIMED && (i < LEAST_TIMED || performance.now() < end); i++) {
    all.forEach((kernels, module) => {
      const began = performance.now();
      kernels.trainSequence(inputs, targets, OPTIONS);
      best[module] = Math.min(best[module]!, performance.now() - began);
    });
  }
  return best;
}

function tokens(K: number, T: number): () => Uint32Array {
  const random = new Random(1);
  return () => Uint32Array.from({ length: T }, () => random.below(K));
}
