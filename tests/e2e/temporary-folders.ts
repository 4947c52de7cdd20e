/** Folders of this test run. Their names carry the process, so that the next run removes what a crashed one left. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'unfold-e2e-';

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

export function removeFolder(folder: string): void {
  // on Windows a process that just ended may still hold a file for a moment
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Removes the folders of processes that have ended. */
export function removeAbandonedFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (!isRunning(pid)) removeFolder(join(tmpdir(), name));
  }
}
