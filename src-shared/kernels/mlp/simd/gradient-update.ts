/**
 * Step 4 of a batch and what becomes of it: dW^l = A^{l-1}' D^l and db^l = column sums of D^l, then the update. A batch
 * that is one chunk updates the weights while dW is in registers; chunks of a larger one add to sums in memory first,
 * because all of them need the same weights.
 */
import type { BatchOptions } from '../contract.ts';
import type { BatchInputs } from './batch-inputs.ts';
import type { GradientProduct, KernelArena, UpdateVectors } from './kernel-arena.ts';
import { createMatrices, matrixVectors, type Layer, type LayerMatrices } from './layer.ts';

/** One way to use a gradient: on a product's tiles while they are in registers, or on sums in memory. */
interface UpdateRule {
  readonly product: GradientProduct;
  readonly vectors: UpdateVectors;
}

const TINY = 1e-18;
/** Byte offset of the biases' four rates behind the weights' four: see assembly/update.ts. */
const BIAS_RATES = 16;

export class GradientUpdate {
  readonly #arena: KernelArena;
  readonly #layers: readonly Layer[];
  readonly #inputs: BatchInputs;
  readonly #rates: number;
  #velocity: readonly LayerMatrices[] | null = null;
  #sums: readonly LayerMatrices[] | null = null;

  constructor(arena: KernelArena, layers: readonly Layer[], inputs: BatchInputs) {
    this.#arena = arena;
    this.#layers = layers;
    this.#inputs = inputs;
    this.#rates = arena.allocate(8);
  }

  /** V; null as long as nothing has asked for it to be written. */
  get velocity(): readonly LayerMatrices[] | null {
    return this.#velocity;
  }

  writableVelocity(): readonly LayerMatrices[] {
    return (this.#velocity ??= this.#createAll());
  }

  /** The update of a batch that is one chunk, whose activations and deltas are there. */
  descend(m: number, options: BatchOptions): void {
    const rule = this.#prepare(m, options);
    this.#layers.forEach((layer, l) => {
      const { parameters, delta, ld, inputs, vectors, db } = layer;
      const V = this.#velocity?.[l] ?? parameters;
      const below = this.#layers[l - 1];
      const { product } = rule.weights;
      if (below !== undefined)
        product(below.a, below.ld, delta, ld, parameters.W, V.W, ld, m, inputs, vectors, this.#rates);
      else if (this.#inputs.isSparse) this.#descendSparse(layer, V, m, rule.weights);
      else this.#inputs.gradient(layer, product, parameters.W, V.W, this.#rates, m);
      this.#arena.floats.fill(0, db / 4, db / 4 + ld / 4);
      this.#arena.kernels.columnSums(delta, ld, db, m, vectors);
      rule.biases.vectors(parameters.b, V.b, db, vectors, this.#rates + BIAS_RATES);
    });
  }

  /** Sets dW and db to zero: a batch of many chunks begins. */
  clearSums(): void {
    this.#allSums().forEach((matrices, l) => clearMatrices(this.#arena, this.#layers[l]!, matrices));
  }

  /** Adds one chunk's part to dW and db. */
  addToSums(M: number): void {
    const { kernels } = this.#arena;
    const sums = this.#allSums();
    this.#layers.forEach((layer, l) => {
      const { delta, ld, inputs, vectors } = layer;
      const { W, b } = sums[l]!;
      const below = this.#layers[l - 1];
      if (below !== undefined)
        kernels.sumProduct(below.a, below.ld, delta, ld, W, W, ld, M, inputs, vectors, this.#rates);
      else if (this.#inputs.isSparse) this.#inputs.addGradient(layer, W, M);
      else this.#inputs.gradient(layer, kernels.sumProduct, W, W, this.#rates, M);
      kernels.columnSums(delta, ld, b, M, vectors);
    });
  }

  /** The update of a batch of many chunks, m examples in all. */
  descendSums(m: number, options: BatchOptions): void {
    const rule = this.#prepare(m, options);
    const sums = this.#allSums();
    this.#layers.forEach((layer, l) => {
      const { parameters, vectors } = layer;
      const V = this.#velocity?.[l] ?? parameters;
      rule.weights.vectors(parameters.W, V.W, sums[l]!.W, matrixVectors(layer), this.#rates);
      rule.biases.vectors(parameters.b, V.b, sums[l]!.b, vectors, this.#rates + BIAS_RATES);
    });
  }

  /** Plain descent touches the rows that occur; decay and momentum concern all rows, so that dW is built for them. */
  #descendSparse(layer: Layer, V: LayerMatrices, m: number, rule: UpdateRule): void {
    const { W } = layer.parameters;
    const sums = this.#allSums()[0]!;
    if (rule.vectors === this.#arena.kernels.descendVectors) {
      this.#inputs.descend(layer, sums.W, this.#rates, m);
      return;
    }
    clearMatrices(this.#arena, layer, sums);
    this.#inputs.addGradient(layer, sums.W, m);
    rule.vectors(W, V.W, sums.W, matrixVectors(layer), this.#rates);
  }

  /** Writes the rates and picks how gradients are used. */
  #prepare(
    m: number,
    { learningRate: alpha, weightDecay: lambda, momentum: mu }: BatchOptions,
  ): { weights: UpdateRule; biases: UpdateRule } {
    if (mu > 0) this.writableVelocity();
    const rate = -alpha / m;
    this.#arena.floats.set([rate, -alpha * lambda, mu, TINY, rate, 0, mu, TINY], this.#rates / 4);
    return { weights: this.#rule(mu > 0, lambda > 0), biases: this.#rule(mu > 0, false) };
  }

  #rule(momentum: boolean, decay: boolean): UpdateRule {
    const { kernels } = this.#arena;
    if (momentum) return { product: kernels.momentumProduct, vectors: kernels.momentumVectors };
    if (decay) return { product: kernels.decayProduct, vectors: kernels.decayVectors };
    return { product: kernels.descendProduct, vectors: kernels.descendVectors };
  }

  #allSums(): readonly LayerMatrices[] {
    return (this.#sums ??= this.#createAll());
  }

  #createAll(): readonly LayerMatrices[] {
    return this.#layers.map(({ inputs, units }) => createMatrices(this.#arena, inputs, units));
  }
}

export function clearMatrices({ floats }: KernelArena, layer: Layer, { W, b }: LayerMatrices): void {
  floats.fill(0, W / 4, W / 4 + matrixVectors(layer) * 4);
  floats.fill(0, b / 4, b / 4 + layer.ld / 4);
}
