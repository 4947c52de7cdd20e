/**
 * A library that has something to show on every screen: texts in two languages, short runs of them in the states that a
 * run may be left in, notes, tags, an archive and a trash. Trained once, before all test files; each works on a copy.
 */
import { cpSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';
import type { Corpus, Run } from '#shared/protocol/index.ts';
import { SMALL_GRAMMAR_NAME, SMALL_GRAMMAR_SETTINGS } from '#shared/text/small-grammar/sample-settings.ts';
import { DEFAULT_TEXT_SETTINGS, type TextSettings } from '#shared/text/settings.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '#shared/training/settings.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { setRunStatus } from '../../src-main/store/runs.ts';
import { askDoor, secretOf } from './ask-door.ts';
import { harbourTales } from './harbour-tales.ts';
import { type BrowserDoor, launchBrowserDoor } from './launch-browser-door.ts';
import { LONG_PATIENCE } from './patience.ts';
import { riverTales } from './river-tales.ts';
import { temporaryFolder } from './temporary-folders.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The library that every test file has a copy of. */
    seeded: { readonly folder: string; readonly seeds: Seeds };
  }
}

/** Ids of what is in it. */
export interface Seeds {
  readonly corpora: Readonly<Record<'grammar' | 'harbour' | 'river' | 'running' | 'trashed', number>>;
  /**
   * `wide` and `narrow` are of the grammar, `steered` was stopped after its rate was changed by hand, `endless` has no
   * sentences and so writes without end.
   */
  readonly runs: Readonly<
    Record<
      | 'wide'
      | 'narrow'
      | 'harbour'
      | 'steered'
      | 'interrupted'
      | 'failed'
      | 'archived'
      | 'river'
      | 'endless'
      | 'imported'
      | 'trashed',
      number
    >
  >;
}

/** A copy for this test file, which removes it. */
export function seededLibrary(): { readonly folder: string; readonly seeds: Seeds } {
  const { folder: original, seeds } = inject('seeded');
  const folder = temporaryFolder();
  cpSync(original, folder, { recursive: true });
  return { folder, seeds };
}

export async function seed(folder: string): Promise<Seeds> {
  const door = await launchBrowserDoor(folder);
  const corpora = {
    trashed: await text(door, 'Old letters', harbourTales(150, 3)),
    running: await text(door, 'Log of the lighthouse', harbourTales(400, 9), { sentences: 'running' }),
    river: await text(door, '河边的故事', riverTales(600), { tokens: 'character' }),
    harbour: await text(door, 'Harbour tales', harbourTales(1500)),
    grammar: await grammar(door),
  };
  const start = (corpus: number, name: string, settings: Partial<TrainingSettings>) =>
    train(door, corpus, name, settings);
  // one after another, in this order
  const runs = {
    trashed: await start(corpora.trashed, '', { hidden: 8, epochs: 2 }),
    archived: await start(corpora.grammar, 'First try', { hidden: 4, epochs: 1 }),
    endless: await start(corpora.running, '', { hidden: 16, epochs: 2, window: 32, learningRate: 0.03 }),
    narrow: await start(corpora.grammar, '', { hidden: 12, epochs: 4 }),
    wide: await start(corpora.grammar, '', { hidden: 32, epochs: 6 }),
    river: await start(corpora.river, '', { hidden: 48, epochs: 6 }),
    harbour: await start(corpora.harbour, '', { hidden: 64, epochs: 24, learningRate: 0.01, schedule: 'linear' }),
    failed: await start(corpora.harbour, 'Far too fast', { hidden: 16, learningRate: 1e30, clipNorm: null, epochs: 3 }),
    steered: await start(corpora.harbour, 'By hand', { ...ENDLESS, hidden: 24 }),
    interrupted: await start(corpora.harbour, 'Overnight', { ...ENDLESS, hidden: 40 }),
  };
  await reach(door, runs.steered, ({ progress }) => progress.epoch >= 2 && progress.lastMetric >= ROWS);
  await askDoor(door, 'runs.setLearningRate', { run: runs.steered, learningRate: 0.01 });
  const changedAt = (await askDoor(door, 'runs.get', { run: runs.steered })).progress.lastMetric;
  await reach(door, runs.steered, ({ progress }) => progress.lastMetric >= changedAt + ROWS);
  await askDoor(door, 'runs.stop', { run: runs.steered });
  await reach(door, runs.interrupted, ({ progress }) => progress.epoch >= 3 && progress.lastMetric >= ROWS);
  await askDoor(door, 'runs.stop', { run: runs.interrupted });
  await reach(door, runs.interrupted, ({ status }) => status === 'stopped');

  const imported = await importWeights(door, runs.narrow, 'From elsewhere');
  await askDoor(door, 'runs.update', { run: runs.wide, notes: NOTES, tags: ['baseline', 'small'] });
  await askDoor(door, 'runs.update', { run: runs.harbour, tags: ['slow'] });
  await askDoor(door, 'runs.update', { run: runs.archived, archived: true });
  await askDoor(door, 'corpora.update', { corpus: corpora.river, notes: '自己编的句子，一行一句。', tags: ['中文'] });
  await askDoor(door, 'library.trash', { items: [{ kind: 'corpus', id: corpora.trashed }] });
  await door.stop();
  leaveInterrupted(folder, runs.interrupted);
  return { corpora, runs: { ...runs, imported } };
}

