/** A corpus as one run sees it: its three parts cut into sequences, its ids mapped to the run's vocabulary. */
import type { Split } from '../text/settings.ts';
import { SENTENCE_END, SPLITS } from '../text/settings.ts';
import { SentenceSequences } from './sentence-sequences.ts';
import type { EncodedText, Sequences } from './sequences.ts';
import type { TokenMap } from './token-map.ts';
import { WindowSequences } from './window-sequences.ts';

export interface TrainingDataOptions {
  readonly texts: Readonly<Record<Split, EncodedText>>;
  readonly map: TokenMap;
  /** N: windows over the running text; null: sentences. */
  readonly window: number | null;
}

export class TrainingData {
  readonly map: TokenMap;
  readonly #sequences: Readonly<Record<Split, Sequences>>;
  readonly #characters: Readonly<Record<Split, number>>;

  /** Keeps the streams, copies nothing. @throws RangeError when a stream does not end with SENTENCE_END */
  constructor({ texts, map, window }: TrainingDataOptions) {
    this.map = map;
    const sequences = (split: Split): Sequences => {
      const { stream } = texts[split];
      if (stream.length > 0 && stream[stream.length - 1] !== SENTENCE_END)
        throw new RangeError(`The ${split} part of the text does not end with a sentence end: import the text again.`);
      return window === null ? new SentenceSequences(stream, map) : new WindowSequences(stream, map, window);
    };
    this.#sequences = { train: sequences('train'), validation: sequences('validation'), test: sequences('test') };
    this.#characters = {
      train: texts.train.characters,
      validation: texts.validation.characters,
      test: texts.test.characters,
    };
  }

  sequences(split: Split): Sequences {
    return this.#sequences[split];
  }

  /** Unicode code points of the part's text. */
  characters(split: Split): number {
    return this.#characters[split];
  }

  /** The largest T over all parts. */
  get longest(): number {
    return Math.max(...SPLITS.map((split) => this.#sequences[split].longest));
  }
}
