/** Metric rows of runs. Indexes count from 1 without gaps. */
import type { MetricRow } from '#shared/protocol/index.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import { MetricBuckets } from './metric-buckets.ts';

/** Most rows answered at once. */
export const METRICS_PAGE = 5000;
/** Most rows read for one answer, unless a single bucket has more: takes some tens of milliseconds. */
const MOST_ROWS_READ = 1 << 17;
const ROWS_READ_AT_ONCE = 8192;
const SPARKLINE_POINTS = 40;

/** A row as it is stored, before it is numbered. */
export type NewMetricRow = Omit<MetricRow, 'index' | 'rows' | 'lossLow' | 'lossHigh'>;

export function insertMetrics(database: WritableDatabase, run: number, rows: readonly NewMetricRow[]): void {
  let position = lastMetric(database, run);
  for (const row of rows)
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
}

/**
 * Rows above `after`, oldest first, at most METRICS_PAGE.
 *
 * With `bucket` = n the rows 1 to n, n + 1 to 2n, … each come as one (metric-buckets.ts). An `after` inside a bucket
 * gives of that bucket only the rows above it; the last bucket may still be growing. So whoever follows a run asks again
 * with the index at which the last bucket that is not full begins, `index - rows`, and puts the answer in its place.
 */
export function listMetrics(database: ReadableDatabase, run: number, after: number, bucket = 1): MetricRow[] {
  if (bucket === 1) return rowsAbove(database, run, after, METRICS_PAGE);
  const before = database.get<{ tokens: number }>(
    'SELECT tokens FROM metrics WHERE run = ? AND position = ?',
    run,
    after,
  );
  const buckets = new MetricBuckets(bucket, before?.tokens ?? 0);
  // A page ends where a bucket does.
  const most = Math.min(METRICS_PAGE, Math.max(1, Math.floor(MOST_ROWS_READ / bucket))) * bucket - (after % bucket);
  for (let read = 0; read < most;) {
    const rows = rowsAbove(database, run, after + read, Math.min(ROWS_READ_AT_ONCE, most - read));
    if (rows.length === 0) break;
    for (const row of rows) buckets.add(row);
    read += rows.length;
  }
  return buckets.finish();
}

const rowsAbove = (database: ReadableDatabase, run: number, after: number, most: number): MetricRow[] =>
  database.all<MetricRow>(
    `SELECT position AS "index", 1 AS rows, epoch, step, tokens, seconds, loss, loss AS lossLow, loss AS lossHigh,
       learning_rate AS learningRate, tokens_per_second AS tokensPerSecond,
       norm_in AS normIn, norm_rec AS normRec, norm_out AS normOut
     FROM metrics WHERE run = ? AND position > ? ORDER BY position LIMIT ?`,
    run,
    after,
    most,
  );

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
