/** Data sets of an engine, and perceptrons that learn from them. */
import type { LocalEngine } from '../../src-main/engine/contract.ts';
import { readWeights } from '../../src-main/store/checkpoints.ts';
import { openWritable } from '../../src-main/store/database.ts';
import { libraryFile } from '../../src-main/store/open-store.ts';
import type { GeneratedSettings } from '../../src-shared/datasets/generated/registry.ts';
import type { DataSetEntry, PerceptronRun, Run } from '../../src-shared/protocol/index.ts';
import type { Tensors } from '../../src-shared/training/checkpoint.ts';
import { DEFAULT_MLP_SETTINGS, type MlpTrainingSettings } from '../../src-shared/training/mlp/settings.ts';
import { generated } from '../store/perceptron-rows.ts';

let imports = 0;

export const importGenerated = (
  engine: LocalEngine,
  changes: Partial<GeneratedSettings> & Pick<GeneratedSettings, 'name'>,
): Promise<DataSetEntry> =>
  engine.request('datasets.import', {
    importId: `data ${++imports}`,
    name: changes.name,
    source: { kind: 'generated', settings: generated(changes) },
  });

export const mlpSettings = (changes: Partial<MlpTrainingSettings> = {}): MlpTrainingSettings => ({
  ...DEFAULT_MLP_SETTINGS,
  hidden: [5],
  epochs: 3,
  batchSize: 8,
  ...changes,
});

/** @throws Error for another family's run */
export function asPerceptron(run: Run): PerceptronRun {
  if (run.family === 'perceptron') return run;
  throw new Error(`Run ${run.id} is a ${run.family}.`);
}

/** The stored weights of a run, with its state. */
export function storedTensors(dataFolder: string, run: number, weights: 'best' | 'last' = 'last'): Tensors {
  const database = openWritable(libraryFile(dataFolder), 5000);
  try {
    return readWeights(database, run, weights).tensors;
  } finally {
    database.close();
  }
}
