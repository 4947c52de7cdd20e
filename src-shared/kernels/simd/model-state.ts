/**
 * What a model keeps between two sequences, in STATE: the hidden state, [H], or the ids of the tokens read last, [c], as
 * floats (ids below 2^24 are exact). `enter` lays it out for the kernels together with the inputs, `leave` takes it up
 * again after them.
 */
import { SENTENCE_START } from '../../text/settings.ts';
import type { ModelShape, RecurrentShape, WindowShape } from '../contract.ts';
import type { KernelMemory } from './kernel-memory.ts';

export interface ModelState {
  reset(): void;
  /** A copy. */
  read(): Float32Array;
  /** @throws RangeError when it is not the state of such a model */
  write(state: Float32Array): void;
  /** Fills X and what lies before the first step. */
  enter(inputs: Uint32Array): void;
  /** After the kernels' forward pass over the same inputs. */
  leave(inputs: Uint32Array): void;
}

export const createState = (memory: KernelMemory, shape: ModelShape): ModelState =>
  shape.architecture === 'window' ? new TokensBefore(memory, shape) : new HiddenState(memory, shape);

/** Row 0 of HS is h_{-1}. */
class HiddenState implements ModelState {
  readonly #memory: KernelMemory;
  readonly #hidden: number;

  constructor(memory: KernelMemory, { hidden }: RecurrentShape) {
    this.#memory = memory;
    this.#hidden = hidden;
  }

  reset(): void {
    this.#state().fill(0);
  }

  read(): Float32Array {
    return this.#state().slice();
  }

  write(state: Float32Array): void {
    if (state.length !== this.#hidden)
      throw new RangeError(
        `The hidden state has ${state.length} elements, but the model has ${this.#hidden} hidden units. ` +
          'Check that the state belongs to this model.',
      );
    this.#state().set(state);
  }

  enter(inputs: Uint32Array): void {
    const memory = this.#memory;
    memory.integers.set(inputs, memory.at('X'));
    const state = memory.at('STATE');
    memory.floats.copyWithin(memory.at('HS'), state, state + memory.field('HP'));
  }

  leave({ length: T }: Uint32Array): void {
    const last = this.#memory.at('HS') + T * this.#memory.rowFloats;
    this.#state().set(this.#memory.floats.subarray(last, last + this.#hidden));
  }

  #state(): Float32Array {
    const first = this.#memory.at('STATE');
    return this.#memory.floats.subarray(first, first + this.#hidden);
  }
}

/** X begins with the last c - 1 ids. */
class TokensBefore implements ModelState {
  readonly #memory: KernelMemory;
  readonly #shape: WindowShape;

  constructor(memory: KernelMemory, shape: WindowShape) {
    this.#memory = memory;
    this.#shape = shape;
    this.reset();
  }

  reset(): void {
    this.#ids().fill(SENTENCE_START);
  }

  read(): Float32Array {
    return this.#ids().slice();
  }

  write(state: Float32Array): void {
    const { vocabulary: K, context: c } = this.#shape;
    if (state.length !== c || state.some((id) => !(Number.isInteger(id) && id >= 0 && id < K)))
      throw new RangeError(
        `The state of this model is ${c} ids of a vocabulary of ${K}. Check that the state belongs to this model.`,
      );
    this.#ids().set(state);
  }

  enter(inputs: Uint32Array): void {
    const memory = this.#memory;
    const before = this.#ids().subarray(1);
    memory.integers.set(before, memory.at('X'));
    memory.integers.set(inputs, memory.at('X') + before.length);
  }

  /** X itself may have been used up. */
  leave(inputs: Uint32Array): void {
    const ids = this.#ids();
    const last = inputs.subarray(-ids.length);
    ids.copyWithin(0, last.length);
    ids.set(last, ids.length - last.length);
  }

  #ids(): Float32Array {
    const first = this.#memory.at('STATE');
    return this.#memory.floats.subarray(first, first + this.#shape.context);
  }
}
