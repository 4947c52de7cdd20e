/** What is known of a network's inputs and targets: its data set says it, or the file that it came from. */
import type { TablePlan } from '#shared/datasets/table/table-reader.ts';
import { outputUnits } from '#shared/kernels/mlp/shape.ts';
import type { DataSetEntry } from '#shared/protocol/index.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import { getDataSet } from '../../store/data-sets.ts';
import { readSomeExamples } from '../../store/examples.ts';
import type { StoredPerceptronRun, ToldOfNetwork } from '../../store/run-rows.ts';

export interface KnownOfNetwork extends ToldOfNetwork {
  readonly targets: DataSetEntry['targets'];
  /** How the table was read that it learned from; null: it was none, or is not known. */
  readonly plan: TablePlan | null;
}

const NOTHING: ToldOfNetwork = { inputNames: null, targetNames: null, encoding: null, inputScale: 1 };

export function knownOf(database: ReadableDatabase, run: StoredPerceptronRun): KnownOfNetwork {
  if (run.dataSetId === null) return knownOfImported(run);
  const { inputNames, targets, description } = getDataSet(database, run.dataSetId);
  const { inputs } = readSomeExamples(database, run.dataSetId, 'train', 0, 0);
  const table = description.kind === 'table' ? description : null;
  return {
    inputNames: inputNames.length > 0 ? inputNames : null,
    targetNames: targets.names,
    encoding: table?.encoding ?? null,
    inputScale: inputs.kind === 'dense' ? inputs.scale : 1,
    targets,
    plan: table?.plan ?? null,
  };
}

/** A file need not say whether classes or numbers are predicted: then its output does. */
function knownOfImported({ shape, told }: StoredPerceptronRun): KnownOfNetwork {
  const known = told ?? NOTHING;
  const { encoding, targetNames } = known;
  const output = shape.activations.at(-1);
  const isClasses = encoding ? encoding.target.kind === 'category' : output === 'softmax' || output === 'sigmoid';
  const units = outputUnits(shape);
  const count = isClasses && units === 1 ? 2 : units;
  const named = targetNames?.length === count ? targetNames : null;
  const names = named ?? Array.from({ length: count }, (_, i) => (isClasses ? String(i) : `y${i + 1}`));
  return { ...known, targets: { kind: isClasses ? 'classes' : 'values', names }, plan: null };
}
