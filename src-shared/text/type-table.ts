/** Numbers the distinct tokens of a text in the order in which they first appear. */
import { SPECIAL_TOKENS } from './settings.ts';
import { TextError } from './text-error.ts';

/** A JavaScript Map holds 2^24 entries at most. */
const MOST_TYPES = 16_000_000;
/** V8 keeps slices of at least this length as references into the whole chunk of text they come from. */
const SHORTEST_REFERENCE = 13;

export class TypeTable {
  readonly tokens: string[] = [...SPECIAL_TOKENS];
  // Only <unk> can be written in a text; the sentence marks are the encoder's.
  readonly #ids = new Map<string, number>([[SPECIAL_TOKENS[0], 0]]);

  /** @throws TextError (`too-large`) beyond 16 million types */
  id(token: string): number {
    const known = this.#ids.get(token);
    if (known !== undefined) return known;
    const id = this.tokens.length;
    if (id >= MOST_TYPES)
      throw new TextError(
        'too-large',
        'The text has more than 16 million different tokens: cut it into words or characters, or use less of it.',
      );
    const own = token.length < SHORTEST_REFERENCE ? token : ownCopy(token);
    this.#ids.set(own, id);
    this.tokens.push(own);
    return id;
  }
}

/** The same string, but no longer a reference that keeps a chunk of text in memory. */
const ownCopy = (text: string): string => ` ${text}`.slice(1);
