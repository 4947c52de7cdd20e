/** Files that the page sends: streamed into a folder of the door's own, of which nothing outlives the door. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Run, type Source, UnfoldError } from '#shared/protocol/index.ts';
import type { Engine, LocalEngine } from '../engine/contract.ts';

/** Bytes of one upload. */
const MOST_BYTES = 16 * 2 ** 30;
const LONGEST_NAME = 255;

/** An empty folder for uploads: what an earlier start left behind belongs to nobody. */
export async function prepareUploads(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** A text, which the engine may then read and deletes after its import. @throws UnfoldError `refused` when too large */
export async function receiveText(
  request: IncomingMessage,
  name: string,
  folder: string,
  engine: Engine,
): Promise<Source> {
  const path = await receive(request, folder);
  const id = engine.grantFile(path, { name: name.slice(0, LONGEST_NAME) || 'upload', temporary: true });
  return { kind: 'file', id };
}

/** A safetensors file, which becomes a run. @throws UnfoldError `refused` when it is none that Unfold can use */
export async function receiveModel(
  request: IncomingMessage,
  name: string,
  folder: string,
  engine: LocalEngine,
): Promise<Run> {
  const path = await receive(request, folder);
  try {
    return await engine.importModel(path, name.replace(/\.safetensors$/i, '').slice(0, LONGEST_NAME) || 'model');
  } finally {
    await rm(path, { force: true });
  }
}

/** The request's body as a file. */
async function receive(request: IncomingMessage, folder: string): Promise<string> {
  const announced = Number(request.headers['content-length'] ?? Number.NaN);
  if (announced > MOST_BYTES) throw tooLarge();
  const path = join(folder, randomUUID());
  let received = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      done(received > MOST_BYTES ? tooLarge() : null, chunk);
    },
  });
  try {
    await pipeline(request, count, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return path;
}

const tooLarge = (): UnfoldError =>
  new UnfoldError('refused', 'This file is larger than 16 GiB. Split it, or use the terminal on the machine itself.');
