import { describe, expect, test } from 'vitest';
import {
  deleteCorpus,
  getCorpus,
  getStatistics,
  listCorpora,
  setStatistics,
  updateCorpus,
} from '../../src-main/store/corpora.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { readText } from '../../src-main/store/texts.ts';
import {
  countFrequentTokens,
  searchVocabulary,
  vocabularyCounts,
  vocabularyPage,
  vocabularyTokens,
} from '../../src-main/store/vocabularies.ts';
import { newCorpus, storedCorpus } from './sample-rows.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('corpora', () => {
  test('come back as they were stored, tokens and types included', () => {
    const database = openStore(temporaryFolder());
    const figures = { loss: 1, perplexity: Math.E, bitsPerCharacter: 0.4 };
    const floor = { ...figures, parts: { train: figures, validation: figures, test: null } };
    const { id } = storedCorpus(database, { floor });
    const { identity: _identity, tokens, tokenCounts: _counts, streams, statistics, ...fields } = newCorpus({ floor });
    const corpus = getCorpus(database, id);
    expect(corpus).toMatchObject({ ...fields, types: tokens.length });
    expect(vocabularyTokens(database, corpus.vocabulary)).toEqual(tokens);
    expect(getStatistics(database, id)).toEqual(statistics);
    setStatistics(database, id, { ...statistics, seenOnce: 7 });
    expect(getStatistics(database, id)?.seenOnce).toBe(7);
    for (const split of ['train', 'validation', 'test'] as const)
      expect(readText(database, id, split)).toEqual(streams[split]);
    database.close();
  });

  test('a stream of several chunks is put together again', () => {
    const database = openStore(temporaryFolder());
    const train = Uint32Array.from({ length: 600_001 }, (_, i) => (i === 600_000 ? 2 : (i * 2654435761) % 7));
    const { id } = storedCorpus(database, { streams: { ...newCorpus().streams, train } });
    const chunks = database.get<{ n: number }>("SELECT COUNT(*) AS n FROM text_chunks WHERE split = 'train'");
    expect(chunks?.n).toBe(3);
    expect(readText(database, id, 'train')).toEqual(train);
    database.close();
  });

  test('the same text with the same settings is stored once', () => {
    const database = openStore(temporaryFolder());
    const first = storedCorpus(database);
    expect(storedCorpus(database, { name: 'Again' }).id).toBe(first.id);
    expect(storedCorpus(database, { name: 'Other', identity: 'two' }).id).not.toBe(first.id);
    expect(listCorpora(database).map(({ name }) => name)).toEqual(['Other', 'Tale']);
    database.close();
  });

  test('a corpus that fails half-way leaves nothing', () => {
    const database = openStore(temporaryFolder());
    const broken = { ...newCorpus().streams };
    Object.defineProperty(broken, 'test', {
      get: () => {
        throw new Error('the disk broke');
      },
    });
    expect(() => storedCorpus(database, { streams: broken })).toThrow('the disk broke');
    for (const table of ['corpora', 'vocabularies', 'vocabulary_tokens', 'text_chunks'])
      expect(database.get(`SELECT COUNT(*) AS n FROM ${table}`)).toEqual({ n: 0 });
    database.close();
  });

  test('are deleted with all they hold', () => {
    const database = openStore(temporaryFolder());
    const { id } = storedCorpus(database);
    deleteCorpus(database, id);
    for (const table of ['corpora', 'vocabularies', 'vocabulary_tokens', 'text_chunks'])
      expect(database.get(`SELECT COUNT(*) AS n FROM ${table}`)).toEqual({ n: 0 });
    database.close();
  });

  test('keep notes, tags and their place in the archive; what is left out stays', () => {
    const database = openStore(temporaryFolder());
    const { id } = storedCorpus(database);
    expect(getCorpus(database, id)).toMatchObject({ notes: '', tags: [], archived: false, trashedAt: null });
    updateCorpus(database, id, { name: 'Saga', tags: ['old', '古'] });
    updateCorpus(database, id, { notes: 'From the attic.', archived: true });
    const changed = { name: 'Saga', notes: 'From the attic.', tags: ['old', '古'], archived: true };
    expect(getCorpus(database, id)).toMatchObject(changed);
    updateCorpus(database, id, { archived: false, notes: '' });
    expect(getCorpus(database, id)).toMatchObject({ ...changed, notes: '', archived: false });
    expect(() => updateCorpus(database, 99, { name: 'x' })).toThrow('no text with the number 99');
    database.close();
  });
});

describe('vocabularies', () => {
  test('are searched and paged by rank', () => {
    const database = openStore(temporaryFolder());
    const { vocabulary } = storedCorpus(database);
    const search = (text: string) => searchVocabulary(database, vocabulary, { offset: 0, limit: 10, search: text });
    expect(search('o')).toMatchObject({ total: 1 });
    expect(search('狗').entries).toEqual([{ rank: 5, token: '狗', count: 1 }]);
    // what SQL would take for wildcards is text
    expect(search('%').entries.map(({ token }) => token)).toEqual(['100%']);
    expect(search('_').total).toBe(0);
    const page = vocabularyPage(database, vocabulary, { offset: 3, limit: 2 });
    expect(page.map(({ token }) => token)).toEqual(['cat', 'dog']);
    expect(vocabularyCounts(database, vocabulary)).toHaveLength(7);
    expect(vocabularyCounts(database, vocabulary)[5]).toBe(1);
    expect(vocabularyCounts(database, 99)).toHaveLength(0);
    database.close();
  });

  test('count the types that are frequent enough', () => {
    const database = openStore(temporaryFolder());
    const { vocabulary } = storedCorpus(database);
    expect([1, 2, 3].map((minimum) => countFrequentTokens(database, vocabulary, minimum))).toEqual([3, 1, 0]);
    database.close();
  });
});
