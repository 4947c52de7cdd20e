/** Small things that the desktop itself remembers, each in a JSON file of its own. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';

export type JsonSchema<T> = v.GenericSchema<unknown, T>;

/** null when there is none, or when it is damaged: what is remembered is a convenience. */
export function readJsonFile<T>(file: string, schema: JsonSchema<T>): T | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Renamed into place, so that it is never half a file. */
export function writeJsonFile(file: string, value: unknown): void {
  const unfinished = `${file}.part`;
  writeFileSync(unfinished, JSON.stringify(value), { mode: 0o600 });
  renameSync(unfinished, file);
}
