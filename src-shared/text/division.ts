/** A read text divided into training, validation and test: token ranges and what they stand for. */
import { GrowingIds } from './growing-ids.ts';
import type { Split, TextSettings } from './settings.ts';
import { SPLITS } from './settings.ts';
import { assignSplits, partSizes } from './split.ts';

/** What a file is for; `split`: divided by the settings' shares, together with all other such files. */
export type FileRole = Split | 'split';

/** Token ranges that follow one another without gaps, and the part that each belongs to. */
export interface Division {
  /** [ranges] token offsets */
  readonly ends: Uint32Array;
  /** [ranges] index into SPLITS */
  readonly parts: Uint8Array;
  /** Unicode code points of each part. */
  readonly characters: Readonly<Record<Split, number>>;
}

/** The sentences of the text, or the lines of running text, in order, and which file they come from. */
export class ReadRecord {
  /** By sentence: the token offset of its end, and its code points. */
  readonly ends = new GrowingIds();
  readonly characters = new GrowingIds();
  readonly files: { readonly role: FileRole; readonly begin: number }[] = [];

  beginFile(role: FileRole): void {
    this.files.push({ role, begin: this.ends.length });
  }

  get count(): number {
    return this.ends.length;
  }

  /** Sentences of the current file. */
  get countInFile(): number {
    return this.ends.length - this.files[this.files.length - 1]!.begin;
  }

  add(end: number, characters: number): void {
    this.ends.push(end);
    this.characters.push(characters);
  }

  /** [begin, end) of each file that has any, with its role. */
  *ranges(): Generator<{ readonly role: FileRole; readonly begin: number; readonly end: number }> {
    for (let f = 0; f < this.files.length; f++) {
      const { role, begin } = this.files[f]!;
      const end = this.files[f + 1]?.begin ?? this.count;
      if (end > begin) yield { role, begin, end };
    }
  }

  tokensBefore(sentence: number): number {
    return sentence === 0 ? 0 : this.ends.at(sentence - 1);
  }
}

/** Whole sentences, chosen by the seed. */
export function divideSentences(record: ReadRecord, settings: TextSettings): Division {
  const parts = new Uint8Array(record.count);
  const ranges = [...record.ranges()];
  const free = ranges.reduce((n, { role, begin, end }) => (role === 'split' ? n + end - begin : n), 0);
  const assigned = assignSplits(free, settings.split, settings.splitSeed);
  let next = 0;
  for (const { role, begin, end } of ranges)
    for (let s = begin; s < end; s++) parts[s] = role === 'split' ? assigned[next++]! : SPLITS.indexOf(role);

  const ends = new Uint32Array(record.count);
  const characters = { train: 0, validation: 0, test: 0 };
  for (let s = 0; s < record.count; s++) {
    ends[s] = record.ends.at(s);
    characters[SPLITS[parts[s]!]!] += record.characters.at(s);
  }
  return { ends, parts, characters };
}

/**
 * Three contiguous parts, cut at exactly the token that the shares say. The characters of a line that is cut are shared
 * out in proportion to its tokens.
 */
export function divideRunning(record: ReadRecord, settings: TextSettings): Division {
  const ranges = [...record.ranges()].map(({ role, begin, end }) => ({
    role,
    begin,
    end,
    tokens: record.tokensBefore(end) - record.tokensBefore(begin),
  }));
  const free = ranges.reduce((n, { role, tokens }) => (role === 'split' ? n + tokens : n), 0);
  const sizes = partSizes(free, settings.split);
  const cuts = [sizes.train, sizes.train + sizes.validation];

  const ends: number[] = [];
  const parts: number[] = [];
  const characters = { train: 0, validation: 0, test: 0 };
  const add = (end: number, part: number): void => {
    if (end === (ends[ends.length - 1] ?? 0)) return;
    ends.push(end);
    parts.push(part);
  };
  let seen = 0; // tokens of the files that are split, before this one
  for (const { role, begin, end, tokens } of ranges) {
    const first = record.tokensBefore(begin);
    const places = role === 'split' ? cuts.map((cut) => first + Math.min(Math.max(cut - seen, 0), tokens)) : [];
    const fixed = role === 'split' ? 0 : SPLITS.indexOf(role);
    let before = 0; // code points of this file
    const upTo = places.map(() => 0); // code points of this file before each cut
    for (let line = begin; line < end; line++) {
      const lineBegin = record.tokensBefore(line);
      const lineEnd = record.ends.at(line);
      const n = record.characters.at(line);
      places.forEach((place, i) => {
        if (place >= lineEnd) upTo[i] = before + n;
        else if (place > lineBegin) upTo[i] = before + Math.round((n * (place - lineBegin)) / (lineEnd - lineBegin));
      });
      before += n;
    }
    const bounds = [0, ...upTo, before];
    for (let i = 0; i + 1 < bounds.length; i++) characters[SPLITS[fixed + i]!] += bounds[i + 1]! - bounds[i]!;
    [...places, first + tokens].forEach((place, i) => add(place, fixed + i));
    if (role === 'split') seen += tokens;
  }
  return { ends: Uint32Array.from(ends), parts: Uint8Array.from(parts), characters };
}
