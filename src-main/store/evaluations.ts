/** Evaluations of runs on the validation and test parts. */
import type { EvaluationRow } from '#shared/protocol/index.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';

export function insertEvaluation(database: WritableDatabase, run: number, row: EvaluationRow): void {
  database.run(
    `INSERT INTO evaluations SELECT ?, COALESCE(MAX(position), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?
     FROM evaluations WHERE run = ?`,
    run,
    row.epoch,
    row.step,
    row.tokens,
    row.seconds,
    row.split,
    row.loss,
    row.perplexity,
    row.bitsPerCharacter,
    row.best ? 1 : 0,
    run,
  );
}

/** Oldest first, without the first `after` ones. */
export const listEvaluations = (database: ReadableDatabase, run: number, after = 0): EvaluationRow[] =>
  database
    .all<Omit<EvaluationRow, 'best'> & { best: number }>(
      `SELECT epoch, step, tokens, seconds, split, loss, perplexity, bits_per_character AS bitsPerCharacter, best
       FROM evaluations WHERE run = ? AND position > ? ORDER BY position`,
      run,
      after,
    )
    .map((row) => ({ ...row, best: row.best === 1 }));

export const countEvaluations = (database: ReadableDatabase, run: number): number =>
  database.get<{ n: number }>('SELECT COUNT(*) AS n FROM evaluations WHERE run = ?', run)?.n ?? 0;
