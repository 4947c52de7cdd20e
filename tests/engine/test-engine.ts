/** An engine over a temporary library, small texts and quick settings. */
import { afterEach, beforeAll } from 'vitest';
import '../store/temporary-folder.ts'; // its folders are removed after the engines in them were closed
import { buildKernels } from '../../scripts/build-kernels.ts';
import type { EngineOptions, LocalEngine } from '../../src-main/engine/contract.ts';
import { createEngine } from '../../src-main/engine/engine.ts';
import type { Parameters } from '../../src-shared/kernels/contract.ts';
import type { Corpus, LanguageRun, Run } from '../../src-shared/protocol/index.ts';
import { DEFAULT_TEXT_SETTINGS, type TextSettings } from '../../src-shared/text/settings.ts';
import { parametersFrom } from '../../src-shared/training/checkpoint.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '../../src-shared/training/settings.ts';
import { readWeights } from '../../src-main/store/checkpoints.ts';
import { openWritable } from '../../src-main/store/database.ts';
import { libraryFile } from '../../src-main/store/open-store.ts';
import { engineOptions } from './engine-options.ts';

const open: LocalEngine[] = [];

/** Closed after the test. */
export async function testEngine(dataFolder: string, changes?: Partial<EngineOptions>): Promise<LocalEngine> {
  const engine = await createEngine(engineOptions(dataFolder, changes));
  open.push(engine);
  return engine;
}

beforeAll(async () => {
  await buildKernels();
});
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
});

const WORDS = 'the cat sat on a mat while one dog ran over red hills and saw blue birds fly'.split(' ');

/** The same text for the same number of sentences. */
export function sentences(count: number): string {
  let state = 1;
  const next = (below: number): number => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const sentence = (): string => {
    let at = next(WORDS.length);
    const words = Array.from({ length: 3 + next(6) }, () => WORDS[(at = (at + 1 + next(3)) % WORDS.length)]);
    return `${words.join(' ')}.`;
  };
  return `${Array.from({ length: count }, sentence).join('\n')}\n`;
}

let imports = 0;

export const importText = (engine: LocalEngine, text: string, settings: Partial<TextSettings> = {}): Promise<Corpus> =>
  engine.request('corpora.import', {
    importId: `import ${++imports}`,
    name: 'Tale',
    sources: [{ source: { kind: 'text', text }, role: 'split' }],
    settings: { ...DEFAULT_TEXT_SETTINGS, ...settings },
  });

export const settings = (changes: Partial<TrainingSettings> = {}): TrainingSettings => ({
  ...DEFAULT_TRAINING_SETTINGS,
  hidden: 8,
  epochs: 2,
  schedule: 'constant',
  ...changes,
});

/** As many epochs as a run can have: it trains, on any machine, until the test has done with it. */
export const ENDLESS = 100_000;

/** Resolves when the run satisfies the condition: a state that it stays in, or comes to again, however late one looks. */
export function runThat(engine: LocalEngine, id: number, condition: (run: Run) => boolean): Promise<Run> {
  return new Promise((resolve, reject) => {
    const stop = engine.subscribe(({ event, payload }) => {
      if (event === 'run-changed' && payload.run.id === id) check(payload.run);
    });
    const check = (run: Run): void => {
      if (!condition(run)) return;
      stop();
      resolve(run);
    };
    engine.request('runs.get', { run: id }).then(check, reject);
  });
}

/** @throws Error for another family's run */
export function asLanguageRun(run: Run): LanguageRun {
  if (run.family === 'language') return run;
  throw new Error(`Run ${run.id} is a ${run.family}.`);
}

/** The stored weights of a run. */
export function storedWeights(dataFolder: string, run: number, weights: 'best' | 'last' = 'last'): Parameters {
  const database = openWritable(libraryFile(dataFolder), 5000);
  try {
    return parametersFrom(readWeights(database, run, weights).tensors);
  } finally {
    database.close();
  }
}
