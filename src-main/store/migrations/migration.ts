import type { WritableDatabase } from '../database.ts';

/** Leads from one version of the schema to the next. Runs inside a transaction. */
export type Migration = (database: WritableDatabase) => void;
