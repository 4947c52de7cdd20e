/** What happened to runs besides their training: resumed, given another rate, given more epochs. */
import type { RunEvent } from '#shared/protocol/index.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';

export function insertRunEvent(database: WritableDatabase, run: number, event: RunEvent): void {
  const { at, epoch, step, tokens, seconds, kind, ...detail } = event;
  database.run(
    `INSERT INTO run_events SELECT ?, COALESCE(MAX(position), 0) + 1, ?, ?, ?, ?, ?, ?, ?
     FROM run_events WHERE run = ?`,
    run,
    at,
    epoch,
    step,
    tokens,
    seconds,
    kind,
    JSON.stringify(detail),
    run,
  );
  database.run('UPDATE runs SET revision = revision + 1 WHERE id = ?', run);
}

type EventRow = Pick<RunEvent, 'at' | 'epoch' | 'step' | 'tokens' | 'seconds' | 'kind'> & { readonly detail: string };

/** Oldest first. */
export const listRunEvents = (database: ReadableDatabase, run: number): RunEvent[] =>
  database
    .all<EventRow>(
      'SELECT at, epoch, step, tokens, seconds, kind, detail FROM run_events WHERE run = ? ORDER BY position',
      run,
    )
    .map(({ detail, ...event }) => ({ ...event, ...(JSON.parse(detail) as object) }) as RunEvent);

export const countRunEvents = (database: ReadableDatabase, run: number): number =>
  database.get<{ n: number }>('SELECT COUNT(*) AS n FROM run_events WHERE run = ?', run)?.n ?? 0;

/** Halvings of the rate after so many finished epochs: a run that goes back there comes to them again. */
export function deleteHalvingsAfter(database: WritableDatabase, run: number, epoch: number): void {
  database.run(`DELETE FROM run_events WHERE run = ? AND kind = 'rate-halved' AND epoch > ?`, run, epoch);
}
