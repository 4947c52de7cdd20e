/** A page of a part's examples with the network's answers, filtered by what is wrong with them. */
import type { DataSetEntry, PredictedExamples } from '#shared/protocol/index.ts';
import type { Split } from '#shared/text/settings.ts';
import type { Connection } from '../../connection/connection.ts';

const PAGE_NUMBERS = 200_000;

export interface ExampleFilter {
  readonly part: Split;
  readonly only: 'all' | 'wrong';
  /** One cell of the confusion matrix; null: any. */
  readonly cell: { readonly actual: number; readonly predicted: number } | null;
}

export class AnsweredExamples {
  filter = $state.raw<ExampleFilter>({ part: 'train', only: 'all', cell: null });
  offset = $state(0);
  page = $state.raw<PredictedExamples | null>(null);
  error = $state.raw<unknown>(null);
  readonly limit: number;

  private readonly connection: Connection;
  private readonly run: number;
  private asked = 0;

  /** @param most examples in a page, so long as their numbers are not too many to send */
  constructor(connection: Connection, run: number, { counts, inputs, description }: DataSetEntry, most: number) {
    this.connection = connection;
    this.run = run;
    this.limit = Math.max(1, Math.min(most, Math.floor(PAGE_NUMBERS / inputs)));
    // what one wants to see first: what it has not learned from, and of pictures what it takes for something else
    const part = counts.validation > 0 ? 'validation' : 'train';
    this.filter = { part, only: description.kind === 'pictures' ? 'wrong' : 'all', cell: null };
  }

  choose(change: Partial<ExampleFilter>): void {
    this.filter = { ...this.filter, ...change };
    this.offset = 0;
  }

  /** The newest question wins: its answer is what is shown. */
  async fetch(weights: 'best' | 'last'): Promise<void> {
    const { part, only, cell } = this.filter;
    const { offset, limit } = this;
    const asked = ++this.asked;
    try {
      const page = await this.connection.request('perceptrons.examples', {
        run: this.run,
        weights,
        split: part,
        offset,
        limit,
        only,
        actual: cell?.actual ?? null,
        predicted: cell?.predicted ?? null,
      });
      if (asked !== this.asked) return;
      this.page = page;
      this.error = null;
    } catch (error) {
      if (asked === this.asked) this.error = error;
    }
  }
}
