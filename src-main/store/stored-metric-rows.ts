/**
 * Metric rows as they are stored: each one, and joined by eights, these by eights again, and so on, so that a long run is
 * read in few rows. A bucket is written together with its last row.
 */
import type { MetricRow } from '#shared/protocol/index.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import { MetricBuckets } from './metric-buckets.ts';

const JOINED = 8;

/** Those above `after` up to `end`, oldest first. @param size 1, or of stored buckets */
export const rowsBetween = (
  database: ReadableDatabase,
  run: number,
  after: number,
  end: number,
  size = 1,
): MetricRow[] =>
  database.all<MetricRow>(
    `SELECT position AS "index", epoch, step, tokens, seconds, loss,
       learning_rate AS learningRate, tokens_per_second AS tokensPerSecond,
       norm_in AS normIn, norm_rec AS normRec, norm_out AS normOut,
       ${size === 1 ? '1 AS rows, loss AS lossLow, loss AS lossHigh' : 'size AS rows, loss_low AS lossLow, loss_high AS lossHigh'}
     FROM ${size === 1 ? 'metrics' : 'metric_buckets'}
     WHERE run = ? AND position > ? AND position <= ? ${size === 1 ? '' : 'AND size = ?'} ORDER BY position`,
    run,
    after,
    end,
    ...(size === 1 ? [] : [size]),
  );

/** The same rows in as few as can be, none of more than `bucket`: up to where larger ones begin, and down to the end. */
export function fewestRows(
  database: ReadableDatabase,
  run: number,
  bucket: number,
  after: number,
  end: number,
): MetricRow[] {
  const rows: MetricRow[] = [];
  let last = after;
  const take = (size: number, upTo: number): void => {
    for (const row of rowsBetween(database, run, last, upTo, size)) {
      // where a larger one was never stored, smaller ones go on
      if (row.index - row.rows !== last) return;
      rows.push(row);
      last = row.index;
    }
  };
  const sizes: number[] = [];
  for (let size = 1; size <= bucket; size *= JOINED) sizes.push(size);
  for (const size of sizes) take(size, Math.min(end, Math.ceil(last / (JOINED * size)) * JOINED * size));
  for (const size of sizes.reverse()) take(size, end);
  return rows;
}

/** Tokens of the run up to a row; 0 when there is no such row. */
export const tokensAt = (database: ReadableDatabase, run: number, position: number): number =>
  database.get<{ tokens: number }>('SELECT tokens FROM metrics WHERE run = ? AND position = ?', run, position)
    ?.tokens ?? 0;

/** To be called after each row. */
export function storeFullBuckets(database: WritableDatabase, run: number, position: number): void {
  for (let size = JOINED; position % size === 0; size *= JOINED) {
    const bucket = new MetricBuckets(size, tokensAt(database, run, position - size));
    for (const row of fewestRows(database, run, size / JOINED, position - size, position)) bucket.add(row);
    for (const row of bucket.finish())
      database.run(
        'INSERT INTO metric_buckets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        run,
        size,
        position,
        row.epoch,
        row.step,
        row.tokens,
        row.seconds,
        row.loss,
        row.lossLow,
        row.lossHigh,
        row.learningRate,
        row.tokensPerSecond,
        row.normIn,
        row.normRec,
        row.normOut,
      );
  }
}
