/** Runs picked for Compare. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Library } from '../../../src-renderer/state/library.svelte.ts';
import { PickedRuns } from '../../../src-renderer/state/picked-runs.svelte.ts';
import { MOST_PICKS, type Pick, seriesLook, withoutPick, withPick } from '../../../src-renderer/state/picks.ts';
import { Preferences } from '../../../src-renderer/state/preferences.svelte.ts';
import { run } from '../entities.ts';
import { FakeConnection } from '../fake-connection.ts';

describe('a pick', () => {
  it('keeps its series while others come and go', () => {
    let picks: readonly Pick[] = [];
    for (const id of [5, 6, 7]) picks = withPick(picks, id);
    picks = withoutPick(picks, 6);
    expect(picks).toEqual([
      { run: 5, series: 0 },
      { run: 7, series: 2 },
    ]);
    expect(withPick(picks, 9).at(-1)).toEqual({ run: 9, series: 1 });
    expect(withPick(picks, 7)).toBe(picks);
  });
  it('has a look that no other has', () => {
    const looks = Array.from({ length: MOST_PICKS }, (_, i) => JSON.stringify(seriesLook(i)));
    expect(new Set(looks).size).toBe(MOST_PICKS);
    expect(seriesLook(0)).toEqual({ token: '--s1', dash: [] });
  });
});

describe('picked runs', () => {
  beforeEach(() => localStorage.clear());

  async function library(): Promise<Library> {
    const all = new Library(
      new FakeConnection({ 'runs.list': () => Array.from({ length: 20 }, (_, i) => run({ id: i + 1 })) }),
    );
    await all.refresh();
    return all;
  }

  it('are kept with the preferences, in their order', async () => {
    const all = await library();
    const picked = new PickedRuns(new Preferences(''), all);
    for (const id of [3, 1, 2]) expect(picked.toggle(id)).toBe(true);
    picked.toggle(1);
    const later = new PickedRuns(new Preferences(''), all);
    expect(later.ids).toEqual([3, 2]);
    expect(later.look(2)).toEqual(seriesLook(2));
    expect(later.look(1)).toBeNull();
  });
  it('are those in the library, and no more than can be told apart', async () => {
    const all = await library();
    const picked = new PickedRuns(new Preferences(''), all);
    for (let id = 1; id <= MOST_PICKS; id++) picked.toggle(id);
    expect(picked.full).toBe(true);
    expect(picked.toggle(MOST_PICKS + 1)).toBe(false);
    all.expect({ kind: 'run', id: 1 }, { trashedAt: 1 });
    expect(picked.has(1)).toBe(false);
    expect(picked.runs).toHaveLength(MOST_PICKS - 1);
  });
  it('are not taken from storage that holds something else', () => {
    localStorage.setItem('unfold.preferences', '{"picks":[1,{"run":"x","series":0},{"run":2,"series":99}],"sort":"x"}');
    const preferences = new Preferences('');
    expect(preferences.picks).toEqual([]);
    expect(preferences.sort).toBe('newest');
  });
});
