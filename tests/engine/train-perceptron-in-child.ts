/** Trains a perceptron until it is killed: what its crash test kills. Says so once it is well past a checkpoint. */
import { text as readAll } from 'node:stream/consumers';
import { createEngine } from '../../src-main/engine/engine.ts';
import type { GeneratedSettings } from '../../src-shared/datasets/generated/registry.ts';
import type { MlpTrainingSettings } from '../../src-shared/training/mlp/settings.ts';
import { engineOptions } from './engine-options.ts';
import { importGenerated } from './perceptrons.ts';

const [, , dataFolder = ''] = process.argv;
const { data, settings } = JSON.parse(await readAll(process.stdin)) as {
  data: GeneratedSettings;
  settings: MlpTrainingSettings;
};
const engine = await createEngine(engineOptions(dataFolder));
const { id: dataSet } = await importGenerated(engine, data);
const run = await engine.request('perceptrons.start', { dataSet, settings });
let said = false;
await engine.followRun(run.id, {
  changed({ progress }) {
    if (said || progress.checkpointAt === null || progress.step < 2000) return;
    said = true;
    process.stdout.write(`${progress.step}\n`);
  },
});
