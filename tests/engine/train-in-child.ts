/** Trains until it is killed: what the crash test kills. Prints the step once it is well past a checkpoint. */
import { text as readAll } from 'node:stream/consumers';
import { createEngine } from '../../src-main/engine/engine.ts';
import { DEFAULT_TEXT_SETTINGS } from '../../src-shared/text/settings.ts';
import type { TrainingSettings } from '../../src-shared/training/settings.ts';
import { engineOptions } from './engine-options.ts';

const [, , dataFolder = ''] = process.argv;
const { text, settings } = JSON.parse(await readAll(process.stdin)) as { text: string; settings: TrainingSettings };
const engine = await createEngine(engineOptions(dataFolder));
const corpus = await engine.request('corpora.import', {
  importId: 'child',
  name: 'Tale',
  sources: [{ source: { kind: 'text', text }, role: 'split' }],
  settings: DEFAULT_TEXT_SETTINGS,
});
const run = await engine.request('runs.start', { corpus: corpus.id, settings });
let said = false;
await engine.followRun(run.id, {
  changed({ progress }) {
    if (said || progress.checkpointAt === null || progress.step < 500) return;
    said = true;
    process.stdout.write(`${progress.step}\n`);
  },
});
