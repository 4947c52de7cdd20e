/**
 * Which processes have a library open. Each holds, for its life, a lock that the operating system takes away when the
 * process dies, however it dies: an open exclusive transaction on a tiny SQLite file, sessions/ID.lock. Beside it lies
 * ID.json, which says who it is.
 *
 * The lock file must never be opened but through SQLite: closing any other handle on it would drop the lock (POSIX).
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { heldElsewhere, holdLock } from '../store/lock.ts';
import { makePrivateFolder } from '../store/open-store.ts';
import type { DoorName } from './contract.ts';

const SessionSchema = v.object({
  id: v.string(),
  door: v.picklist(['desktop', 'browser', 'terminal', 'test']),
  pid: v.number(),
  startedAt: v.number(),
  address: v.nullable(v.string()),
});
/** A process that has the library open. */
export type Session = v.InferOutput<typeof SessionSchema>;

export interface OwnSession extends Session {
  end(): void;
}

const folderOf = (dataFolder: string): string => join(dataFolder, 'sessions');
const lockFile = (dataFolder: string, id: string): string => join(folderOf(dataFolder), `${id}.lock`);
const cardFile = (dataFolder: string, id: string): string => join(folderOf(dataFolder), `${id}.json`);

export function beginSession(dataFolder: string, door: DoorName, address: string | null): OwnSession {
  makePrivateFolder(folderOf(dataFolder));
  const session: Session = { id: randomUUID(), door, pid: process.pid, startedAt: Date.now(), address };
  listSessions(dataFolder); // clears away what processes that were killed have left
  // The lock first: a card without a lock is taken for that of a dead process.
  const release = holdLock(lockFile(dataFolder, session.id));
  writeFileSync(cardFile(dataFolder, session.id), JSON.stringify(session), { mode: 0o600 });
  return {
    ...session,
    end() {
      release();
      forget(dataFolder, session.id);
    },
  };
}

export function isAlive(dataFolder: string, id: string): boolean {
  return existsSync(lockFile(dataFolder, id)) && heldElsewhere(lockFile(dataFolder, id));
}

/** The processes that have this library open now, oldest first; the traces of dead ones are removed. */
export function listSessions(dataFolder: string): Session[] {
  const folder = folderOf(dataFolder);
  if (!existsSync(folder)) return [];
  const sessions: Session[] = [];
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.json')) continue;
    const id = name.slice(0, -'.json'.length);
    const session = isAlive(dataFolder, id) ? readCard(dataFolder, id) : null;
    if (session !== null) sessions.push(session);
    else if (!isAlive(dataFolder, id)) forget(dataFolder, id);
  }
  return sessions.sort((a, b) => a.startedAt - b.startedAt);
}

const DOORS: Readonly<Record<DoorName, string>> = {
  desktop: 'the desktop window',
  browser: 'the browser',
  terminal: 'a terminal command',
  test: 'a test',
};

/** "the browser (http://127.0.0.1:4711/)", to be put into a sentence. */
export const describeSession = ({ door, address }: Session): string =>
  address === null ? DOORS[door] : `${DOORS[door]} (${address})`;

/** "This library is already open in the desktop window." or null when no other process has it open. */
export function describeLiveSessions(dataFolder: string, except?: string): string | null {
  const others = listSessions(dataFolder).filter(({ id }) => id !== except);
  if (others.length === 0) return null;
  return `This library is already open in ${others.map(describeSession).join(' and ')}.`;
}

function readCard(dataFolder: string, id: string): Session | null {
  try {
    const card = v.safeParse(SessionSchema, JSON.parse(readFileSync(cardFile(dataFolder, id), 'utf8')));
    return card.success ? card.output : null;
  } catch {
    return null; // just being written, or just removed
  }
}

function forget(dataFolder: string, id: string): void {
  rmSync(cardFile(dataFolder, id), { force: true });
  rmSync(lockFile(dataFolder, id), { force: true });
}
