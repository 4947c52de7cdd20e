/** The contract of a generated data set. To add one: its file here and its line in registry.ts. */
import type { Random } from '../../random.ts';
import type { Examples } from '../examples.ts';

export interface GeneratorOptions {
  /** N, of all parts together; ignored where the set is complete. */
  readonly count: number;
  /** Standard deviation of what is added to the inputs, or to the target in regression. */
  readonly noise: number;
  /** What `size` of the generator means; ignored without one. */
  readonly size: number;
}

export interface Generator {
  readonly inputNames: (size: number) => readonly string[];
  readonly targetNames: (size: number) => readonly string[];
  /** A number that shapes the set: bits, classes, arms; null: there is none. */
  readonly size: { readonly default: number; readonly least: number; readonly most: number } | null;
  /** The set is every possible example once: all of it is for training. */
  readonly complete: boolean;
  readonly defaults: { readonly count: number; readonly noise: number };
  generate(options: GeneratorOptions, random: Random): Examples;
}

/** Points with a class each. `point` draws one example of class c into x.   @param width S_0 */
export function labelledPoints(
  count: number,
  width: number,
  classes: number,
  point: (c: number, x: Float32Array) => void,
): Examples {
  const values = new Float32Array(count * width);
  // in turn, so that classes are of equal size
  const labels = new Uint32Array(count).map((_, i) => i % classes);
  labels.forEach((c, i) => point(c, values.subarray(i * width, (i + 1) * width)));
  return {
    count,
    width,
    inputs: { kind: 'dense', values, scale: 1 },
    targets: { kind: 'classes', classes: labels, count: classes },
  };
}
