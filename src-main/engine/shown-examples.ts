/** Examples as plain numbers, for the doors. */
import { type Examples, readInput } from '#shared/datasets/examples.ts';
import type { ShownExamples } from '#shared/protocol/index.ts';

export function shownExamples(examples: Examples): ShownExamples {
  const { count, width, targets } = examples;
  const inputs = new Array<number>(count * width);
  const x = new Float64Array(width);
  for (let i = 0; i < count; i++) {
    readInput(examples, i, x);
    for (let k = 0; k < width; k++) inputs[i * width + k] = x[k]!;
  }
  return {
    count,
    inputs,
    classes: targets.kind === 'classes' ? Array.from(targets.classes) : null,
    values: targets.kind === 'values' ? Array.from(targets.values) : null,
  };
}
