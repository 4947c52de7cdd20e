/** A run's rows as one column a figure: hours of training are hundreds of thousands of rows, read at every drawing. */
import type { MetricRow } from '#shared/protocol/entities.ts';

export type MetricColumn = Exclude<keyof MetricRow, 'epoch'>;

const FIRST_CAPACITY = 1024; // rows

const NAMES: readonly MetricColumn[] = [
  ...(['index', 'step', 'tokens', 'seconds', 'loss'] as const),
  ...(['learningRate', 'tokensPerSecond', 'normIn', 'normRec', 'normOut'] as const),
];

export class MetricColumns {
  length = 0;
  private capacity = FIRST_CAPACITY;
  private readonly columns = Object.fromEntries(
    NAMES.map((name) => [name, new Float64Array(FIRST_CAPACITY)]),
  ) as Record<MetricColumn, Float64Array>;

  constructor(rows: readonly MetricRow[] = []) {
    this.push(rows);
  }

  /** Adds rows at the end; those that are there already (by their index) are passed over. */
  push(rows: readonly MetricRow[]): void {
    for (const row of rows) {
      if (row.index <= this.lastIndex) continue;
      if (this.length === this.capacity) this.grow();
      for (const name of NAMES) this.columns[name][this.length] = row[name];
      this.length++;
    }
  }

  /** One figure of every row. Valid until rows are added. */
  column(name: MetricColumn): Float64Array {
    return this.columns[name].subarray(0, this.length);
  }

  /** One figure of a row; NaN where there is no such row. */
  at(name: MetricColumn, i: number): number {
    return i >= 0 && i < this.length ? this.columns[name][i]! : NaN;
  }

  /** Of the last row; 0 when there is none. */
  get lastIndex(): number {
    return this.length === 0 ? 0 : this.at('index', this.length - 1);
  }

  private grow(): void {
    this.capacity *= 2;
    for (const name of NAMES) {
      const larger = new Float64Array(this.capacity);
      larger.set(this.columns[name]);
      this.columns[name] = larger;
    }
  }
}
