/** The library's rows: their places, which are drawn, where the arrow keys lead. */
import { describe, expect, it } from 'vitest';
import { heightOf, railRows, rowAfter, rowsBetween } from '../../../src-renderer/rail/rail-rows.ts';
import type { Group } from '../../../src-renderer/state/library.svelte.ts';
import { corpus, run } from '../entities.ts';
import { perceptronRun, xorSet } from '../perceptron-entities.ts';

const groups: readonly Group[] = [
  { parent: { kind: 'corpus', entry: corpus({ id: 1 }) }, runs: [run({ id: 1 }), run({ id: 2 })] },
  { parent: { kind: 'corpus', entry: corpus({ id: 2 }) }, runs: [] },
  { parent: null, runs: [run({ id: 3 })] },
];

describe('rows', () => {
  it('lie one under the other, texts with a gap above', () => {
    const rows = railRows(groups, [], false);
    expect(rows.map(({ key, top }) => [key, top])).toEqual([
      ['corpus 1', 8],
      ['run 1', 36],
      ['run 2', 64],
      ['corpus 2', 100],
      ['imported', 136],
      ['run 3', 164],
    ]);
    expect(heightOf(rows)).toBe(192);
    expect(heightOf([])).toBe(0);
    expect(rows.map(({ position, siblings }) => `${position}/${siblings}`)).toEqual([
      '1/3',
      '1/2',
      '2/2',
      '2/3',
      '3/3',
      '1/1',
    ]);
  });
  it('of a folded text are away; it still counts them', () => {
    const rows = railRows(groups, [1], false);
    expect(rows.map(({ key }) => key)).toEqual(['corpus 1', 'corpus 2', 'imported', 'run 3']);
    expect(rows[0]).toMatchObject({ folded: true, runs: 2 });
  });
  it('of a data set fold by themselves, whatever its number', () => {
    const both: readonly Group[] = [
      ...groups,
      { parent: { kind: 'dataset', entry: xorSet({ id: 1 }) }, runs: [perceptronRun()] },
    ];
    const keys = (folded: readonly number[]) => railRows(both, folded, false).map(({ key }) => key);
    expect(keys([1])).toEqual(['corpus 1', 'corpus 2', 'imported', 'run 3', 'dataset 1', 'run 9']);
    expect(keys([-1])).toEqual(['corpus 1', 'run 1', 'run 2', 'corpus 2', 'imported', 'run 3', 'dataset 1']);
  });
  it('are drawn when some of them is in sight, and the one with the focus always', () => {
    const many = railRows(
      [
        {
          parent: { kind: 'corpus', entry: corpus() },
          runs: Array.from({ length: 600 }, (_, i) => run({ id: i + 1 })),
        },
      ],
      [],
      false,
    );
    const drawn = rowsBetween(many, 36 + 28 * 300 + 1, 36 + 28 * 310, undefined);
    expect(drawn.map(({ key }) => key)).toEqual(Array.from({ length: 10 }, (_, i) => `run ${301 + i}`));
    expect(rowsBetween(many, 5000, 5100, many[0])).toContain(many[0]);
    expect(rowsBetween(many, 0, 100, many[1]).filter((row) => row === many[1])).toHaveLength(1);
    expect(rowsBetween(many, 1e6, 2e6, undefined)).toEqual([]);
  });
  it('are walked by arrow keys as in every tree', () => {
    const rows = railRows(groups, [], false);
    const after = (at: number, key: string) => rowAfter(rows, at, key, 84)?.key;
    expect(after(0, 'ArrowDown')).toBe('run 1');
    expect(after(0, 'ArrowUp')).toBeUndefined();
    expect(after(0, 'ArrowRight')).toBe('run 1');
    expect(after(2, 'ArrowLeft')).toBe('corpus 1');
    expect(after(3, 'ArrowRight')).toBeUndefined();
    expect(after(3, 'Home')).toBe('corpus 1');
    expect(after(1, 'End')).toBe('run 3');
    expect(after(1, 'PageDown')).toBe('corpus 2');
    expect(after(1, 'a')).toBeUndefined();
  });
});
