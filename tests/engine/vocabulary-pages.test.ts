import { expect, test } from 'vitest';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { importText, testEngine } from './test-engine.ts';

const WHOLE = { split: { train: 100, validation: 0, test: 0 }, sentences: 'line' } as const;
const PAGE = { offset: 0, limit: 10 } as const;

test('a vocabulary comes page by page with what it covers, and can be searched, Chinese too', async () => {
  const engine = await testEngine(temporaryFolder());
  const { id: corpus } = await importText(engine, '猫 看 猫\n猫 跑\n', { ...WHOLE, tokens: 'whitespace' });
  const page = await engine.request('corpora.vocabulary', { corpus, offset: 2, limit: 2 });
  expect(page).toEqual({
    total: 6,
    entries: [
      { rank: 2, token: '</s>', count: 2, covered: 0 },
      { rank: 3, token: '猫', count: 3, covered: 0.6 },
    ],
  });
  const found = await engine.request('corpora.vocabulary', { corpus, ...PAGE, search: '跑' });
  expect(found).toEqual({ total: 1, entries: [{ rank: 5, token: '跑', count: 1, covered: 1 }] });
});

test('what a deleted text’s vocabulary covered is not taken for that of the next text', async () => {
  const engine = await testEngine(temporaryFolder());
  const covered = async (text: string): Promise<number[]> => {
    const { id } = await importText(engine, text, WHOLE);
    const { entries } = await engine.request('corpora.vocabulary', { corpus: id, ...PAGE });
    await engine.request('library.trash', { items: [{ kind: 'corpus', id }] });
    await engine.request('library.emptyTrash', {});
    return entries.slice(3).map((entry) => entry.covered);
  };
  expect(await covered('a a a b\n')).toEqual([0.75, 1]);
  expect(await covered('a b c d\n')).toEqual([0.25, 0.5, 0.75, 1]);
});
