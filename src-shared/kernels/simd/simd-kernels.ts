/** The WebAssembly SIMD implementation of the kernels' contract, in single precision. */
import { CHUNK } from './layout.ts';
import { KernelMemory } from './kernel-memory.ts';
import { PASS_1, readDistributions, scoreChunk } from './output-layer.ts';
import { checkParameters, packParameters, unpackParameters } from './matrix-layout.ts';
import { ThreadTeam, type TeamOptions } from './thread-team.ts';
import { trainSequence } from './train-sequence.ts';
import { createState, type ModelState } from './model-state.ts';
import type { ModelShape, Parameters, LanguageModelKernels, StepOptions, StepResult } from '../contract.ts';

/**
 * @param module a module built from assembly/, for example out/kernels/simd128.wasm
 * @param name recorded with every run; one name for all modules that give the same bits
 * @param threads to share the work with; left out: the caller's alone
 * @throws RangeError when the shape is impossible or the model does not fit the 4 GiB that the kernels can address
 */
export function createSimdKernels(
  module: WebAssembly.Module,
  shape: ModelShape,
  name: string,
  threads: TeamOptions | null = null,
): SimdKernels {
  return new SimdKernels(module, shape, name, threads);
}

/**
 * The first module that this processor and runtime can run: pass them best first, relaxed SIMD before plain.
 * @returns null when none can run
 */
export function detectSimd<M extends { readonly bytes: ArrayBufferView<ArrayBuffer> }>(
  candidates: readonly M[],
  validate: (bytes: ArrayBufferView<ArrayBuffer>) => boolean = (bytes) => WebAssembly.validate(bytes),
): M | null {
  return candidates.find(({ bytes }) => validate(bytes)) ?? null;
}

export class SimdKernels implements LanguageModelKernels {
  readonly name: string;
  readonly shape: ModelShape;
  readonly #team: ThreadTeam;
  readonly #memory: KernelMemory;
  readonly #state: ModelState;

  constructor(module: WebAssembly.Module, shape: ModelShape, name: string, threads: TeamOptions | null) {
    checkShape(shape);
    this.name = name;
    this.shape = shape;
    this.#memory = new KernelMemory(module, shape);
    this.#state = createState(this.#memory, shape);
    this.#team = new ThreadTeam(this.#memory, threads);
  }

  /** Threads that are there by now, the caller's included. */
  get threads(): number {
    return this.#team.present;
  }

  /** Ends the helping threads. The kernels go on without them. */
  close(): void {
    this.#team.close();
  }

