import { describe, expect, test } from 'vitest';
import { SMALL_GRAMMAR_SETTINGS } from '../../src-shared/text/small-grammar/sample-settings.ts';
import type { Corpus, Source } from '../../src-shared/protocol/index.ts';
import type { TextSettings } from '../../src-shared/text/settings.ts';
import type { LocalEngine } from '../../src-main/engine/contract.ts';
import { openWritable } from '../../src-main/store/database.ts';
import { libraryFile } from '../../src-main/store/open-store.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { ENDLESS, importText, runThat, sentences, settings, testEngine } from './test-engine.ts';

const SAMPLE: Source = { kind: 'sample', sample: 'small-grammar' };

const importSample = (
  engine: LocalEngine,
  changes: Partial<TextSettings> = {},
  sources: readonly Source[] = [SAMPLE],
): Promise<Corpus> =>
  engine.request('corpora.import', {
    importId: 'sample',
    name: 'Small grammar',
    sources: sources.map((source) => ({ source, role: 'split' as const })),
    settings: { ...SMALL_GRAMMAR_SETTINGS, ...changes },
  });

describe('the library', () => {
  test('tells of changes to a text, and who looks sees them', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id: corpus } = await importText(engine, sentences(20));
    let told = 0;
    engine.subscribe(({ event }) => void (event === 'library-changed' && told++));
    await engine.request('corpora.update', { corpus, notes: 'Short.', tags: ['a', 'b'] });
    expect(told).toBe(1);
    await engine.request('corpora.update', { corpus, archived: true });
    expect(told).toBe(2);
    const [text] = await engine.request('corpora.list', {});
    expect(text).toMatchObject({ name: 'Tale', notes: 'Short.', tags: ['a', 'b'], archived: true, trashedAt: null });
  });

  test('stops what trains before it goes into the trash, from where it comes back', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id: corpus } = await importText(engine, sentences(500));
    const { id } = await engine.request('runs.start', { corpus, settings: settings({ epochs: ENDLESS }) });
    const waiting = await engine.request('runs.start', { corpus, settings: settings({ epochs: ENDLESS }) });
    await runThat(engine, id, (run) => run.status === 'running' && run.progress.step > 0);
    const text = { kind: 'corpus', id: corpus } as const;
    await engine.request('library.trash', { items: [text] });
    for (const run of [id, waiting.id]) {
      const trashed = await engine.request('runs.get', { run });
      expect(trashed).toMatchObject({ status: 'stopped' });
      expect(trashed.trashedAt).not.toBeNull();
      await expect(engine.request('runs.resume', { run })).rejects.toMatchObject({ kind: 'conflict' });
    }
    expect((await engine.request('runs.get', { run: id })).progress.checkpointAt).not.toBeNull();
    await expect(engine.request('runs.start', { corpus, settings: settings() })).rejects.toThrow('is in the trash');

    await engine.request('library.restore', { items: [text] });
    expect((await engine.request('runs.list', {})).map(({ trashedAt }) => trashedAt)).toEqual([null, null]);
    await engine.request('runs.resume', { run: id });
    await runThat(engine, id, (run) => run.status === 'running');

    await engine.request('library.trash', { items: [text] });
    await engine.request('library.emptyTrash', {});
    expect(await engine.request('corpora.list', {})).toEqual([]);
    expect(await engine.request('runs.list', {})).toEqual([]);
    await expect(engine.request('library.restore', { items: [text] })).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('brings back a text that is imported again', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id } = await importText(engine, sentences(30));
    await engine.request('corpora.update', { corpus: id, archived: true });
    await engine.request('library.trash', { items: [{ kind: 'corpus', id }] });
    expect(await importText(engine, sentences(30))).toMatchObject({ id, trashedAt: null, archived: false });
  });
});

describe('the statistics of a text', () => {
  test('come with its import, and are computed for one that was imported without', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const { id: corpus } = await importText(engine, 'the cat sat\nthe cat\nthe dog\na cat sat on a mat\n', {
      split: { train: 50, validation: 25, test: 25 },
    });
    const statistics = await engine.request('corpora.statistics', { corpus });
    expect(statistics).toMatchObject({ meanLength: 13 / 4, medianLength: 2.5, longest: 6, seenOnce: 3 });
    expect(statistics.rankFrequency.map(({ count }) => count)).toEqual([3, 3, 2, 2, 1, 1, 1]);
    expect(statistics.lengths.map((bin) => bin.sentences)).toEqual([0, 2, 1, 0, 0, 1]);
    expect(statistics.coverage.at(-1)?.share).toBe(1);

    const database = openWritable(libraryFile(folder), 5000);
    database.run('UPDATE corpora SET statistics = NULL');
    const stored = (): unknown => database.get('SELECT statistics FROM corpora');
    expect(await engine.request('corpora.statistics', { corpus })).toEqual(statistics);
    expect(stored()).toEqual({ statistics: JSON.stringify(statistics) });
    database.close();
    await expect(engine.request('corpora.statistics', { corpus: 99 })).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the sample text', () => {
  test('is previewed and imported without a file, with its floor', async () => {
    const engine = await testEngine(temporaryFolder());
    const preview = await engine.request('corpora.preview', {
      sources: [{ source: SAMPLE, role: 'split' }],
      settings: SMALL_GRAMMAR_SETTINGS,
    });
    expect(preview).toMatchObject({ sentenceRule: 'line', bytesRead: preview.bytes, warnings: [] });
    const { tokens } = preview.vocabulary;
    expect(tokens).toHaveLength(80);
    expect(tokens[preview.sentences[0]?.ids.at(-1) ?? 0]).toBe('.');

    const corpus = await importSample(engine);
    expect(corpus).toMatchObject({ name: 'Small grammar', origin: 'Small grammar', types: 80, warnings: [] });
    expect(corpus.bytes).toBe(preview.bytes);
    const { train, validation, test: testing } = corpus.counts;
    expect([train, validation, testing].map((part) => part.sentences)).toEqual([8000, 1000, 1000]);
    expect(corpus.floor?.perplexity).toBeCloseTo(5.735, 3);
    const { bigram } = await engine.request('corpora.baselines', {
      corpus: corpus.id,
      vocabularySize: 8000,
      minimumCount: 1,
      split: 'validation',
    });
    expect(bigram.perplexity).toBeGreaterThan(1.4 * (corpus.floor?.parts.validation?.perplexity ?? NaN));
    expect(await engine.request('corpora.list', {})).toEqual([corpus]);
  });

  test('has no floor beside another text, or cut into other tokens', async () => {
    const engine = await testEngine(temporaryFolder());
    expect((await importSample(engine, { tokens: 'character' })).floor).toBeNull();
    const both: Source[] = [SAMPLE, { kind: 'text', text: 'The fox sleeps.\n' }];
    expect((await importSample(engine, {}, both)).floor).toBeNull();
  });
});
