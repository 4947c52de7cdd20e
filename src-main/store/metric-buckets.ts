/**
 * Metric rows of a long run, n of them as one:
 *
 *     tokens of row i       c_i = tokens_i - tokens_{i-1}, at least 1
 *     loss, norms           sum c_i x_i / sum c_i
 *     tokens per second     sum c_i / sum (c_i / tokensPerSecond_i): tokens by training time
 *     everything else       of the last row
 */
import type { MetricRow } from '#shared/protocol/index.ts';

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
  #normIn = 0;
  #normRec = 0;
  #normOut = 0;

  /** @param bucket n   @param tokensBefore the run's tokens at the row before the first one that comes */
  constructor(bucket: number, tokensBefore: number) {
    this.#bucket = bucket;
    this.#tokensBefore = tokensBefore;
  }

  add(row: MetricRow): void {
    const tokens = Math.max(1, row.tokens - this.#tokensBefore);
    this.#tokensBefore = row.tokens;
    this.#last = row;
    this.#rows += row.rows;
    // Running means: the sum of norms that have overflowed would be no number.
    const weight = tokens / (this.#tokens += tokens);
    this.#seconds += tokens / row.tokensPerSecond;
    this.#loss += weight * (row.loss - this.#loss);
    this.#lossLow = Math.min(this.#lossLow, row.lossLow);
    this.#lossHigh = Math.max(this.#lossHigh, row.lossHigh);
    this.#normIn += weight * (row.normIn - this.#normIn);
    this.#normRec += weight * (row.normRec - this.#normRec);
    this.#normOut += weight * (row.normOut - this.#normOut);
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
