import { describe, expect, test } from 'vitest';
import type { LibraryItem } from '../../src-shared/protocol/index.ts';
import { getCorpus, listCorpora } from '../../src-main/store/corpora.ts';
import type { WritableDatabase } from '../../src-main/store/database.ts';
import { libraryRevision } from '../../src-main/store/library-revision.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { findRun, getRun, listRuns, setRunStatus, updateRun } from '../../src-main/store/runs.ts';
import { emptyTrash, refuseTrashed, restore, runsToTrash, trash } from '../../src-main/store/trash.ts';
import { insertVocabulary } from '../../src-main/store/vocabularies.ts';
import { storedCorpus, storedRun } from './sample-rows.ts';
import { temporaryFolder } from './temporary-folder.ts';

interface Library {
  readonly database: WritableDatabase;
  readonly text: LibraryItem;
  readonly runs: readonly [LibraryItem, LibraryItem, LibraryItem];
}

/** A text with three runs, and another text with one. */
function withLibrary(body: (library: Library) => void): void {
  const database = openStore(temporaryFolder());
  const corpus = storedCorpus(database).id;
  const run = (): LibraryItem => ({ kind: 'run', id: storedRun(database, corpus) });
  const runs = [run(), run(), run()] as const;
  storedRun(database, storedCorpus(database, { identity: 'two' }).id);
  body({ database, text: { kind: 'corpus', id: corpus }, runs });
  database.close();
}

const trashedAt = (database: WritableDatabase, { kind, id }: LibraryItem): number | null =>
  (kind === 'corpus' ? getCorpus(database, id) : getRun(database, id)).trashedAt;
const inTrash = (database: WritableDatabase, ...items: readonly LibraryItem[]): boolean[] =>
  items.map((item) => trashedAt(database, item) !== null);
const idsOf = (...items: readonly LibraryItem[]): number[] => items.map(({ id }) => id);

describe('the trash', () => {
  test('takes a text with its runs, and gives back exactly those', () =>
    withLibrary(({ database, text, runs: [a, b, c] }) => {
      trash(database, [a]);
      expect(inTrash(database, a, b, c, text)).toEqual([true, false, false, false]);
      expect(runsToTrash(database, [text, b])).toEqual(idsOf(b, c));
      trash(database, [text]);
      expect(inTrash(database, a, b, c, text)).toEqual([true, true, true, true]);
      expect(trashedAt(database, b)).toBe(trashedAt(database, text));
      expect(trashedAt(database, a)).not.toBe(trashedAt(database, text));
      // the other text and its run stay
      expect(listCorpora(database).filter((corpus) => corpus.trashedAt === null)).toHaveLength(1);
      expect(listRuns(database).filter((run) => run.trashedAt === null)).toHaveLength(1);
      restore(database, [text]);
      expect(inTrash(database, a, b, c, text)).toEqual([true, false, false, false]);
      restore(database, [a, b]);
      expect(inTrash(database, a, b, c, text)).toEqual([false, false, false, false]);
    }));

  test('gives back a run with its text alone', () =>
    withLibrary(({ database, text, runs: [a, b, c] }) => {
      trash(database, [text]);
      restore(database, [b]);
      expect(inTrash(database, a, b, c, text)).toEqual([true, false, true, false]);
      // with the text itself, all that went with it
      trash(database, [text]);
      restore(database, [b, text]);
      expect(inTrash(database, a, b, c, text)).toEqual([true, false, true, false]);
      trash(database, [b]);
      const before = trashedAt(database, b);
      trash(database, [b]);
      expect(trashedAt(database, b)).toBe(before);
    }));

  test('refuses what trains, and takes nothing then; a paused run is stopped', () =>
    withLibrary(({ database, text, runs: [a, b, c] }) => {
      for (const status of ['running', 'queued'] as const) {
        setRunStatus(database, b.id, { status, message: '', session: 'x' });
        expect(() => trash(database, [a, text])).toThrow('"First" is training. Stop it');
        expect(inTrash(database, a, b, c, text)).toEqual([false, false, false, false]);
      }
      setRunStatus(database, b.id, { status: 'paused', message: '', session: 'x' });
      trash(database, [text]);
      expect(getRun(database, b.id)).toMatchObject({ status: 'stopped', session: null });
      expect(getRun(database, a.id).status).toBe('stopped');
    }));

  test('is emptied of runs before texts; what is not in it stays', () =>
    withLibrary(({ database, text, runs: [a, b, c] }) => {
      const vocabulary = insertVocabulary(database, ['<unk>', '<s>', '</s>', 'x']);
      const imported = storedRun(database, null, { ownVocabulary: vocabulary });
      trash(database, [a, { kind: 'run', id: imported }]);
      expect(emptyTrash(database, [b, text, { kind: 'run', id: 99 }])).toEqual([]);
      expect(emptyTrash(database, [a])).toEqual([a.id]);
      expect(findRun(database, a.id)).toBeNull();
      trash(database, [text]);
      expect(emptyTrash(database).sort()).toEqual([b.id, c.id, imported].sort());
      expect(listCorpora(database)).toHaveLength(1);
      expect(listRuns(database)).toHaveLength(1);
      expect(database.get('SELECT COUNT(*) AS n FROM vocabularies')).toEqual({ n: 1 });
      expect(emptyTrash(database)).toEqual([]);
    }));

  test('with a text alone takes its runs along for ever', () =>
    withLibrary(({ database, text, runs: [a, b, c] }) => {
      trash(database, [text]);
      expect(emptyTrash(database, [text])).toEqual(idsOf(a, b, c));
      expect(listCorpora(database)).toHaveLength(1);
    }));

  test('says what to do with what lies in it, and what is not there', () =>
    withLibrary(({ database, text, runs: [a] }) => {
      refuseTrashed(getRun(database, a.id));
      trash(database, [text]);
      expect(() => refuseTrashed(getRun(database, a.id))).toThrow('"First" is in the trash. Restore it first.');
      for (const change of [trash, restore])
        for (const kind of ['run', 'corpus'] as const)
          expect(() => change(database, [{ kind, id: 99 }])).toThrow('with the number 99');
    }));

  test('changes what the library shows', () =>
    withLibrary(({ database, text, runs: [a] }) => {
      const seen = new Set([libraryRevision(database).entries]);
      const changed = (change: () => void): void => {
        change();
        const { entries } = libraryRevision(database);
        expect(seen.has(entries)).toBe(false);
        seen.add(entries);
      };
      changed(() => trash(database, [a]));
      changed(() => trash(database, [text]));
      changed(() => restore(database, [text]));
      changed(() => updateRun(database, a.id, { archived: true }));
      expect(getRun(database, a.id).archived).toBe(true);
      changed(() => emptyTrash(database));
    }));
});
