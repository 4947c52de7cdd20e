/** A table with a network's predictions beside it. */
import { type CsvValue, writeCsv } from '#shared/interchange/csv.ts';
import { outputUnits } from '#shared/kernels/mlp/shape.ts';
import { predictedClass } from '#shared/training/mlp/evaluation.ts';
import type { RowsOfTable } from '../perceptron-jobs/perceptron-messages.ts';
import { answer } from './answer.ts';
import { decodeOutputs, encodeInputs } from './input-columns.ts';
import type { LoadedPerceptron } from './loaded-perceptron.ts';
import { matchColumns } from './match-columns.ts';

/** @throws UnfoldError `refused` when the columns are not those that the network knows */
export async function predictTable(
  model: LoadedPerceptron,
  { rows, numbers }: RowsOfTable,
): Promise<{ csv: string; rows: number }> {
  const { header, inputs } = matchColumns(model, rows[0] ?? []);
  const skipped = header ? 1 : 0;
  const body = rows.slice(skipped);
  const fields = body.map((row) => inputs.map((c) => row[c] ?? ''));
  const outputs = await answer(model.kernels, encodeInputs(model, fields, numbers.subarray(skipped)), body.length);
  const units = outputUnits(model.kernels.shape);
  const predicted = body.map((row, i) => [...row, ...predictions(model, outputs.subarray(i * units, (i + 1) * units))]);
  const [first = [], ...rest] = header ? [named(rows[0] ?? [], columnsOf(model)), ...predicted] : predicted;
  return { csv: writeCsv(first.map(String), rest), rows: body.length };
}

/** The class and how much the network is for it, or the numbers. */
function predictions(model: LoadedPerceptron, outputs: Float32Array): CsvValue[] {
  const { targets } = model.known;
  if (targets.kind === 'values') return decodeOutputs(model, outputs);
  const units = outputs.length;
  const own = predictedClass(outputs, 0, units);
  const a = outputs[units === 1 ? 0 : own]!;
  return [targets.names[own] ?? String(own), units === 1 && own === 0 ? 1 - a : a];
}

function columnsOf({ known: { targets } }: LoadedPerceptron): string[] {
  if (targets.kind === 'classes') return ['predicted', 'probability'];
  return targets.names.length === 1 ? ['predicted'] : targets.names.map((name) => `predicted ${name}`);
}

/** With names that no column has yet. */
function named(header: readonly string[], added: readonly string[]): string[] {
  const taken = new Set(header);
  const free = (name: string): string => {
    for (let n = 1; ; n++) {
      const candidate = n === 1 ? name : `${name} (${n})`;
      if (!taken.has(candidate)) return candidate;
    }
  };
  return [...header, ...added.map(free)];
}
