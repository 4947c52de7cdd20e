/** The stored figures of all picked runs, each followed for as long as it is picked. */
import { SvelteMap } from 'svelte/reactivity';
import type { Corpus, DataSetEntry, LanguageRun, PerceptronRun, Run } from '#shared/protocol/index.ts';
import type { Connection } from '../../connection/connection.ts';
import type { Library } from '../../state/library.svelte.ts';
import type { SeriesLook } from '../../state/picks.ts';
import { type LanguageRunData, RunData } from '../../state/run-data.svelte.ts';

export interface ComparedLanguage {
  readonly family: 'language';
  readonly run: LanguageRun;
  /** null: it has none any more. */
  readonly corpus: Corpus | null;
  readonly look: SeriesLook;
  readonly data: LanguageRunData;
}
export interface ComparedPerceptron {
  readonly family: 'perceptron';
  readonly run: PerceptronRun;
  /** null: it has none any more. */
  readonly dataSet: DataSetEntry | null;
  readonly look: SeriesLook;
  readonly data: RunData<PerceptronRun>;
}
export type ComparedRun = ComparedLanguage | ComparedPerceptron;

/** What a run learns from. */
export const learnedFrom = (
  compared: Pick<ComparedLanguage, 'family' | 'corpus'> | Pick<ComparedPerceptron, 'family' | 'dataSet'>,
) => (compared.family === 'language' ? compared.corpus : compared.dataSet);

interface Followed {
  readonly data: RunData;
  readonly end: () => void;
}

export class ComparedRuns {
  private readonly connection: Connection;
  private readonly library: Library;
  private readonly followed = new SvelteMap<number, Followed>();

  constructor(connection: Connection, library: Library) {
    this.connection = connection;
    this.library = library;
  }

  /** null: it is not followed. */
  of(run: Run, look: SeriesLook): ComparedRun | null {
    const data = this.followed.get(run.id)?.data;
    if (!data) return null;
    if (run.family === 'language') {
      const corpus = this.library.corpus(run.corpusId);
      return { family: 'language', run, corpus, look, data: data as LanguageRunData };
    }
    const dataSet = this.library.dataSet(run.dataSetId);
    return { family: 'perceptron', run, dataSet, look, data: data as RunData<PerceptronRun> };
  }

  /** Opens what is new among them, closes what is no longer. */
  follow(runs: readonly Run[]): void {
    const wanted = runs.map(({ id }) => id);
    for (const id of [...this.followed.keys()]) if (!wanted.includes(id)) this.leave(id);
    for (const run of runs) {
      if (this.followed.has(run.id)) continue;
      const data: RunData = new RunData(this.connection, run.id, run);
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
