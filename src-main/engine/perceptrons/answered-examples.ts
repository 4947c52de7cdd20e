/** Examples of a part of the data with a network's answers: a page of those that match. */
import type { DenseInputs } from '#shared/datasets/examples.ts';
import { selectExamples } from '#shared/datasets/examples.ts';
import { outputUnits } from '#shared/kernels/mlp/shape.ts';
import { type Parameters, type PredictedExamples, type ShownExamples, UnfoldError } from '#shared/protocol/index.ts';
import type { Split } from '#shared/text/settings.ts';
import { predictedClass } from '#shared/training/mlp/evaluation.ts';
import { getDataSet } from '../../store/data-sets.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import { readSomeExamples } from '../../store/examples.ts';
import { shownExamples } from '../shown-examples.ts';
import { answer } from './answer.ts';
import type { LoadedPerceptron, PartAnswers } from './loaded-perceptron.ts';

/** Inputs that are read at once. */
const SLICE_INPUTS = 1 << 20;

type Page = Omit<Parameters<'perceptrons.examples'>, 'run' | 'weights'>;

/** @throws UnfoldError `refused` when classes are asked for where numbers are predicted */
export async function answeredExamples(
  database: ReadableDatabase,
  dataSet: number,
  model: LoadedPerceptron,
  { split, offset, limit, only, actual, predicted }: Page,
): Promise<PredictedExamples> {
  const part = model.answers.get(split) ?? (await answerPart(database, dataSet, model, split));
  model.answers.set(split, part);
  const units = outputUnits(model.kernels.shape);
  const count = part.outputs.length / units;
  const matches = matcher(part, units, { only, actual, predicted });
  const matching: number[] = [];
  for (let i = 0; i < count; i++) if (matches(i)) matching.push(i);
  const places = matching.slice(offset, offset + limit);
  const outputs = places.flatMap((i) => Array.from(part.outputs.subarray(i * units, (i + 1) * units)));
  return { total: matching.length, places, examples: examplesAt(database, dataSet, split, places), outputs };
}

function matcher(
  { outputs, actual }: PartAnswers,
  units: number,
  wanted: Pick<Page, 'only' | 'actual' | 'predicted'>,
): (i: number) => boolean {
  if (wanted.only === 'all' && wanted.actual === null && wanted.predicted === null) return () => true;
  if (actual === null)
    throw new UnfoldError(
      'refused',
      'This network predicts numbers: only classes are right or wrong. Ask for all examples.',
    );
  return (i) => {
    const own = predictedClass(outputs, i * units, units);
    return (
      (wanted.only === 'all' || own !== actual[i]) &&
      (wanted.actual === null || actual[i] === wanted.actual) &&
      (wanted.predicted === null || own === wanted.predicted)
    );
  };
}

async function answerPart(
  database: ReadableDatabase,
  dataSet: number,
  { kernels }: LoadedPerceptron,
  split: Split,
): Promise<PartAnswers> {
  const { counts, inputs: width, targets } = getDataSet(database, dataSet);
  const count = counts[split];
  const units = outputUnits(kernels.shape);
  const outputs = new Float32Array(count * units);
  const actual = targets.kind === 'classes' ? new Uint32Array(count) : null;
  const slice = sliceOf(width);
  for (let begin = 0; begin < count; begin += slice) {
    const examples = readSomeExamples(database, dataSet, split, begin, slice);
    // data sets are stored with dense inputs
    outputs.set(await answer(kernels, examples.inputs as DenseInputs, examples.count), begin * units);
    if (examples.targets.kind === 'classes') actual?.set(examples.targets.classes, begin);
  }
  return { outputs, actual };
}

const sliceOf = (width: number): number => Math.max(1, Math.floor(SLICE_INPUTS / width));

/** @param places ascending */
function examplesAt(
  database: ReadableDatabase,
  dataSet: number,
  split: Split,
  places: readonly number[],
): ShownExamples {
  const slice = sliceOf(getDataSet(database, dataSet).inputs);
  const shown: ShownExamples[] = [];
  for (let at = 0; at < places.length;) {
    const first = places[at]!;
    const near = places.slice(at).filter((place) => place < first + slice);
    const read = readSomeExamples(database, dataSet, split, first, near.at(-1) - first + 1);
    shown.push(
      shownExamples(
        selectExamples(
          read,
          Uint32Array.from(near, (place) => place - first),
        ),
      ),
    );
    at += near.length;
  }
  // of none: what kind they would be
  return joined(shown.length > 0 ? shown : [shownExamples(readSomeExamples(database, dataSet, split, 0, 0))]);
}

const joined = (parts: readonly ShownExamples[]): ShownExamples => ({
  count: parts.reduce((sum, { count }) => sum + count, 0),
  inputs: parts.flatMap(({ inputs }) => inputs),
  classes: parts[0]?.classes ? parts.flatMap(({ classes }) => classes ?? []) : null,
  values: parts[0]?.values ? parts.flatMap(({ values }) => values ?? []) : null,
});
