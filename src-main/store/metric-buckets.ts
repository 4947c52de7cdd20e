/**
 * Metric rows of a long run, n of them as one:
 *
 *     tokens of row i       c_i = tokens_i - tokens_{i-1}, at least 1
 *     loss, norms           sum c_i x_i / sum c_i
 *     tokens per second     sum c_i / sum (c_i / tokensPerSecond_i): tokens by training time
 *     everything else       of the last row
 */
import type { MetricRow } from '#shared/protocol/index.ts';

type Norm = MetricRow['normIn'];

/** Takes rows in their order; gives the rows that stand for them. */
export class MetricBuckets {
  readonly #bucket: number;
  readonly #full: MetricRow[] = [];
  #tokensBefore: number;
  /** The bucket under way. */
  #last: MetricRow | null = null;
  #rows = 0;
  #tokens = 0;
  #seconds = 0;
  #loss = 0;
  #lossLow = Infinity;
  #lossHigh = -Infinity;
  #normIn: Norm = 0;
  #normRec: Norm = 0;
  #normOut: Norm = 0;

  /** @param bucket n, of rows that fit into it: single ones or buckets of a part of n   @param tokensBefore the run's tokens at the row before the first one that comes */
  constructor(bucket: number, tokensBefore: number) {
    this.#bucket = bucket;
    this.#tokensBefore = tokensBefore;
  }

  add(row: MetricRow): void {
    const tokens = Math.max(1, row.tokens - this.#tokensBefore);
    this.#tokensBefore = row.tokens;
    this.#last = row;
    this.#rows += row.rows;
    // Running means, so that no sum of large norms overflows. One that has is infinite, and so is the mean.
    const weight = tokens / (this.#tokens += tokens);
    const mean = (before: number, value: number): number => (1 - weight) * before + weight * value;
    const norm = (before: Norm, value: Norm): Norm => (value === null ? value : mean(before ?? 0, value));
    this.#seconds += tokens / row.tokensPerSecond;
    this.#loss = mean(this.#loss, row.loss);
    this.#lossLow = Math.min(this.#lossLow, row.lossLow);
    this.#lossHigh = Math.max(this.#lossHigh, row.lossHigh);
    this.#normIn = norm(this.#normIn, row.normIn);
    this.#normRec = norm(this.#normRec, row.normRec);
    this.#normOut = norm(this.#normOut, row.normOut);
    if (row.index % this.#bucket === 0) this.#end();
  }

  /** All of them, the last one as far as it goes. */
  finish(): MetricRow[] {
    if (this.#last !== null) this.#end();
    return this.#full;
  }

  #end(): void {
    if (this.#last === null) return;
    this.#full.push({
      ...this.#last,
      rows: this.#rows,
      loss: this.#loss,
      lossLow: this.#lossLow,
      lossHigh: this.#lossHigh,
      tokensPerSecond: this.#tokens / this.#seconds,
      normIn: this.#normIn,
      normRec: this.#normRec,
      normOut: this.#normOut,
    });
    this.#last = null;
    this.#rows = this.#tokens = this.#seconds = this.#loss = this.#normIn = this.#normRec = this.#normOut = 0;
    this.#lossLow = Infinity;
    this.#lossHigh = -Infinity;
  }
}
