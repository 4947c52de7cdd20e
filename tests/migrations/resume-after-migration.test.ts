import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCheckpoint } from '../../src-main/store/checkpoints.ts';
import { openWritable, type Value, type WritableDatabase } from '../../src-main/store/database.ts';
import { migrate } from '../../src-main/store/migrate.ts';
import { MIGRATIONS } from '../../src-main/store/migrations/index.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { buildKernels } from '../../scripts/build-kernels.ts';
import { DEFAULT_TRAINING_SETTINGS } from '../../src-shared/training/settings.ts';
import { DEATH, trainInSteps } from '../engine/train-in-steps.ts';
import { storedCorpus, storedRun } from '../store/sample-rows.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

await buildKernels();

const RUN_COLUMNS = `id, name, status, corpus, created_at, settings, samples, vocabulary_size, parameters, train_tokens,
  kernels, program_version, log_every, epoch, step, tokens, seconds`;
const EVALUATION_COLUMNS =
  'run, position, epoch, step, tokens, seconds, split, loss, perplexity, bits_per_character, best';

type Row = Record<string, Value>;

function insert(database: WritableDatabase, table: string, row: Row): void {
  const columns = Object.keys(row);
  const sql = `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`;
  database.run(sql, ...Object.values(row));
}

/** What version 3 kept of a run: three matrices and the hidden state, in one row. */
function copyToVersion3(from: WritableDatabase, to: WritableDatabase, run: number): void {
  for (const row of from.all<Row>(`SELECT ${RUN_COLUMNS} FROM runs WHERE id = ?`, run)) insert(to, 'runs', row);
  for (const row of from.all<Row>(`SELECT ${EVALUATION_COLUMNS} FROM evaluations WHERE run = ?`, run))
    insert(to, 'evaluations', row);
  for (const row of from.all<Row>('SELECT * FROM checkpoints WHERE run = ?', run)) {
    const sql = 'SELECT LOWER(name) AS name, data FROM checkpoint_tensors WHERE run = ? AND kind = ?';
    const tensors = from.all<{ name: string; data: Uint8Array }>(sql, run, row['kind'] ?? null);
    insert(to, 'checkpoints', { ...row, ...Object.fromEntries(tensors.map(({ name, data }) => [name, data])) });
  }
}

test('a run that version 3 left in the middle ends with the bits that it would have had', () => {
  const folder = temporaryFolder();
  const database = openStore(folder);
  const corpus = storedCorpus(database);
  const settings = {
    ...DEFAULT_TRAINING_SETTINGS,
    hidden: 5,
    epochs: 40,
    schedule: 'constant',
    checkpointSeconds: 0.05,
  } as const;
  const begin = (): number => storedRun(database, corpus.id, { settings, vocabulary: 7 });
  const [whole, cut] = [begin(), begin()];
  trainInSteps(database, whole);
  expect(() => trainInSteps(database, cut, { 8: 'die' })).toThrow(DEATH);
  const left = readCheckpoint(database, cut)!;
  expect(left.place.step).toBeGreaterThan(0);

  const old = openWritable(join(folder, 'old.db'), 0);
  migrate(old, MIGRATIONS.slice(0, 3));
  storedCorpus(old);
  copyToVersion3(database, old, cut);
  migrate(old);
  expect(readCheckpoint(old, cut)).toEqual(left);
  trainInSteps(old, cut);
  const { seconds: _cut, ...resumed } = readCheckpoint(old, cut)!;
  const { seconds: _whole, ...uninterrupted } = readCheckpoint(database, whole)!;
  expect(resumed).toEqual(uninterrupted);
  old.close();
  database.close();
});
