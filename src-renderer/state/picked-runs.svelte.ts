/** The runs picked for Compare, in the order in which they were picked; kept with the preferences. */
import type { Run } from '#shared/protocol/entities.ts';
import type { Library } from './library.svelte.ts';
import { MOST_PICKS, type Pick, seriesLook, type SeriesLook, withoutPick, withPick } from './picks.ts';
import type { Preferences } from './preferences.svelte.ts';

export class PickedRuns {
  private readonly preferences: Preferences;
  private readonly library: Library;

  constructor(preferences: Preferences, library: Library) {
    this.preferences = preferences;
    this.library = library;
  }

  /** Those that are in the library: what lies in the trash comes back picked. */
  readonly picks: readonly Pick[] = $derived.by(() =>
    this.preferences.picks.filter(({ run }) => this.library.run(run) !== null),
  );
  readonly ids: readonly number[] = $derived(this.picks.map(({ run }) => run));
  readonly runs: readonly Run[] = $derived(this.ids.map((id) => this.library.run(id)).filter((run) => run !== null));

  has(run: number): boolean {
    return this.picks.some((pick) => pick.run === run);
  }

  /** How a picked run is drawn, everywhere; null: it is not picked. */
  look(run: number): SeriesLook | null {
    const pick = this.picks.find((one) => one.run === run);
    return pick ? seriesLook(pick.series) : null;
  }

  get full(): boolean {
    return this.picks.length >= MOST_PICKS;
  }

  /** @returns false when there are too many already */
  toggle(run: number): boolean {
    const { picks } = this;
    const next = this.has(run) ? withoutPick(picks, run) : withPick(picks, run);
    if (next === picks) return false;
    this.preferences.set({ picks: next });
    return true;
  }

  clear(): void {
    this.preferences.set({ picks: [] });
  }
}
