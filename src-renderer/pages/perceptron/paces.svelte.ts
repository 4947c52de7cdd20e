/** How many steps a second runs train at most, as was chosen here: the engine does not tell it. */
import { SvelteMap } from 'svelte/reactivity';

/** Steps a second that the slider offers; null: as fast as it can. */
export const PACES: readonly (number | null)[] = [1, 2, 4, 8, 15, 30, 60, 125, 250, 500, 1000, 2000, null];

class Paces {
  private readonly chosen = new SvelteMap<number, number | null>();

  of = (run: number): number | null => this.chosen.get(run) ?? null;
  choose(run: number, pace: number | null): void {
    this.chosen.set(run, pace);
  }
}

export const paces = new Paces();