  readParameters(): Parameters {
    return unpackParameters(this.#memory, this.shape);
  }

  writeParameters(parameters: Parameters<Float32Array | Float64Array>): void {
    checkParameters(parameters, this.shape);
    packParameters(this.#memory, parameters, this.shape);
  }

  resetState(): void {
    this.#state.reset();
  }

  readState(): Float32Array {
    return this.#state.read();
  }

  writeState(state: Float32Array): void {
    this.#state.write(state);
  }

  trainSequence(inputs: Uint32Array, targets: Uint32Array, options: StepOptions): StepResult {
    const T = inputs.length;
    checkTokens(inputs, targets, this.shape.vocabulary);
    checkOptions(options);
    const recurrent = this.shape.architecture !== 'window';
    const truncated = recurrent && options.truncate !== null && options.truncate < T;
    this.#memory.reserve({ steps: T, outputGradient: T > CHUNK, truncated });
    this.#enter(inputs, targets);
    const result = this.#team.time(T, () => trainSequence(this.#memory, this.#team, T, options));
    if (Number.isFinite(result.loss)) this.#state.leave(inputs);
    return result;
  }

  evaluateSequence(
    inputs: Uint32Array,
    targets: Uint32Array,
    surprise?: Float64Array,
    distributions?: Float32Array,
  ): number {
    const K = this.shape.vocabulary;
    checkTokens(inputs, targets, K);
    if (distributions !== undefined) checkDistributions(distributions, inputs.length, K);
    const mode = distributions === undefined ? PASS_1.loss : PASS_1.exponentials;
    this.#memory.reserve({ steps: Math.min(inputs.length, CHUNK), outputGradient: false, truncated: false });
    let loss = 0;
    for (let t0 = 0; t0 < inputs.length; t0 += CHUNK) {
      const end = Math.min(t0 + CHUNK, inputs.length);
      const chunk = inputs.subarray(t0, end);
      this.#enter(chunk, targets.subarray(t0, end));
      this.#memory.kernels.forward(end - t0);
      loss += scoreChunk(this.#memory, this.#team, 0, end - t0, mode, surprise, t0);
      if (distributions !== undefined) readDistributions(this.#memory, end - t0, distributions.subarray(t0 * K));
      this.#state.leave(chunk);
    }
    return loss;
  }

  advanceState(inputs: Uint32Array): void {
    checkTokens(inputs, inputs, this.shape.vocabulary);
    this.#memory.reserve({ steps: Math.min(inputs.length, CHUNK), outputGradient: false, truncated: false });
    for (let t0 = 0; t0 < inputs.length; t0 += CHUNK) {
      const chunk = inputs.subarray(t0, t0 + CHUNK);
      // Nobody asks for the targets' scores.
      this.#enter(chunk, chunk);
      this.#memory.kernels.forward(chunk.length);
      this.#state.leave(chunk);
    }
  }

  predictNext(token: number, distribution: Float32Array): void {
    const K = this.shape.vocabulary;
    checkDistributions(distribution, 1, K);
    const memory = this.#memory;
    // The target only decides which loss is reported, and nobody asks for it here.
    const step = Uint32Array.of(token);
    checkTokens(step, step, K);
    this.#enter(step, step);
    memory.kernels.forward(1);
    scoreChunk(memory, this.#team, 0, 1, PASS_1.exponentials);
    // The scores of one step leave most of E free.
    const address = memory.field('E') + memory.field('BLOCKS') * memory.field('KB') * 4 * memory.kernels.LANES.value;
    memory.kernels.distribution(address);
    distribution.set(memory.floats.subarray(address / 4, address / 4 + K));
    this.#state.leave(step);
  }

  #enter(inputs: Uint32Array, targets: Uint32Array): void {
    this.#state.enter(inputs);
    this.#memory.integers.set(targets, this.#memory.at('Y'));
  }
}

function checkShape(shape: ModelShape): void {
  const { vocabulary, hidden } = shape;
  if (!Number.isSafeInteger(vocabulary) || vocabulary < 2)
    throw new RangeError(`A vocabulary of ${vocabulary} is not possible. Choose a whole number of at least 2.`);
  if (!Number.isSafeInteger(hidden) || hidden < 1)
    throw new RangeError(`${hidden} hidden units are not possible. Choose a whole number of at least 1.`);
  if (shape.architecture !== 'window') return;
  const { projection, context } = shape;
  for (const size of [projection, context]) {
    if (!Number.isSafeInteger(size) || size < 1)
      throw new RangeError(
        `A window of ${context} projections of ${projection} numbers is not possible. Choose whole numbers of at least 1.`,
      );
  }
}

function checkTokens(inputs: Uint32Array, targets: Uint32Array, K: number): void {
  if (inputs.length === 0) throw new RangeError('The sequence is empty. Leave out sequences without tokens.');
  if (inputs.length !== targets.length) {
    throw new RangeError(
      `There are ${inputs.length} inputs but ${targets.length} targets. Give each input the token that follows it.`,
    );
  }
  for (let t = 0; t < inputs.length; t++) {
    const token = Math.max(inputs[t]!, targets[t]!);
    if (token >= K)
      throw new RangeError(
        `Token ${token} is not in a vocabulary of ${K}. Encode the text with this model's vocabulary.`,
      );
  }
}

function checkDistributions(distributions: Float32Array, T: number, K: number): void {
  if (distributions.length !== T * K)
    throw new RangeError(`The distribution needs room for ${T * K} probabilities, not for ${distributions.length}.`);
}

function checkOptions({ learningRate, clipNorm, clipValue, truncate }: StepOptions): void {
  if (!Number.isFinite(learningRate))
    throw new RangeError(`A learning rate of ${learningRate} is not possible. Choose a finite number.`);
  for (const limit of [clipNorm, clipValue]) {
    if (limit !== null && !(limit > 0))
      throw new RangeError(`Clipping to ${limit} is not possible. Choose a positive number, or none.`);
  }
  if (truncate !== null && !(Number.isSafeInteger(truncate) && truncate >= 1))
    throw new RangeError(
      `Truncation to ${truncate} steps is not possible. Choose a whole number of at least 1, or none.`,
    );
}
