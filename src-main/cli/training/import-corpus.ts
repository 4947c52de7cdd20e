/** Texts named on the command line -> a corpus in the library. */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Arguments, Corpus, SampleText } from '#shared/protocol/index.ts';
import { SMALL_GRAMMAR_NAME } from '#shared/text/small-grammar/sample-settings.ts';
import type { TextSettings } from '#shared/text/settings.ts';
import type { LocalEngine } from '../../engine/contract.ts';
import type { Surroundings } from '../command.ts';
import { freeName } from '../free-name.ts';
import { showingImport } from './import-progress.ts';
import { STANDARD_INPUT, withTexts } from './text-files.ts';

export interface TextFile {
  /** A path, or "-" for standard input. */
  readonly path: string;
  readonly role: Arguments<'corpora.import'>['sources'][number]['role'];
}

/** A text that Unfold writes itself. */
export interface SampleFile {
  readonly sample: SampleText;
  readonly role: TextFile['role'];
}

export async function importCorpus(
  engine: LocalEngine,
  texts: readonly (TextFile | SampleFile)[],
  settings: TextSettings,
  surroundings: Surroundings,
): Promise<Corpus> {
  const importId = randomUUID();
  const paths = texts.flatMap((text) => ('path' in text ? [text.path] : []));
  return await withTexts(engine, paths, surroundings.stdin, async (ids) => {
    const granted = ids.values();
    const sources = texts.map((text) => ({
      role: text.role,
      source:
        'sample' in text
          ? { kind: 'sample' as const, sample: text.sample }
          : { kind: 'file' as const, id: granted.next().value ?? '' },
    }));
    return await showingImport(engine, importId, surroundings, async () => {
      const name = freeName(corpusName(texts), await engine.request('corpora.list', {}));
      return await engine.request('corpora.import', { importId, name, sources, settings });
    });
  });
}

/** "novel", "novel and 2 more": from the texts to train on. */
export function corpusName(files: readonly (TextFile | SampleFile)[]): string {
  const texts = files.filter((file) => file.role !== 'validation' && file.role !== 'test');
  const [text] = texts;
  if (text !== undefined && 'sample' in text) return SMALL_GRAMMAR_NAME;
  const first = text?.path ?? STANDARD_INPUT;
  const piped = first === STANDARD_INPUT || first === '/dev/stdin';
  // "<(zcat novel.gz)" in a shell is a path of this kind
  const name = piped
    ? 'standard input'
    : first.startsWith('/dev/fd/')
      ? 'pipe'
      : basename(first).replace(/(?<=.)\.[^.]{1,8}$/, '');
  return (texts.length > 1 ? `${name} and ${texts.length - 1} more` : name).slice(0, 200);
}
