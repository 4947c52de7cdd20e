/** Metric rows of runs. Indexes count from 1 without gaps. */
import type { MetricRow } from '#shared/protocol/index.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import { MetricBuckets } from './metric-buckets.ts';
import { fewestRows, rowsBetween, storeFullBuckets, tokensAt } from './stored-metric-rows.ts';

/** Most rows answered at once. */
export const METRICS_PAGE = 5000;
const SPARKLINE_POINTS = 40;

/** A row as it is stored, before it is numbered. */
export type NewMetricRow = Omit<MetricRow, 'index' | 'rows' | 'lossLow' | 'lossHigh'>;

export function insertMetrics(database: WritableDatabase, run: number, rows: readonly NewMetricRow[]): void {
  database.transaction(() => {
    let position = lastMetric(database, run);
    for (const row of rows) {
      database.run(
        'INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        run,
        ++position,
        row.epoch,
        row.step,
        row.tokens,
        row.seconds,
        row.loss,
        row.learningRate,
        row.tokensPerSecond,
        row.normIn,
        row.normRec,
        row.normOut,
      );
      storeFullBuckets(database, run, position);
    }
  });
}

/**
 * Rows above `after`, oldest first, at most METRICS_PAGE.
 *
 * With `bucket` = n, a power of two, the rows 1 to n, n + 1 to 2n, … each come as one (metric-buckets.ts). An `after`
 * inside a bucket gives of that bucket only the rows above it; the last bucket may still be growing. So whoever follows a
 * run asks again with the index at which the last bucket that is not full begins, `index - rows`, and puts the answer in
 * its place.
 */
export function listMetrics(database: ReadableDatabase, run: number, after: number, bucket = 1): MetricRow[] {
  if (bucket === 1) return rowsBetween(database, run, after, after + METRICS_PAGE);
  const buckets = new MetricBuckets(bucket, tokensAt(database, run, after));
  // a page ends where a bucket does
  const end = after + METRICS_PAGE * bucket - (after % bucket);
  for (const row of fewestRows(database, run, bucket, after, end)) buckets.add(row);
  return buckets.finish();
}

/** The index of the last row; 0 when there is none. */
export const lastMetric = (database: ReadableDatabase, run: number): number =>
  database.get<{ last: number | null }>('SELECT MAX(position) AS last FROM metrics WHERE run = ?', run)?.last ?? 0;

/** A few dozen losses, evenly spread over the rows. */
export function sparkline(database: ReadableDatabase, run: number): number[] {
  const last = lastMetric(database, run);
  const points = Math.min(last, SPARKLINE_POINTS);
  const losses: number[] = [];
  for (let point = 1; point <= points; point++) {
    const position = Math.round((point * last) / points);
    const row = database.get<{ loss: number }>(
      'SELECT loss FROM metrics WHERE run = ? AND position = ?',
      run,
      position,
    );
    if (row !== undefined) losses.push(row.loss);
  }
  return losses;
}
