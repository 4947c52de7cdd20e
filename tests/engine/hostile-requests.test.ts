import { expect, test } from 'vitest';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { importText, sentences, settings, testEngine } from './test-engine.ts';

test('requests that are too large or of the wrong kind are invalid, and nothing is stored', async () => {
  const engine = await testEngine(temporaryFolder());
  const { id: corpus } = await importText(engine, sentences(50));
  const { id: run } = await engine.request('runs.start', { corpus, settings: settings({ epochs: 1 }) });
  const before = await engine.followRun(run, {});
  const long = 'x'.repeat(1_000_000);
  const page = { corpus, offset: 0, limit: 1 };
  const hostile: [name: string, args: unknown][] = [
    ['__proto__', {}],
    ['constructor', {}],
    ['runs.get', null],
    ['runs.get', { run: 1e300 }],
    ['runs.get', JSON.parse('{"__proto__":{"run":1}}')],
    ['runs.update', { run, notes: long }],
    ['runs.update', { run, tags: Array.from({ length: 1000 }, () => 'tag') }],
    ['runs.start', { corpus, name: long, settings: settings() }],
    ['runs.metrics', { run, after: 1e300 }],
    ['corpora.vocabulary', { ...page, offset: 1e300 }],
    ['corpora.vocabulary', { ...page, search: '%'.repeat(60_000) }],
    ['corpora.cancelImport', { importId: long }],
  ];
  for (const [name, args] of hostile)
    await expect(engine.requestUnchecked(name, args), name).rejects.toMatchObject({ kind: 'invalid-request' });
  expect(await engine.request('runs.list', {})).toEqual([before]);
});

test('a request to an engine that is closed says so', async () => {
  const engine = await testEngine(temporaryFolder());
  await engine.close();
  await expect(engine.request('runs.list', {})).rejects.toMatchObject({ kind: 'cancelled' });
});
