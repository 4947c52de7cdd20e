/** One network's memory and the perceptron's module instantiated on it. Regions are given out once and stay where they are. */

/** What a module exports; see assembly/ for the equations. Addresses and strides in bytes, M examples. */
export interface MlpKernelExports {
  configure(table: number): void;
  forward(
    A: number,
    lda: number,
    W: number,
    ldw: number,
    B: number,
    Z: number,
    ldz: number,
    M: number,
    K: number,
    vectors: number,
  ): void;
  backward(
    D: number,
    ldd: number,
    W: number,
    ldw: number,
    E: number,
    lde: number,
    M: number,
    K: number,
    vectors: number,
  ): void;
  readonly sumProduct: GradientProduct;
  readonly descendProduct: GradientProduct;
  readonly decayProduct: GradientProduct;
  readonly momentumProduct: GradientProduct;
  columnSums(D: number, ldd: number, G: number, M: number, vectors: number): void;
  readonly descendVectors: UpdateVectors;
  readonly decayVectors: UpdateVectors;
  readonly momentumVectors: UpdateVectors;
  forwardSparse(
    starts: number,
    columns: number,
    values: number,
    W: number,
    ldw: number,
    B: number,
    Z: number,
    ldz: number,
    M: number,
    vectors: number,
  ): void;
  addSparse(
    starts: number,
    columns: number,
    values: number,
    G: number,
    ldg: number,
    D: number,
    ldd: number,
    M: number,
    vectors: number,
  ): void;
  clearRows(rows: number, count: number, G: number, ldg: number, vectors: number): void;
  descendSparse(rows: number, count: number, W: number, G: number, ldw: number, vectors: number, rates: number): void;
  activate(f: number, z: number, a: number, ld: number, M: number, S: number): void;
  derive(f: number, d: number, a: number, ld: number, M: number, S: number): void;
  subtract(a: number, d: number, ld: number, M: number, S: number): void;
  softmax(z: number, a: number, sums: number, ld: number, M: number, S: number): void;
}

export type GradientProduct = (
  A: number,
  lda: number,
  D: number,
  ldd: number,
  W: number,
  V: number,
  ldw: number,
  M: number,
  K: number,
  vectors: number,
  rates: number,
) => void;

export type UpdateVectors = (W: number, V: number, G: number, vectors: number, rates: number) => void;

const PAGE = 65536;
const MAX_PAGES = 65536;
/** The compiler's own static data stay below this address. */
const FIRST_ADDRESS = 65536;
/** Unused bytes after every region, so that regions do not start at the same offset within a 4 KiB page. */
const GUARD = 256;
/** Floats in the table of constants, see assembly/constants.ts of the recurrent kernels. */
const CONSTANTS = 64;

export class KernelArena {
  readonly kernels: MlpKernelExports;
  readonly #memory: WebAssembly.Memory;
  #next = FIRST_ADDRESS;
  #floats: Float32Array;
  #integers: Uint32Array;

  constructor(module: WebAssembly.Module) {
    this.#memory = new WebAssembly.Memory({ initial: 2, maximum: MAX_PAGES });
    const instance = new WebAssembly.Instance(module, { env: { memory: this.#memory, abort: refuse } });
    this.kernels = instance.exports as unknown as MlpKernelExports;
    this.#floats = new Float32Array(this.#memory.buffer);
    this.#integers = new Uint32Array(this.#memory.buffer);
    this.kernels.configure(this.allocate(CONSTANTS));
  }

  /** The memory as floats; a view that a later `allocate` may replace. */
  get floats(): Float32Array {
    return this.#floats;
  }

  get integers(): Uint32Array {
    return this.#integers;
  }

  /**
   * Address of a new region of so many floats, all zero.
   * @throws RangeError when it does not fit the 4 GiB that WebAssembly can address, or the system refuses the memory
   */
  allocate(floats: number): number {
    const address = this.#next;
    const end = Math.ceil((address + floats * 4 + GUARD) / 128) * 128;
    const missing = Math.ceil(end / PAGE) - this.#memory.buffer.byteLength / PAGE;
    if (missing > 0) {
      this.#grow(missing, end);
      this.#floats = new Float32Array(this.#memory.buffer);
      this.#integers = new Uint32Array(this.#memory.buffer);
    }
    this.#next = end;
    return address;
  }

  #grow(pages: number, bytes: number): void {
    const mebibytes = Math.ceil(bytes / 2 ** 20);
    const advice = 'Choose fewer units or fewer inputs.';
    if (bytes > MAX_PAGES * PAGE)
      throw new RangeError(
        `The network needs ${mebibytes} MiB, more than the 4 GiB that the kernels can address. ${advice}`,
      );
    try {
      this.#memory.grow(pages);
    } catch (error) {
      throw new RangeError(
        `The system refused the ${mebibytes} MiB of memory that the kernels need. Close other programs or other runs. ${advice}`,
        { cause: error },
      );
    }
  }
}

function refuse(): never {
  throw new Error('A kernel stopped by itself. The module does not fit this version of the program: build it again.');
}
