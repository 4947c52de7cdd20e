/** One pass over a part of the data without learning, in slices, so that whoever drives it stays responsive. */
import type { Examples } from '../../datasets/examples.ts';
import type { MlpKernels } from '../../kernels/mlp/contract.ts';
import { outputUnits, parameterCount } from '../../kernels/mlp/shape.ts';
import { EvaluationFigures, type MlpEvaluation } from './evaluation.ts';

/** A slice takes some hundredths of a second: so many examples or so many multiplications. */
const SLICE_EXAMPLES = 8192;
const SLICE_MULTIPLICATIONS = 4e8;

export class MlpEvaluationPass {
  readonly #kernels: MlpKernels;
  readonly #examples: Examples;
  readonly #figures: EvaluationFigures;
  readonly #slice: number;
  readonly #outputs: Float32Array;
  #next = 0;

  constructor(kernels: MlpKernels, examples: Examples) {
    this.#kernels = kernels;
    this.#examples = examples;
    const units = outputUnits(kernels.shape);
    this.#figures = new EvaluationFigures(examples, units);
    const most = Math.floor(SLICE_MULTIPLICATIONS / parameterCount(kernels.shape));
    this.#slice = Math.max(1, Math.min(SLICE_EXAMPLES, most, examples.count));
    this.#outputs = new Float32Array(this.#slice * units);
  }

  /** Evaluates the next slice. Returns true when all are done. */
  advance(): boolean {
    const { count } = this.#examples;
    const size = Math.min(this.#slice, count - this.#next);
    if (size > 0) {
      const batch = Uint32Array.from({ length: size }, (_, m) => this.#next + m);
      const outputs = this.#outputs.subarray(0, size * outputUnits(this.#kernels.shape));
      const cost = this.#kernels.evaluate(this.#examples, batch, outputs);
      this.#figures.add(batch, outputs, cost);
      this.#next += size;
    }
    return this.#next === count;
  }

  get result(): MlpEvaluation {
    return this.#figures.result;
  }
}
