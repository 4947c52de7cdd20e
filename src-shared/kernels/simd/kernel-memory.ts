/**
 * One model's memory and the kernels' module instantiated on it. Grows when a longer sequence arrives; the weights
 * stay where they are, the sequence's rows are laid out anew.
 */
import { FIELD_NAMES, FIELD_TABLE, planLayout, type FieldName, type Layout, type SequenceNeeds } from './layout.ts';
import type { ModelShape } from '../contract.ts';

/** What a module exports; see assembly/ for the equations. T counts the steps of one chunk, t0 is its first step. */
export interface KernelExports {
  readonly LANES: { readonly value: number };
  configure(table: number): void;
  forward(T: number): void;
  preparePanels(t0: number, T: number): void;
  scoresPass(shard: number, t0: number, T: number, mode: number): void;
  mergeShards(T: number): void;
  mergeHiddenGradient(t0: number, T: number): void;
  distribution(address: number): void;
  backward(T: number): void;
  truncatedBackward(T: number, steps: number): void;
  recurrentGradient(T: number): void;
  groupInputs(T: number): void;
  residualsPass(shard: number, t0: number, T: number): void;
  residualGram(shard: number, T: number): void;
  outputNormFromGrams(T: number): number;
  outputNorm(shard: number): number;
  recurrentNorm(): number;
  inputNorm(T: number): number;
  updatePass(shard: number, t0: number, T: number, weights: number, rates: number, mode: number): void;
  clearOutputGradient(shard: number): void;
  applyOutputGradient(shard: number): void;
  updateRecurrent(): void;
  updateInput(T: number): void;
}

const MAX_PAGES = 65536;

export class KernelMemory {
  readonly kernels: KernelExports;
  readonly module: WebAssembly.Module;
  /** Shared with the threads of a team. */
  readonly shared: WebAssembly.Memory;
  readonly #shape: ModelShape;
  #version = 0;
  #layout: Layout;
  #floats: Float32Array;
  #integers: Uint32Array;

  /** @throws RangeError when the model does not fit, or the system has not enough memory */
  constructor(module: WebAssembly.Module, shape: ModelShape) {
    this.#shape = shape;
    this.module = module;
    this.shared = allocate(1);
    const instance = new WebAssembly.Instance(module, { env: { memory: this.shared, abort: refuse } });
    this.kernels = instance.exports as unknown as KernelExports;
    this.#layout = this.#plan({ steps: 1, outputGradient: false, truncated: false });
    [this.#floats, this.#integers] = this.#adopt(this.#layout);
    this.#floats.set([1, 1, Infinity], this.at('UNIT'));
  }

  field(name: FieldName): number {
    return this.#layout.fields[name];
  }

  /** Changes whenever something has moved: other instances on this memory must then `configure` themselves anew. */
  get version(): number {
    return this.#version;
  }

  /** The memory as floats; a view that a later `reserve` may replace. */
  get floats(): Float32Array {
    return this.#floats;
  }

  get integers(): Uint32Array {
    return this.#integers;
  }

  /** Index of a region's first element within `floats` or `integers`. */
  at(name: FieldName): number {
    return this.field(name) / 4;
  }

  /** Floats from one row of H to the next. */
  get rowFloats(): number {
    return this.field('LD') / 4;
  }

  /**
   * Makes room for a sequence.
   * @throws RangeError when it does not fit
   */
  reserve(needs: SequenceNeeds): void {
    const has = this.#layout.needs;
    const fits =
      needs.steps <= has.steps && (has.outputGradient || !needs.outputGradient) && (has.truncated || !needs.truncated);
    if (fits) return;
    const layout = this.#plan({
      // In large steps, so that slowly growing sequences do not move everything each time.
      steps: Math.max(has.steps, Math.ceil(needs.steps / 128) * 128),
      outputGradient: has.outputGradient || needs.outputGradient,
      truncated: has.truncated || needs.truncated,
    });
    [this.#floats, this.#integers] = this.#adopt(layout);
    this.#layout = layout;
  }

  #plan(needs: SequenceNeeds): Layout {
    return planLayout(this.#shape, this.kernels.LANES.value, needs);
  }

  #adopt(layout: Layout): [Float32Array, Uint32Array] {
    const missing = layout.pages - this.shared.buffer.byteLength / 65536;
    if (missing > 0) grow(this.shared, missing, layout.pages);
    const integers = new Uint32Array(this.shared.buffer);
    integers.set(
      FIELD_NAMES.map((name) => layout.fields[name]),
      FIELD_TABLE / 4,
    );
    this.kernels.configure(FIELD_TABLE);
    this.#version++;
    return [new Float32Array(this.shared.buffer), integers];
  }
}

/** Shared, so that worker threads can run shards on the same memory. */
function allocate(pages: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: Math.max(2, pages), maximum: MAX_PAGES, shared: true });
  } catch (error) {
    throw outOfMemory(pages, error);
  }
}

function grow(memory: WebAssembly.Memory, missing: number, pages: number): void {
  try {
    memory.grow(missing);
  } catch (error) {
    throw outOfMemory(pages, error);
  }
}

function outOfMemory(pages: number, cause: unknown): RangeError {
  const mebibytes = Math.ceil(pages / 16);
  return new RangeError(
    `The system refused the ${mebibytes} MiB of memory that the kernels need. Close other programs or other runs, ` +
      'or choose a smaller vocabulary, fewer hidden units or shorter sequences.',
    { cause },
  );
}

function refuse(): never {
  throw new Error('A kernel stopped by itself. The module does not fit this version of the program: build it again.');
}
