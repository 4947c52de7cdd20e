/** The beginning of a part of a data set, fetched when it is looked at. */
import { SvelteMap } from 'svelte/reactivity';
import type { DataSetEntry, ShownExamples } from '#shared/protocol/index.ts';
import type { Split } from '#shared/text/settings.ts';
import type { Connection } from '../../connection/connection.ts';

const MOST = { generated: 2000, table: 2000, pictures: 60 } as const;
/** Numbers that cross at once: wide tables show fewer rows. */
const MOST_NUMBERS = 200_000;

export class DataExamples {
  error = $state.raw<unknown>(null);
  private readonly connection: Connection;
  private readonly dataSet: DataSetEntry;
  private readonly parts = new SvelteMap<Split, ShownExamples>();

  constructor(connection: Connection, dataSet: DataSetEntry) {
    this.connection = connection;
    this.dataSet = dataSet;
  }

  /** null: not fetched yet. */
  of = (split: Split): ShownExamples | null => this.parts.get(split) ?? null;

  async fetch(split: Split): Promise<void> {
    const { id, inputs, description } = this.dataSet;
    const limit = Math.max(1, Math.min(MOST[description.kind], Math.floor(MOST_NUMBERS / Math.max(1, inputs))));
    try {
      const asked = { dataSet: id, split, offset: 0, limit };
      this.parts.set(split, (await this.connection.request('datasets.examples', asked)).examples);
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }
}
