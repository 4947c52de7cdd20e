/** Version 3: metric rows joined by eights, these by eights again, and so on, each written when it is full. */
import type { Migration } from './migration.ts';

const ROWS = 'SELECT *, loss AS loss_low, loss AS loss_high FROM metrics';
const BUCKETS = (size: number): string => `SELECT * FROM metric_buckets WHERE size = ${size}`;

export const metricBuckets: Migration = (database) => {
  database.script(`
    CREATE TABLE metric_buckets (
      run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      -- metric rows in it
      size INTEGER NOT NULL,
      -- of its last row, as all that is no mean
      position INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      step INTEGER NOT NULL,
      tokens INTEGER NOT NULL,
      seconds REAL NOT NULL,
      loss REAL NOT NULL,
      loss_low REAL NOT NULL,
      loss_high REAL NOT NULL,
      learning_rate REAL NOT NULL,
      tokens_per_second REAL NOT NULL,
      norm_in REAL,
      norm_rec REAL,
      norm_out REAL,
      PRIMARY KEY (run, size, position)
    ) STRICT, WITHOUT ROWID;
  `);
  // what was recorded before; weights are far below 1, so that no sum of large norms overflows
  for (let size = 8, from = ROWS; ; from = BUCKETS(size), size *= 8) {
    const { changes } = database.run(`
      INSERT INTO metric_buckets
      SELECT run, ${size}, position, metrics.epoch, metrics.step, metrics.tokens, metrics.seconds,
        joined.loss, loss_low, loss_high, learning_rate, joined.tokens_per_second,
        joined.norm_in, joined.norm_rec, joined.norm_out
      FROM (
        SELECT run, MAX(position) AS position, MIN(loss_low) AS loss_low, MAX(loss_high) AS loss_high,
          COALESCE(SUM(weight) / SUM(weight / tokens_per_second), 0) AS tokens_per_second,
          SUM(weight * loss) / SUM(weight) AS loss, SUM(weight * norm_in) / SUM(weight) AS norm_in,
          SUM(weight * norm_rec) / SUM(weight) AS norm_rec, SUM(weight * norm_out) / SUM(weight) AS norm_out
        FROM (
          SELECT *, 1e-20 * MAX(1, tokens - LAG(tokens, 1, 0) OVER (PARTITION BY run ORDER BY position)) AS weight
          FROM (${from})
        )
        GROUP BY run, (position - 1) / ${size} HAVING COUNT(*) = 8
      ) AS joined JOIN metrics USING (run, position)`);
    if (changes === 0) return;
  }
};
