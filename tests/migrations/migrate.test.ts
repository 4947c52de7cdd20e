import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCheckpoint } from '../../src-main/store/checkpoints.ts';
import { getStatistics, listCorpora } from '../../src-main/store/corpora.ts';
import { openWritable, type WritableDatabase } from '../../src-main/store/database.ts';
import { listEvaluations } from '../../src-main/store/evaluations.ts';
import { insertMetrics, listMetrics } from '../../src-main/store/metrics.ts';
import { migrate } from '../../src-main/store/migrate.ts';
import { MIGRATIONS } from '../../src-main/store/migrations/index.ts';
import type { Migration } from '../../src-main/store/migrations/migration.ts';
import { libraryFile, openStore } from '../../src-main/store/open-store.ts';
import { listRuns } from '../../src-main/store/runs.ts';
import { readText } from '../../src-main/store/texts.ts';
import { vocabularyTokens } from '../../src-main/store/vocabularies.ts';
import { metricRow, storedRun } from '../store/sample-rows.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const released = (name: string): string => readFileSync(join(import.meta.dirname, `${name}.sql`), 'utf8');
const version = (database: WritableDatabase): unknown => database.get('PRAGMA user_version');

/** The statements that made the tables, without comments and white space; added columns stand last. */
const schema = (database: WritableDatabase): Record<string, string> =>
  Object.fromEntries(
    database
      .all<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
      .map(({ name, sql }) => [
        name,
        sql
          .replaceAll(/--.*/g, '')
          .replaceAll(/\s+/g, ' ')
          .replaceAll(/ ?([(),]) ?/g, '$1'),
      ]),
  );

/** A run with what version 2 asks of one. @returns its id */
const storedRunOfVersion2 = (database: WritableDatabase): number =>
  database.run(
    `INSERT INTO runs (name, status, created_at, settings, vocabulary_size, parameters, train_tokens, kernels, program_version)
     VALUES ('Old', 'stopped', 0, '{}', 5, 10, 100, '', '')`,
  ).id;

describe('migrations', () => {
  test('an empty file gets the newest schema', () => {
    const database = openStore(temporaryFolder());
    expect(version(database)).toEqual({ user_version: MIGRATIONS.length });
    expect(Object.keys(schema(database))).toContain('checkpoints');
    database.close();
  });

  test.each([1, 2, 3, 4])('the first migrations still make the tables that were released as version %i', (n) => {
    const folder = temporaryFolder();
    const frozen = openWritable(join(folder, 'frozen.db'), 0);
    frozen.script(released(`version-${n}-schema`));
    const made = openWritable(join(folder, 'made.db'), 0);
    migrate(made, MIGRATIONS.slice(0, n));
    expect(schema(made)).toEqual(schema(frozen));
    frozen.close();
    made.close();
  });

  test('a library of version 1 keeps everything that is in it', () => {
    const folder = temporaryFolder();
    const old = openWritable(libraryFile(folder), 0);
    old.script(released('version-1-schema'));
    old.script(released('version-1-rows'));
    old.script('PRAGMA user_version = 1');
    old.close();

    const database = openStore(folder);
    expect(version(database)).toEqual({ user_version: MIGRATIONS.length });
    const [corpus] = listCorpora(database);
    expect(corpus).toMatchObject({ id: 1, name: 'Tale', encoding: 'utf-8', types: 5, longestSentence: 2 });
    const inLibrary = { archived: false, trashedAt: null };
    expect(corpus).toMatchObject({ ...inLibrary, notes: '', tags: [], floor: null });
    expect(getStatistics(database, 1)).toBeNull();
    expect(vocabularyTokens(database, corpus?.vocabulary ?? 0)).toEqual(['<unk>', '<s>', '</s>', 'cat', 'dog']);
    expect(readText(database, 1, 'train')).toEqual(Uint32Array.of(3, 4, 2));
    const [run] = listRuns(database);
    expect(run).toMatchObject({ id: 1, name: 'First', status: 'stopped', corpusId: 1, tags: ['a'], ...inLibrary });
    expect(run?.best).toMatchObject({ loss: 1.5, step: 2 });
    expect(listMetrics(database, 1, 0)).toHaveLength(2);
    expect(listEvaluations(database, 1)).toHaveLength(1);
    expect(readCheckpoint(database, 1)?.tensors.get('W_rec')).toEqual(Float32Array.of(0.5));
    database.close();
  });

  test('rows of a library of version 2 are joined as those that come later are', () => {
    const database = openWritable(join(temporaryFolder(), 'a.db'), 0);
    migrate(database, MIGRATIONS.slice(0, 2));
    const rows = Array.from({ length: 1003 }, (_, i) => ({
      ...metricRow(i + 1),
      tokens: i * i,
      loss: 9 - Math.sin(i),
      learningRate: i < 500 ? 0.1 : 0.05,
      tokensPerSecond: 1000 + (i % 7),
      normOut: i === 70 ? Number.MAX_VALUE : 1 + (i % 5),
    }));
    const [old, other] = [storedRunOfVersion2(database), storedRunOfVersion2(database)];
    for (const [i, row] of rows.entries())
      for (const run of [old, other])
        database.run(
          'INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          ...[run, i + 1, row.epoch, row.step, row.tokens, row.seconds, row.loss],
          ...[row.learningRate, row.tokensPerSecond, row.normIn, row.normRec, row.normOut],
        );
    migrate(database);
    const young = storedRun(database, null);
    insertMetrics(database, young, rows);
    const joined = (run: number) =>
      database.all<Record<string, number>>('SELECT * FROM metric_buckets WHERE run = ? ORDER BY size, position', run);
    for (const run of [old, other]) {
      expect(joined(run)).toHaveLength(125 + 15 + 1);
      for (const [i, row] of joined(run).entries())
        for (const [column, value] of Object.entries(row))
          if (column !== 'run') expect(value / (joined(young)[i]?.[column] ?? 0) || 1, column).toBeCloseTo(1, 12);
    }
    database.close();
  });

  test('a file of a newer version is refused with a sentence and left as it is', () => {
    const folder = temporaryFolder();
    const newer = openStore(folder);
    newer.script('CREATE TABLE future (x INTEGER) STRICT');
    newer.script(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    newer.close();
    expect(() => openStore(folder)).toThrow('newer version of Unfold');
    const again = openWritable(libraryFile(folder), 0);
    expect(version(again)).toEqual({ user_version: MIGRATIONS.length + 1 });
    expect(Object.keys(schema(again))).toContain('future');
    again.close();
  });

  test('a migration that fails changes nothing, and those before it stay', () => {
    const database = openWritable(join(temporaryFolder(), 'a.db'), 0);
    const steps: Migration[] = [
      (db) => db.script('CREATE TABLE first (x INTEGER) STRICT'),
      (db) => {
        db.script('CREATE TABLE second (x INTEGER) STRICT; INSERT INTO first VALUES (1)');
        throw new Error('the third statement failed');
      },
    ];
    expect(() => migrate(database, steps)).toThrow('the third statement failed');
    expect(version(database)).toEqual({ user_version: 1 });
    expect(Object.keys(schema(database))).toEqual(['first']);
    expect(database.all('SELECT * FROM first')).toEqual([]);

    const repaired: Migration[] = [steps[0] as Migration, (db) => db.script('CREATE TABLE second (x INTEGER) STRICT')];
    migrate(database, repaired);
    migrate(database, repaired);
    expect(version(database)).toEqual({ user_version: 2 });
    database.close();
  });
});
