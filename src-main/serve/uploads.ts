/** `POST /upload?name=…`: streams the body into a file that the engine may then read and deletes after its import. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Source, UnfoldError } from '#shared/protocol/index.ts';
import type { Engine } from '../engine/contract.ts';

/** Bytes of one upload. */
const MOST_BYTES = 16 * 2 ** 30;
const LONGEST_NAME = 255;

/** An empty folder for uploads: what an earlier start left behind belongs to nobody. */
export async function prepareUploads(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** @throws UnfoldError `refused` when it is too large or ends early */
export async function receiveUpload(
  request: IncomingMessage,
  name: string,
  folder: string,
  engine: Engine,
): Promise<Source> {
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
  const id = engine.grantFile(path, { name: name.slice(0, LONGEST_NAME) || 'upload', temporary: true });
  return { kind: 'file', id };
}

const tooLarge = (): UnfoldError =>
  new UnfoldError('refused', 'This file is larger than 16 GiB. Split it, or use the terminal on the machine itself.');
