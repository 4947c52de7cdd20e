/** How good a network is on a part of the data, gathered slice by slice. */
import type { Examples } from '../../datasets/examples.ts';

export interface MlpEvaluation {
  /** Mean C per example, without the decay's part: nats for the cross-entropy. */
  readonly loss: number;
  /** Share of examples whose class is the predicted one; null in regression. */
  readonly accuracy: number | null;
  /** [C, C], row: the class, column: the predicted one; null in regression and for more than MOST_CONFUSED classes. */
  readonly confusion: Uint32Array | null;
  /** Root of the mean squared error over all target values, in their units; null in classification. */
  readonly rootMeanSquaredError: number | null;
}

export const MOST_CONFUSED = 100;

/** The predicted class: the largest output, the lowest one of equals; a single unit says 1 from one half on. */
export function predictedClass(outputs: ArrayLike<number>, at: number, units: number): number {
  if (units === 1) return outputs[at]! >= 0.5 ? 1 : 0;
  let best = 0;
  for (let j = 1; j < units; j++) if (outputs[at + j]! > outputs[at + best]!) best = j;
  return best;
}

export class EvaluationFigures {
  readonly #examples: Examples;
  readonly #units: number;
  readonly #confusion: Uint32Array | null;
  #count = 0;
  #cost = 0;
  #correct = 0;
  #squares = 0;

  /** @param units S_L */
  constructor(examples: Examples, units: number) {
    this.#examples = examples;
    this.#units = units;
    const { targets } = examples;
    const shown = targets.kind === 'classes' && targets.count <= MOST_CONFUSED;
    this.#confusion = shown ? new Uint32Array(targets.count ** 2) : null;
  }

  /** @param batch indices   @param outputs [batch, S_L]   @param cost C summed over the batch */
  add(batch: Uint32Array, outputs: Float32Array, cost: number): void {
    this.#cost += cost;
    this.#count += batch.length;
    batch.forEach((i, at) => this.#addOne(i, outputs, at * this.#units));
  }

  /** @throws RangeError when no example was added */
  get result(): MlpEvaluation {
    if (this.#count === 0) throw new RangeError('There are no examples to evaluate.');
    const isClasses = this.#examples.targets.kind === 'classes';
    return {
      loss: this.#cost / this.#count,
      accuracy: isClasses ? this.#correct / this.#count : null,
      confusion: this.#confusion,
      rootMeanSquaredError: isClasses ? null : Math.sqrt(this.#squares / (this.#count * this.#units)),
    };
  }

  #addOne(i: number, outputs: Float32Array, at: number): void {
    const { targets } = this.#examples;
    if (targets.kind === 'classes') {
      const [actual, predicted] = [targets.classes[i]!, predictedClass(outputs, at, this.#units)];
      if (actual === predicted) this.#correct++;
      if (this.#confusion) this.#confusion[actual * targets.count + predicted]!++;
    } else {
      for (let j = 0; j < this.#units; j++)
        this.#squares += (outputs[at + j]! - targets.values[i * this.#units + j]!) ** 2;
    }
  }
}
