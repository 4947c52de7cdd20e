/**
 * The WebAssembly SIMD implementation of the perceptron's contract, in single precision. One batch, in the order of the
 * equations, all of a chunk's examples at once:
 *
 *     1. Z^l = A^{l-1} W^l + b^l, A^l = f(Z^l)         l = 1 … L
 *     2. D^L = A^L - Y, times f' for the quadratic cost       (BP1)
 *     3. D^l = (D^{l+1} W^{l+1}') * f'                        (BP2)
 *     4. dW^l = A^{l-1}' D^l, db^l = column sums of D^l       (BP4, BP3) and the update: gradient-update.ts
 */
import { readTarget, type Examples } from '../../../datasets/examples.ts';
import {
  ACTIVATION_NAMES,
  type ActivationName,
  type BatchOptions,
  type MlpKernels,
  type MlpParameters,
  type MlpShape,
} from '../contract.ts';
import { checkBatch, checkOptions, checkParameters, checkShape } from '../shape.ts';
import { createBatchInputs, type BatchInputs } from './batch-inputs.ts';
import { clearMatrices, GradientUpdate } from './gradient-update.ts';
import { KernelArena } from './kernel-arena.ts';
import { CHUNK, createLayer, readMatrices, rowFloats, writeMatrices } from './layer.ts';
import type { Layer, LayerMatrices } from './layer.ts';
import { rowCost, type RowCost } from './output-cost.ts';

/**
 * @param module a module built from assembly/, for example out/kernels/mlp-simd128.wasm
 * @param name recorded with every run; one name for one module
 * @throws RangeError when the shape is not possible or the network does not fit the memory
 */
export function createMlpSimdKernels(module: WebAssembly.Module, shape: MlpShape, name: string): MlpKernels {
  return new MlpSimdKernels(module, shape, name);
}

class MlpSimdKernels implements MlpKernels {
  readonly name: string;
  readonly shape: MlpShape;
  readonly #arena: KernelArena;
  readonly #layers: readonly Layer[];
  readonly #inputs: BatchInputs;
  readonly #rowCost: RowCost;
  /** z^L of the chunk's examples, [CHUNK][ld]; and softmax's [maximum, S], [CHUNK][2]. */
  readonly #outputZ: number;
  readonly #softmax: number;
  readonly #update: GradientUpdate;
  /** Whether V has been written since it was last forgotten. */
  #moves = false;

  constructor(module: WebAssembly.Module, shape: MlpShape, name: string) {
    checkShape(shape);
    this.name = name;
    this.shape = shape;
    this.#arena = new KernelArena(module);
    const { layers } = shape;
    this.#layers = layers.slice(1).map((units, l) => createLayer(this.#arena, layers[l]!, units));
    this.#inputs = createBatchInputs(this.#arena, layers[0]!);
    this.#rowCost = rowCost(shape);
    this.#outputZ = this.#arena.allocate(CHUNK * rowFloats(layers[layers.length - 1]!));
    this.#softmax = this.#arena.allocate(CHUNK * 2);
    this.#update = new GradientUpdate(this.#arena, this.#layers, this.#inputs);
  }

  readParameters(): MlpParameters {
    return this.#read(this.#layers.map(({ parameters }) => parameters));
  }

