/** The pure parts of a text's plots and of its list of tokens. */
import { describe, expect, it } from 'vitest';
import { Vocabulary } from '#shared/text/vocabulary.ts';
import { edgesToName, isOpenEnded, placeInBars } from '../../../src-renderer/charts/histogram-bars.ts';
import { countAtRank } from '../../../src-renderer/pages/text/coverage.ts';
import { LibraryVocabulary } from '../../../src-renderer/pages/text/library-vocabulary.svelte.ts';
import { listWindow, scrollTo } from '../../../src-renderer/pages/text/list-window.ts';
import { markedKs } from '../../../src-renderer/pages/text/runs-k.ts';
import { localSource, vocabularyCsv } from '../../../src-renderer/pages/text/vocabulary-source.ts';
import { rolesByName } from '../../../src-renderer/state/source-roles.ts';
import { run } from '../entities.ts';
import { FakeConnection } from '../fake-connection.ts';

describe('a long list', () => {
  it('draws the rows in sight and a few beyond', () => {
    expect(listWindow({ scrollTop: 0, view: 280, row: 28, total: 1000 })).toEqual({
      height: 28_000,
      first: 0,
      end: 16,
      top: 0,
    });
    const { first, end, top } = listWindow({ scrollTop: 2814, view: 280, row: 28, total: 1000 });
    expect([first, end]).toEqual([94, 117]);
    expect(top).toBe(94 * 28);
    expect(listWindow({ scrollTop: 0, view: 280, row: 28, total: 0 })).toMatchObject({ height: 0, first: 0, end: 0 });
  });
  it('reaches the last of a million rows below what browsers can draw', () => {
    const view = { view: 500, row: 28, total: 1_000_000 };
    const { height } = listWindow({ ...view, scrollTop: 0 });
    expect(height).toBeLessThan(17_000_000);
    const last = listWindow({ ...view, scrollTop: height - 500 });
    expect(last.end).toBe(1_000_000);
    // the last row ends where the list ends
    expect(last.top + (last.end - last.first) * 28).toBeCloseTo(height, 3);
  });
  it('scrolls to a row, wherever it is', () => {
    for (const total of [1000, 1_000_000])
      for (const index of [0, 499, total - 1]) {
        const view = { view: 500, row: 28, total };
        const shown = listWindow({ ...view, scrollTop: scrollTo(view, index) });
        expect(shown.first).toBeLessThanOrEqual(index);
        expect(shown.end).toBeGreaterThan(index);
      }
    expect(scrollTo({ view: 500, row: 28, total: 3 }, 2)).toBeLessThanOrEqual(0);
  });
});

describe('rows', () => {
  const vocabulary = new Vocabulary(['<unk>', '<s>', '</s>', 'The', 'other'], Uint32Array.of(0, 0, 0, 3, 1));
  const covered = Float64Array.of(0, 0, 0, 0.75, 1);
  it('of a preview are all there', async () => {
    const all = localSource(vocabulary, covered, '');
    expect(all.total).toBe(5);
    expect(all.row(3)).toEqual({ rank: 3, token: 'The', count: 3, covered: 0.75 });
    const found = localSource(vocabulary, covered, 'THE');
    expect(found.total).toBe(2);
    expect((await found.all(() => undefined)).map(({ rank }) => rank)).toEqual([3, 4]);
    expect(found.row(2)).toBeNull();
  });
  it('become a file, the token’s row in the weights first', () => {
    const entries = [{ rank: 3, token: 'say "a, b"', count: 3, covered: 0.75 }];
    expect(vocabularyCsv(entries, 4)).toBe('id,token,count,share,covered\r\n3,"say ""a, b""",3,0.75,0.75\r\n');
  });
  it('of the library are asked for once they are in sight, page by page', async () => {
    const entry = (rank: number) => ({ rank, token: `t${rank}`, count: 1, covered: 0.5 });
    const connection = new FakeConnection({
      'corpora.vocabulary': ({ offset, limit }) => ({
        total: 1000,
        entries: Array.from({ length: Math.min(limit, 1000 - offset) }, (_, i) => entry(offset + i)),
      }),
    });
    const source = new LibraryVocabulary(connection, 1, '');
    source.need(0, 20);
    expect(source.row(0)).toBeNull();
    await new Promise((resolve) => setTimeout(resolve));
    expect([source.total, source.row(7)?.token, source.row(300)]).toEqual([1000, 't7', null]);
    source.need(390, 410);
    await new Promise((resolve) => setTimeout(resolve));
    expect([source.row(399)?.token, source.row(400)?.token]).toEqual(['t399', 't400']);
    source.need(0, 20);
    expect(connection.callsOf('corpora.vocabulary').map(({ offset }) => offset)).toEqual([0, 200, 400]);
    expect(await source.all(() => undefined)).toHaveLength(1000);
  });
  it('say why they are missing, and are asked for again', async () => {
    const connection = new FakeConnection();
    const source = new LibraryVocabulary(connection, 1, '');
    source.need(0, 20);
    await new Promise((resolve) => setTimeout(resolve));
    expect(source.error).toBeTruthy();
    connection.answers['corpora.vocabulary'] = () => ({ total: 0, entries: [] });
    source.retry();
    await new Promise((resolve) => setTimeout(resolve));
    expect([source.error, source.total]).toEqual([null, 0]);
  });
});

