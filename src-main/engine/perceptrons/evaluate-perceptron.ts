/** How good a network is on examples that it has not seen. */
import type { Examples, Targets } from '#shared/datasets/examples.ts';
import { isMissing } from '#shared/datasets/table/cells.ts';
import { readNumber } from '#shared/datasets/table/encoding.ts';
import { inputUnits } from '#shared/kernels/mlp/shape.ts';
import { type Result, UnfoldError } from '#shared/protocol/index.ts';
import { MlpEvaluationPass } from '#shared/training/mlp/evaluation-pass.ts';
import { breather } from '../breathe.ts';
import type { RowsOfTable } from '../perceptron-jobs/perceptron-messages.ts';
import { encodeInputs, told } from './input-columns.ts';
import type { LoadedPerceptron } from './loaded-perceptron.ts';
import { matchColumns } from './match-columns.ts';

type Evaluated = Result<'perceptrons.evaluate'>;

/** @throws UnfoldError `refused` when there is nothing to evaluate, or the figures are not finite */
export async function evaluatePerceptron({ kernels }: LoadedPerceptron, examples: Examples): Promise<Evaluated> {
  if (examples.count === 0)
    throw new UnfoldError('refused', 'There are no examples with a known target in it. Choose another file.');
  if (examples.width !== inputUnits(kernels.shape))
    throw new UnfoldError(
      'refused',
      `These examples have ${examples.width} inputs, but the network has ${inputUnits(kernels.shape)}: choose a file like the one that it learned from.`,
    );
  const pass = new MlpEvaluationPass(kernels, examples);
  const breathe = breather();
  while (!pass.advance()) await breathe();
  const { loss, accuracy, rootMeanSquaredError } = pass.result;
  if (!Number.isFinite(loss))
    throw new UnfoldError('refused', 'The cost on these examples is not a finite number: the weights are not usable.');
  return { loss, accuracy, rootMeanSquaredError, examples: examples.count };
}

/** Rows whose target is missing are left out. @throws UnfoldError `refused` when a column is missing, or a class is not known */
export function examplesOfTable(model: LoadedPerceptron, { rows, numbers }: RowsOfTable): Examples {
  const { header, inputs, target } = matchColumns(model, rows[0] ?? []);
  if (target === null)
    throw new UnfoldError(
      'refused',
      'The table does not have the column that is predicted: without it nothing can be compared.',
    );
  const known = rows.flatMap((row, i) => ((i === 0 && header) || isMissing(row[target] ?? '') ? [] : [i]));
  const rowNumbers = Uint32Array.from(known, (i) => numbers[i]!);
  const fields = known.map((i) => inputs.map((c) => rows[i]![c] ?? ''));
  const answers = known.map((i) => rows[i]![target]!);
  return {
    count: known.length,
    width: inputUnits(model.kernels.shape),
    inputs: encodeInputs(model, fields, rowNumbers),
    targets: told(() => targetsOf(model, answers, rowNumbers)),
  };
}

function targetsOf({ known }: LoadedPerceptron, answers: readonly string[], rows: Uint32Array): Targets {
  const { targets, encoding } = known;
  if (targets.kind === 'classes') {
    const ids = new Map(targets.names.map((name, id) => [name, id]));
    const classes = Uint32Array.from(answers, (text, i) => {
      const id = ids.get(text.trim());
      if (id === undefined)
        throw new UnfoldError(
          'refused',
          `Row ${rows[i]}: the network does not know the class "${text.trim()}". Correct it, or leave the row out.`,
        );
      return id;
    });
    return { kind: 'classes', classes, count: targets.names.length };
  }
  if (targets.names.length > 1)
    throw new UnfoldError(
      'refused',
      'This network predicts several numbers at once: a table cannot be compared with it.',
    );
  const column = encoding?.target;
  const { mean, deviation } = column?.kind === 'number' ? column : { mean: 0, deviation: 1 };
  const values = Float32Array.from(answers, (text, i) => {
    const number = readNumber(text, encoding?.decimal ?? '.', rows[i]!, targets.names[0] ?? '');
    return ((number ?? 0) - mean) / deviation;
  });
  return { kind: 'values', values, width: 1 };
}