const NOTES = 'Thirty-two units are enough for this grammar: it stays close to the entropy from the second epoch on.';
/** Enough of them for a curve. */
const ROWS = 6;
/** Until it is stopped. */
export const ENDLESS: Partial<TrainingSettings> = { epochs: 100_000, schedule: 'constant', learningRate: 0.05 };

async function text(
  door: BrowserDoor,
  name: string,
  content: string,
  settings: Partial<TextSettings> = {},
): Promise<number> {
  const { id }: Corpus = await askDoor(door, 'corpora.import', {
    importId: name,
    name,
    sources: [{ source: { kind: 'text', text: content }, role: 'split' }],
    settings: { ...DEFAULT_TEXT_SETTINGS, sentences: 'line', ...settings },
  });
  return id;
}

async function grammar(door: BrowserDoor): Promise<number> {
  const { id } = await askDoor(door, 'corpora.import', {
    importId: SMALL_GRAMMAR_NAME,
    name: SMALL_GRAMMAR_NAME,
    sources: [{ source: { kind: 'sample', sample: 'small-grammar' }, role: 'split' }],
    settings: SMALL_GRAMMAR_SETTINGS,
  });
  return id;
}

async function train(
  door: BrowserDoor,
  corpus: number,
  name: string,
  settings: Partial<TrainingSettings>,
): Promise<number> {
  const all = { ...DEFAULT_TRAINING_SETTINGS, ...settings };
  return (await askDoor(door, 'runs.start', { corpus, name, settings: all })).id;
}

/** Waits until a run is as far. */
export async function reach(door: BrowserDoor, run: number, isThere: (run: Run) => boolean): Promise<Run> {
  const end = Date.now() + LONG_PATIENCE;
  for (;;) {
    const now = await askDoor(door, 'runs.get', { run });
    if (isThere(now)) return now;
    if (Date.now() > end) throw new Error(`Run ${run} is ${now.status} in epoch ${now.progress.epoch}. ${now.message}`);
    await setTimeout(100);
  }
}

/** The weights of a run as another one, as if they came from another machine. */
async function importWeights(door: BrowserDoor, run: number, name: string): Promise<number> {
  const headers = { authorization: `Bearer ${secretOf(door)}`, origin: door.origin };
  const weights = await fetch(`${door.origin}/runs/${run}/export?format=safetensors&weights=best`, { headers });
  const file = encodeURIComponent(`${name}.safetensors`);
  const body = await weights.arrayBuffer();
  const answer = await fetch(`${door.origin}/models?name=${file}`, { method: 'POST', headers, body });
  return ((await answer.json()) as { readonly run: Run }).run.id;
}

/** As a power cut leaves it, and the next start finds it. */
function leaveInterrupted(folder: string, run: number): void {
  const database = openStore(folder);
  setRunStatus(database, run, { status: 'interrupted', message: '', session: null });
  database.close();
}