describe('plots of a text', () => {
  const bars = [
    { from: 1, to: 5, value: 10 },
    { from: 6, to: 10, value: 20 },
    { from: 11, to: 60, value: 1 },
  ];
  it('know where a length lies among bars', () => {
    expect(placeInBars(bars, 3)).toBeCloseTo(0.5 / 3, 12);
    expect(placeInBars(bars, 8)).toBeCloseTo(1.5 / 3, 12);
    expect(placeInBars(bars, 100)).toBe(1);
    expect(isOpenEnded(bars)).toBe(true);
    expect(isOpenEnded(bars.slice(0, 2))).toBe(false);
    expect(edgesToName(bars, 5)).toEqual([
      { at: 1 / 3, to: 5, rest: false },
      { at: 2 / 3, to: 10, rest: true },
    ]);
    expect(edgesToName(bars.slice(0, 2), 5).map(({ to, rest }) => [to, rest])).toEqual([
      [5, false],
      [10, false],
    ]);
    const many = Array.from({ length: 40 }, (_, i) => ({ from: 2 * i + 1, to: i < 39 ? 2 * i + 2 : 500, value: 1 }));
    expect(edgesToName(many, 5).map(({ to }) => to)).toEqual([20, 40, 60, 78]);
    expect(edgesToName([], 5)).toEqual([]);
  });
  it('know the count at a rank', () => {
    const ranks = [
      { rank: 1, count: 50 },
      { rank: 10, count: 4 },
    ];
    expect([1, 7, 10, 99].map((rank) => countAtRank(ranks, rank))).toEqual([50, 4, 4, 4]);
    expect(countAtRank([], 1)).toBe(0);
  });
  it('mark each K once', () => {
    const runs = [run({ id: 1, vocabulary: 8000 }), run({ id: 2, vocabulary: 500 }), run({ id: 3, vocabulary: 8000 })];
    expect(markedKs(runs).map(({ k, runs: its }) => [k, its.length])).toEqual([
      [500, 1],
      [8000, 2],
    ]);
  });
});

describe('names of files', () => {
  it.each([
    [
      ['ptb.train.txt', 'ptb.valid.txt', 'ptb.test.txt'],
      ['train', 'validation', 'test'],
    ],
    [
      ['train/a.txt', 'dev-1.txt', 'notes.txt'],
      ['train', 'validation', 'split'],
    ],
    // a name alone says nothing
    [['test.txt'], ['split']],
    [
      ['constraint.txt', 'latest.txt'],
      ['split', 'split'],
    ],
    [
      ['training day.txt', 'the attestation.txt'],
      ['split', 'split'],
    ],
  ])('%j', (names, roles) => expect(rolesByName(names)).toEqual(roles));
});
