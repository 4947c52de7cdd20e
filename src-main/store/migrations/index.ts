/** The numbered migrations, in order. One that was released is never changed: a new one is added. */
import type { WritableDatabase } from '../database.ts';
import { firstSchema } from './0001-first-schema.ts';

/** Runs inside a transaction. */
export type Migration = (database: WritableDatabase) => void;

export const MIGRATIONS: readonly Migration[] = [firstSchema];
