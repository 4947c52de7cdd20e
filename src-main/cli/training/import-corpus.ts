/** Texts named on the command line -> a corpus in the library. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Arguments, type Corpus, UnfoldError } from '#shared/protocol/index.ts';
import type { TextSettings } from '#shared/text/settings.ts';
import type { LocalEngine } from '../../engine/contract.ts';
import type { Surroundings } from '../command.ts';
import { bytes, duration } from '../terminal/figures.ts';
import { progressLine } from './progress-bar.ts';

export const STANDARD_INPUT = '-';

export interface TextFile {
  /** A path, or "-" for standard input. */
  readonly path: string;
  readonly role: Arguments<'corpora.import'>['sources'][number]['role'];
}

/** @throws UnfoldError `not-found` or `refused` for the first file that cannot be read, before any work is done */
export async function checkFiles(files: readonly TextFile[]): Promise<void> {
  for (const { path } of files) {
    if (path === STANDARD_INPUT) continue;
    const file = await open(path, 'r');
    try {
      if ((await file.stat()).isDirectory())
        throw new UnfoldError(
          'refused',
          `"${path}" is a folder: name the text files in it, for example ${path}/*.txt.`,
        );
    } finally {
      await file.close();
    }
  }
}

export async function importCorpus(
  engine: LocalEngine,
  files: readonly TextFile[],
  settings: TextSettings,
  surroundings: Surroundings,
): Promise<Corpus> {
  const { terminal, interrupts, stdin } = surroundings;
  const importId = randomUUID();
  const stopListening = engine.subscribe((message) => {
    if (message.event !== 'import-progress' || message.payload.importId !== importId) return;
    const { stage, bytesDone, bytesTotal, bytesPerSecond, secondsLeft } = message.payload;
    const left = secondsLeft === null ? [] : [`${duration(secondsLeft)} left`];
    const texts = [stage, `${bytes(bytesDone)} of ${bytes(bytesTotal)}`, `${bytes(bytesPerSecond)}/s`, ...left];
    terminal.status(progressLine(bytesTotal > 0 ? bytesDone / bytesTotal : 0, texts, terminal.columns));
  });
  let folder: string | null = null;
  const stopHandling = interrupts.handle(() => {
    // an import that has just ended has nothing to cancel: the command sees the interrupt next
    engine.request('corpora.cancelImport', { importId }).catch(() => undefined);
  });
  try {
    const sources = [];
    for (const { path, role } of files) {
      let id: string;
      if (path === STANDARD_INPUT) {
        folder ??= await mkdtemp(join(tmpdir(), 'unfold-'));
        const copy = join(folder, 'standard-input.txt');
        await pipeline(stdin, createWriteStream(copy));
        id = engine.grantFile(copy, { name: 'standard input', temporary: true });
      } else id = engine.grantFile(path);
      sources.push({ source: { kind: 'file' as const, id }, role });
    }
    return await engine.request('corpora.import', { importId, name: corpusName(files), sources, settings });
  } finally {
    stopHandling();
    stopListening();
    terminal.status('');
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

/** "novel", "novel and 2 more": from the texts to train on. */
export function corpusName(files: readonly TextFile[]): string {
  const texts = files.filter((file) => file.role !== 'validation' && file.role !== 'test');
  const first = texts[0]?.path ?? STANDARD_INPUT;
  const name = first === STANDARD_INPUT ? 'standard input' : basename(first).replace(/(?<=.)\.[^.]{1,8}$/, '');
  return (texts.length > 1 ? `${name} and ${texts.length - 1} more` : name).slice(0, 200);
}
