/** A data set's examples, fetched in pages as they are looked at. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { DataSetEntry, ShownExamples } from '#shared/protocol/index.ts';
import type { Split } from '#shared/text/settings.ts';
import type { Connection } from '../../connection/connection.ts';

export interface Example {
  readonly part: Split;
  /** In its part, from 0. */
  readonly place: number;
  /** [S_0] */
  readonly x: Float64Array;
  /** [S_L] */
  readonly y: Float64Array;
  /** null: numbers are predicted. */
  readonly actual: number | null;
}

/** What the plane draws and the confusion counts: every example of a part that is small enough. */
export interface Points {
  readonly count: number;
  /** [count, S_0] */
  readonly inputs: Float64Array;
  readonly classes: readonly number[] | null;
  readonly values: readonly number[] | null;
}

/** Numbers in a page: some pictures, or thousands of points. */
const PAGE_NUMBERS = 100_000;
const MOST_IN_PAGE = 5000;

export const pageSize = (inputs: number): number =>
  Math.max(1, Math.min(MOST_IN_PAGE, Math.floor(PAGE_NUMBERS / inputs)));

/** y as the cost sees it: one-hot, or 0 and 1 with a single output. @param i in the page */
export function targetOf({ classes, values }: Pick<ShownExamples, 'classes' | 'values'>, i: number, units: number) {
  const y = new Float64Array(units);
  if (classes === null) return y.map((_, j) => values?.[i * units + j] ?? 0);
  if (units === 1) y[0] = classes[i]!;
  else y[classes[i]!] = 1;
  return y;
}

export class Examples {
  error = $state.raw<unknown>(null);
  readonly dataSet: DataSetEntry;
  readonly size: number;
  private readonly connection: Connection;
  /** S_L */
  private readonly units: number;
  private readonly pages = new SvelteMap<string, ShownExamples>();
  private readonly asked = new SvelteSet<string>();

  constructor(connection: Connection, dataSet: DataSetEntry, units: number) {
    this.connection = connection;
    this.dataSet = dataSet;
    this.units = units;
    this.size = pageSize(dataSet.inputs);
  }

  count = (part: Split): number => this.dataSet.counts[part];

  /** Fetches the page that a place is in, unless it is there. */
  async want(part: Split, place: number): Promise<void> {
    const page = Math.floor(place / this.size);
    const key = `${part} ${page}`;
    if (this.asked.has(key) || place >= this.count(part)) return;
    this.asked.add(key);
    const { size: limit } = this;
    try {
      const asked = { dataSet: this.dataSet.id, split: part, offset: page * limit, limit };
      this.pages.set(key, (await this.connection.request('datasets.examples', asked)).examples);
      this.error = null;
    } catch (error) {
      this.asked.delete(key);
      this.error = error;
    }
  }

  /** null: not fetched yet. */
  at(part: Split, place: number): Example | null {
    const page = this.pages.get(`${part} ${Math.floor(place / this.size)}`);
    const i = place % this.size;
    if (!page || i >= page.count) return null;
    const { inputs: width } = this.dataSet;
    return {
      part,
      place,
      x: Float64Array.from(page.inputs.slice(i * width, (i + 1) * width)),
      y: targetOf(page, i, this.units),
      actual: page.classes?.[i] ?? null,
    };
  }

  /** The whole part where it fits one page, else its beginning; null: not fetched yet. */
  points(part: Split): Points | null {
    const page = this.pages.get(`${part} 0`);
    if (!page) return null;
    const { count, classes, values } = page;
    return { count, inputs: Float64Array.from(page.inputs), classes, values };
  }

  isWhole = (part: Split): boolean => this.count(part) <= this.size;
}
