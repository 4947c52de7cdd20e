/** Evaluations of runs on the validation and test parts. */
import type { EvaluationRow, LanguageEvaluationRow, PerceptronEvaluationRow } from '#shared/protocol/index.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';

export function insertEvaluation(database: WritableDatabase, run: number, row: EvaluationRow): void {
  const language = row.family === 'language' ? row : null;
  const perceptron = row.family === 'perceptron' ? row : null;
  database.run(
    `INSERT INTO evaluations (run, position, epoch, step, tokens, seconds, split, loss, best, perplexity,
       bits_per_character, accuracy, confusion, root_mean_squared_error)
     SELECT ?, COALESCE(MAX(position), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM evaluations WHERE run = ?`,
    run,
    row.epoch,
    row.step,
    row.tokens,
    row.seconds,
    row.split,
    row.loss,
    row.best ? 1 : 0,
    language?.perplexity ?? null,
    language?.bitsPerCharacter ?? null,
    perceptron?.accuracy ?? null,
    perceptron?.confusion ? JSON.stringify(perceptron.confusion) : null,
    perceptron?.rootMeanSquaredError ?? null,
    run,
  );
}

type Common = Omit<LanguageEvaluationRow, 'family' | 'best' | 'perplexity' | 'bitsPerCharacter'>;
type Row = Common &
  Pick<LanguageEvaluationRow, 'perplexity' | 'bitsPerCharacter'> &
  Pick<PerceptronEvaluationRow, 'accuracy' | 'rootMeanSquaredError'> & {
    readonly family: EvaluationRow['family'];
    readonly best: number;
    readonly confusion: string | null;
  };

/** Oldest first, without the first `after` ones. */
export const listEvaluations = (database: ReadableDatabase, run: number, after = 0): EvaluationRow[] =>
  database
    .all<Row>(
      `SELECT family, evaluations.epoch, evaluations.step, evaluations.tokens, evaluations.seconds, split, loss, best,
         perplexity, bits_per_character AS bitsPerCharacter, accuracy, confusion,
         root_mean_squared_error AS rootMeanSquaredError
       FROM evaluations JOIN runs ON runs.id = run WHERE run = ? AND position > ? ORDER BY position`,
      run,
      after,
    )
    .map(toEvaluation);

function toEvaluation(row: Row): EvaluationRow {
  const { family, perplexity, bitsPerCharacter, accuracy, rootMeanSquaredError, confusion, ...rest } = row;
  const common = { ...rest, best: rest.best === 1 };
  if (family === 'language') return { family, ...common, perplexity, bitsPerCharacter };
  const matrix = confusion === null ? null : (JSON.parse(confusion) as number[]);
  return { family, ...common, accuracy, rootMeanSquaredError, confusion: matrix };
}

export const countEvaluations = (database: ReadableDatabase, run: number): number =>
  database.get<{ n: number }>('SELECT COUNT(*) AS n FROM evaluations WHERE run = ?', run)?.n ?? 0;
