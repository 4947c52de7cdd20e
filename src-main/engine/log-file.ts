/** A small log for errors with their details: logs/unfold.log, begun anew at 1 MB; the one before is kept. */
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { toErrorPayload } from '#shared/protocol/index.ts';
import { makePrivateFolder } from '../store/open-store.ts';
import { logFolder } from './log-folder.ts';

const LARGEST_BYTES = 1_000_000;

export interface Log {
  line(text: string): void;
  /** @param doing what was being done, for example a request's name */
  error(doing: string, error: unknown): void;
}

export function openLog(dataFolder: string): Log {
  const folder = logFolder(dataFolder);
  const file = join(folder, 'unfold.log');
  makePrivateFolder(folder);

  const line = (text: string): void => {
    try {
      if (size(file) > LARGEST_BYTES) renameSync(file, join(folder, 'unfold.previous.log'));
      appendFileSync(file, `${new Date().toISOString()} [${process.pid}] ${text}\n`, { mode: 0o600 });
    } catch (error) {
      // A full disk must not stop what is being logged; the last resort is the terminal.
      process.stderr.write(`The log cannot be written (${String(error)}): ${text}\n`);
    }
  };
  return {
    line,
    error(doing, error) {
      const { kind, message, details } = toErrorPayload(error);
      line(`${doing}: ${kind}: ${message}${details ? `\n  ${details.replaceAll('\n', '\n  ')}` : ''}`);
    },
  };
}

function size(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
