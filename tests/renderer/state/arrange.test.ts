/** Which texts and runs the library shows, and in which order. */
import { describe, expect, it } from 'vitest';
import { arrange, type LibraryView, tagsOf } from '../../../src-renderer/state/arrange.ts';
import type { Group } from '../../../src-renderer/state/library.svelte.ts';
import { trashList } from '../../../src-renderer/state/trash-list.ts';
import { corpus, run } from '../entities.ts';
import { perceptronRun, xorSet } from '../perceptron-entities.ts';

const view: LibraryView = { words: '', tag: null, showArchived: false, sort: 'newest', figure: 'perplexity' };
const best = (perplexity: number, bitsPerCharacter = 1) => ({
  best: { loss: 1, perplexity, bitsPerCharacter, epoch: 1, step: 10 },
});

const groups: readonly Group[] = [
  {
    parent: { kind: 'corpus', entry: corpus({ id: 1, name: 'Middlemarch', tags: ['novel'], createdAt: 1 }) },
    runs: [
      run({ id: 1, name: 'plain SGD', createdAt: 10, status: 'completed', ...best(163, 1.5) }),
      run({ id: 2, name: '256 hidden', createdAt: 20, status: 'queued', notes: 'Too wide?', best: null }),
      run({ id: 3, name: '64 hidden', createdAt: 30, status: 'failed', tags: ['thesis'], ...best(149, 1.6) }),
    ],
  },
  {
    parent: { kind: 'corpus', entry: corpus({ id: 2, name: '老残游记', createdAt: 2 }) },
    runs: [run({ id: 4, name: 'plain', createdAt: 40, archived: true, status: 'completed', ...best(85) })],
  },
  { parent: null, runs: [run({ id: 5, name: 'weights', createdAt: 99, status: 'completed', best: null })] },
];
const shown = (over: Partial<LibraryView>) =>
  arrange(groups, { ...view, ...over }).map((group) => [
    group.parent?.entry.id ?? 0,
    ...group.runs.map(({ id }) => id),
  ]);

describe('the library', () => {
  it('is found by every word in names, notes and tags, of a run or of its text', () => {
    expect(shown({ words: 'middle' })).toEqual([[1, 3, 2, 1]]);
    expect(shown({ words: 'SGD plain' })).toEqual([[1, 1]]);
    expect(shown({ words: 'WIDE' })).toEqual([[1, 2]]);
    expect(shown({ words: 'novel hidden' })).toEqual([[1, 3, 2]]);
    expect(shown({ words: '老残' })).toEqual([[2]]);
    expect(shown({ words: 'nothing' })).toEqual([]);
  });
  it('finds what was renamed, by its new name', () => {
    const renamed = groups.map((group) => ({
      ...group,
      runs: group.runs.map((one) => (one.id === 1 ? { ...one, name: 'other' } : one)),
    }));
    expect(arrange(renamed, { ...view, words: 'sgd' })).toEqual([]);
    expect(arrange(renamed, { ...view, words: 'other' })[0]?.runs.map(({ id }) => id)).toEqual([1]);
  });
  it('is narrowed to a tag; a text with it keeps all its runs', () => {
    expect(shown({ tag: 'thesis' })).toEqual([[1, 3]]);
    expect(shown({ tag: 'novel' })).toEqual([[1, 3, 2, 1]]);
    expect(tagsOf(groups.flatMap((group) => [...(group.parent ? [group.parent.entry] : []), ...group.runs]))).toEqual([
      'novel',
      'thesis',
    ]);
  });
  it('shows what is archived only when asked to', () => {
    expect(shown({})).toEqual([[1, 3, 2, 1], [2], [0, 5]]);
    expect(shown({ showArchived: true })).toEqual([
      [2, 4],
      [1, 3, 2, 1],
      [0, 5],
    ]);
    const parent = { kind: 'corpus', entry: corpus({ archived: true }) } as const;
    const archived = [{ ...groups[0]!, parent }];
    expect(arrange(archived, view)).toEqual([]);
  });
  it('has data sets beside texts: found by their names, the most accurate run first', () => {
    const of = (id: number, accuracy: number) =>
      perceptronRun({ id, best: { loss: 1, accuracy, rootMeanSquaredError: null, epoch: 1, step: 10 } });
    const data: Group = {
      parent: { kind: 'dataset', entry: xorSet({ tags: ['toy'] }) },
      runs: [of(20, 0.9), of(21, 0.99)],
    };
    const found = (over: Partial<LibraryView>) =>
      arrange([...groups, data], { ...view, ...over })
        .filter(({ parent }) => parent?.kind === 'dataset')
        .map(({ runs }) => runs.map(({ id }) => id));
    expect(found({ words: 'xor' })).toEqual([[21, 20]]);
    expect(found({ tag: 'toy', sort: 'name' })).toEqual([[21, 20]]);
    expect(found({ tag: 'novel' })).toEqual([]);
  });
  it('sorts runs and texts, what has no figure last, runs without a text at the end', () => {
    expect(shown({ sort: 'name' })[0]).toEqual([1, 3, 2, 1]);
    expect(shown({ sort: 'best' })[0]).toEqual([1, 3, 1, 2]);
    expect(shown({ sort: 'best', figure: 'bits' })[0]).toEqual([1, 1, 3, 2]);
    expect(shown({ sort: 'status' })[0]).toEqual([1, 2, 3, 1]);
    expect(shown({ sort: 'best', showArchived: true }).map(([id]) => id)).toEqual([2, 1, 0]);
    expect(shown({ sort: 'status', showArchived: true }).map(([id]) => id)).toEqual([1, 2, 0]);
  });
});

describe('the trash', () => {
  it('has a text with its runs, a run by itself, and what came last first', () => {
    const corpora = [corpus({ id: 1, trashedAt: 50 }), corpus({ id: 2 })];
    const runs = [
      run({ id: 1, corpusId: 1, trashedAt: 50 }),
      run({ id: 2, corpusId: 1, trashedAt: 20 }),
      run({ id: 3, corpusId: 2, trashedAt: 70 }),
      run({ id: 4, corpusId: 2 }),
    ];
    const byId = <T extends { readonly id: number }>(entries: readonly T[]) =>
      new Map(entries.map((entry) => [entry.id, entry]));
    const list = trashList({
      corpora: byId(corpora),
      // a data set and a text may have the same number
      dataSets: byId([xorSet({ id: 1, trashedAt: 60 })]),
      runs: byId([...runs, perceptronRun({ id: 5, dataSetId: 1, trashedAt: 60 })]),
    }).map(({ kind, entry, runs: inside }) => [kind, entry.id, inside.map(({ id }) => id)]);
    expect(list).toEqual([
      ['run', 3, []],
      ['dataset', 1, [5]],
      ['corpus', 1, [1, 2]],
    ]);
  });
});
