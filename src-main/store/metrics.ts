/** Metric rows of runs. Indexes count from 1 without gaps. */
import type { MetricRow } from '#shared/protocol/index.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';

/** Most rows answered at once. */
export const METRICS_PAGE = 5000;
const SPARKLINE_POINTS = 40;

export type NewMetricRow = Omit<MetricRow, 'index'>;

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

/** Rows above `after`, oldest first, at most METRICS_PAGE. */
export const listMetrics = (database: ReadableDatabase, run: number, after: number): MetricRow[] =>
  database.all<MetricRow>(
    `SELECT position AS "index", epoch, step, tokens, seconds, loss, learning_rate AS learningRate,
       tokens_per_second AS tokensPerSecond, norm_in AS normIn, norm_rec AS normRec, norm_out AS normOut
     FROM metrics WHERE run = ? AND position > ? ORDER BY position LIMIT ${METRICS_PAGE}`,
    run,
    after,
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
