/**
 * A run's rows as one column a figure, several rows in a bucket: hours of training are hundreds of thousands of rows,
 * read at every drawing. Bucket i holds the rows start + i n + 1 to start + (i + 1) n; the last one may be growing.
 */
import type { MetricRow } from '#shared/protocol/entities.ts';

export type MetricColumn = Exclude<keyof MetricRow, 'epoch' | 'rows'>;

const FIRST_CAPACITY = 1024; // buckets

const NAMES = [
  ...(['index', 'step', 'tokens', 'seconds', 'loss', 'lossLow', 'lossHigh'] as const),
  ...(['learningRate', 'tokensPerSecond', 'normIn', 'normRec', 'normOut'] as const),
] satisfies readonly MetricColumn[];

const WEIGHTED = ['loss', 'normIn', 'normRec', 'normOut'] as const;

type Columns = Record<MetricColumn, Float64Array>;
const emptyColumns = (capacity: number): Columns =>
  Object.fromEntries(NAMES.map((name) => [name, new Float64Array(capacity)])) as Columns;

export class MetricColumns {
  /** Rows in a bucket, a power of two. */
  bucket: number;
  /** The row after which the first bucket begins, a multiple of `bucket`. */
  readonly start: number;
  /** Buckets. */
  length = 0;
  private columns = emptyColumns(FIRST_CAPACITY);

  constructor(bucket = 1, start = 0) {
    this.bucket = bucket;
    this.start = start;
  }

  /** Takes in what `runs.metrics` answered for this bucket size: new buckets, and how the last one has grown. */
  put(rows: readonly MetricRow[]): this {
    for (const row of rows) {
      const i = Math.ceil((row.index - this.start) / this.bucket) - 1;
      if (i < 0 || row.index <= this.lastIndex || i > this.length) continue;
      if (i === this.columns.index.length) this.grow();
      for (const name of NAMES) this.columns[name][i] = row[name] ?? NaN;
      this.length = i + 1;
    }
    return this;
  }

  /** One figure of every bucket. Valid until something changes. */
  column(name: MetricColumn): Float64Array {
    return this.columns[name].subarray(0, this.length);
  }

  /** One figure of a bucket; NaN where there is no such bucket. */
  at(name: MetricColumn, i: number): number {
    return i >= 0 && i < this.length ? this.columns[name][i]! : NaN;
  }

  /** Of the last row; `start` when there is none. */
  get lastIndex(): number {
    return this.length === 0 ? this.start : this.at('index', this.length - 1);
  }

  /** The last row of the last full bucket: rows after it are still to be asked for. */
  get full(): number {
    return Math.floor(this.lastIndex / this.bucket) * this.bucket;
  }

  /** Number of the first bucket when counted from the run's beginning. */
  get first(): number {
    return this.start / this.bucket;
  }

  /** Rows of bucket i. */
  rowsOf(i: number): number {
    return i < this.length - 1 ? this.bucket : this.lastIndex - this.start - i * this.bucket;
  }

  /**
   * Joins neighbouring buckets until at most `most` are left, as the store would have joined them:
   *
   *     tokens of bucket i    c_i = tokens_i - tokens_{i-1}
   *     loss, norms           sum c_i x_i / sum c_i
   *     tokens per second     sum c_i / sum (c_i / tokensPerSecond_i)
   *     everything else       of the last row
   */
  join(most: number): void {
    while (this.length > most) this.joinPairs();
  }

  private joinPairs(): void {
    const old = this.columns;
    const joined = emptyColumns(old.index.length);
    const count = (i: number): number => Math.max(1, old.tokens[i]! - (i > 0 ? old.tokens[i - 1]! : 0));
    for (let i = 0; i < this.length; i += 2) {
      const a = i;
      const b = Math.min(i + 1, this.length - 1);
      const to = i / 2;
      for (const name of NAMES) joined[name][to] = old[name][b]!;
      if (a === b) continue;
      const [ca, cb] = [count(a), count(b)];
      for (const name of WEIGHTED) joined[name][to] = (ca * old[name][a]! + cb * old[name][b]!) / (ca + cb);
      joined.tokensPerSecond[to] = (ca + cb) / (ca / old.tokensPerSecond[a]! + cb / old.tokensPerSecond[b]!);
      joined.lossLow[to] = Math.min(old.lossLow[a]!, old.lossLow[b]!);
      joined.lossHigh[to] = Math.max(old.lossHigh[a]!, old.lossHigh[b]!);
    }
    this.columns = joined;
    this.length = Math.ceil(this.length / 2);
    this.bucket *= 2;
  }

  private grow(): void {
    const larger = emptyColumns(2 * this.columns.index.length);
    for (const name of NAMES) larger[name].set(this.columns[name]);
    this.columns = larger;
  }
}