  writeParameters(parameters: MlpParameters<Float32Array | Float64Array>): void {
    checkParameters(this.shape, parameters);
    this.#write(
      this.#layers.map((layer) => layer.parameters),
      parameters,
    );
  }

  readVelocity(): MlpParameters | null {
    const { velocity } = this.#update;
    return this.#moves && velocity ? this.#read(velocity) : null;
  }

  writeVelocity(velocity: MlpParameters<Float32Array | Float64Array> | null): void {
    if (velocity !== null) checkParameters(this.shape, velocity);
    this.#moves = velocity !== null;
    if (velocity !== null) this.#write(this.#update.writableVelocity(), velocity);
    else this.#update.velocity?.forEach((matrices, l) => clearMatrices(this.#arena, this.#layers[l]!, matrices));
  }

  trainBatch(examples: Examples, batch: Uint32Array, options: BatchOptions): number {
    checkOptions(options, batch.length);
    checkBatch(this.shape, examples, batch);
    const C =
      batch.length <= CHUNK ? this.#trainChunk(examples, batch, options) : this.#trainMany(examples, batch, options);
    if (options.momentum > 0 && Number.isFinite(C)) this.#moves = true;
    return C;
  }

  evaluate(examples: Examples, batch: Uint32Array, outputs?: Float32Array): number {
    checkBatch(this.shape, examples, batch);
    const { units, ld, a } = this.#layers[this.#layers.length - 1]!;
    if (outputs !== undefined && outputs.length !== batch.length * units)
      throw new RangeError(`The outputs need room for ${batch.length * units} numbers, not for ${outputs.length}.`);
    let C = 0;
    for (let from = 0; from < batch.length; from += CHUNK) {
      const chunk = batch.subarray(from, from + CHUNK);
      C += this.#forward(examples, chunk);
      for (let m = 0; outputs !== undefined && m < chunk.length; m++) {
        const at = (a + m * ld) / 4;
        outputs.set(this.#arena.floats.subarray(at, at + units), (from + m) * units);
      }
    }
    return C;
  }

  #trainChunk(examples: Examples, batch: Uint32Array, options: BatchOptions): number {
    const C = this.#forward(examples, batch);
    if (!Number.isFinite(C)) return C;
    this.#backward(batch.length);
    this.#update.descend(batch.length, options);
    return C;
  }

  #trainMany(examples: Examples, batch: Uint32Array, options: BatchOptions): number {
    this.#update.clearSums();
    let C = 0;
    for (let from = 0; from < batch.length; from += CHUNK) {
      const chunk = batch.subarray(from, from + CHUNK);
      C += this.#forward(examples, chunk);
      if (!Number.isFinite(C)) return C;
      this.#backward(chunk.length);
      this.#update.addToSums(chunk.length);
    }
    this.#update.descendSums(batch.length, options);
    return C;
  }

  /** Steps 1 and the first half of 2: leaves D^L = A^L - Y. Returns C. */
  #forward(examples: Examples, chunk: Uint32Array): number {
    const { kernels } = this.#arena;
    const M = chunk.length;
    const last = this.#layers.length - 1;
    this.#inputs.enter(examples, chunk);
    this.#layers.forEach((layer, l) => {
      const { parameters, a, ld, inputs, units, vectors } = layer;
      const z = l === last ? this.#outputZ : a;
      const below = this.#layers[l - 1];
      if (below === undefined) this.#inputs.forward(layer, z, M);
      else kernels.forward(below.a, below.ld, parameters.W, ld, parameters.b, z, ld, M, inputs, vectors);
      const name = this.shape.activations[l]!;
      if (name === 'softmax') kernels.softmax(z, a, this.#softmax, ld, M, units);
      else kernels.activate(ACTIVATION_NAMES.indexOf(name), z, a, ld, M, units);
    });
    return this.#outputError(examples, chunk);
  }

  #outputError(examples: Examples, chunk: Uint32Array): number {
    const { a, delta, ld, units } = this.#layers[this.#layers.length - 1]!;
    const { floats, kernels } = this.#arena;
    const [row, y] = [ld / 4, delta / 4];
    floats.fill(0, y, y + chunk.length * row);
    let C = 0;
    for (let m = 0; m < chunk.length; m++) {
      const at = y + m * row;
      readTarget(examples, chunk[m]!, floats.subarray(at, at + units));
      const [z, softmax] = [this.#outputZ / 4 + m * row, this.#softmax / 4 + 2 * m];
      C += this.#rowCost({ floats, units, z, a: a / 4 + m * row, y: at, softmax });
    }
    kernels.subtract(a, delta, ld, chunk.length, units);
    return C;
  }

  /** The rest of step 2, and step 3. */
  #backward(M: number): void {
    const { kernels } = this.#arena;
    const last = this.#layers.length - 1;
    if (this.shape.cost === 'quadratic') this.#derive(last, M);
    for (let l = last - 1; l >= 0; l--) {
      const [own, above] = [this.#layers[l]!, this.#layers[l + 1]!];
      kernels.backward(
        above.delta,
        above.ld,
        above.parameters.W,
        above.ld,
        own.delta,
        own.ld,
        M,
        own.units,
        above.vectors,
      );
      this.#derive(l, M);
    }
  }

  /** D^l = D^l * f'(Z^l) */
  #derive(l: number, M: number): void {
    const { delta, a, ld, units } = this.#layers[l]!;
    const f = ACTIVATION_NAMES.indexOf(this.shape.activations[l] as ActivationName);
    this.#arena.kernels.derive(f, delta, a, ld, M, units);
  }

  #read(from: readonly LayerMatrices[]): MlpParameters {
    return readMatrices(this.#arena, this.#layers, from);
  }

  #write(to: readonly LayerMatrices[], { weights, biases }: MlpParameters<Float32Array | Float64Array>): void {
    this.#layers.forEach((layer, l) => writeMatrices(this.#arena, layer, to[l]!, weights[l]!, biases[l]!));
  }
}
