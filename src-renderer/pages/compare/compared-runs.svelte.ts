/** The stored figures of all picked runs, each followed for as long as it is picked. */
import { SvelteMap } from 'svelte/reactivity';
import type { Corpus, LanguageRun } from '#shared/protocol/entities.ts';
import type { Connection } from '../../connection/connection.ts';
import type { SeriesLook } from '../../state/picks.ts';
import { type LanguageRunData, RunData } from '../../state/run-data.svelte.ts';

export interface ComparedRun {
  readonly run: LanguageRun;
  readonly corpus: Corpus | null;
  readonly look: SeriesLook;
  readonly data: LanguageRunData;
}

interface Followed {
  readonly data: LanguageRunData;
  readonly end: () => void;
}

export class ComparedRuns {
  private readonly connection: Connection;
  private readonly followed = new SvelteMap<number, Followed>();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  of(run: number): LanguageRunData | null {
    return this.followed.get(run)?.data ?? null;
  }

  /** Opens what is new among them, closes what is no longer. */
  follow(runs: readonly LanguageRun[]): void {
    const wanted = runs.map(({ id }) => id);
    for (const id of [...this.followed.keys()]) if (!wanted.includes(id)) this.leave(id);
    for (const run of runs) {
      if (this.followed.has(run.id)) continue;
      const data: LanguageRunData = new RunData(this.connection, run.id, run);
      this.followed.set(run.id, { data, end: data.open() });
    }
  }

  close(): void {
    for (const id of [...this.followed.keys()]) this.leave(id);
  }

  private leave(id: number): void {
    this.followed.get(id)?.end();
    this.followed.delete(id);
  }
}
