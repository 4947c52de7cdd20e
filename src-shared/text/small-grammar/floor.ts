/**
 * What no model of a text that a grammar wrote can beat on average: the entropy of a sentence divided by its mean
 * length, in nats per predicted token. A sentence's `</s>` is predicted too; after the full stop it is certain.
 */
import { type BaselineFigures, baselineFigures } from '../baselines.ts';
import type { EncodedCorpus } from '../encoded-corpus.ts';
import { SENTENCE_END, type Split } from '../settings.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { expectation } from './expectations.ts';
import type { Grammar } from './grammar.ts';
import { inside } from './inside.ts';

export interface GrammarFloor extends BaselineFigures {
  /** The grammar's own cross-entropy on each part; null: it has no text. */
  readonly parts: Readonly<Record<Split, BaselineFigures | null>>;
}

const FULL_STOP = '.';

/** Exact; of a grammar none of whose sentences has two derivations. */
export function entropyFigures(grammar: Grammar): BaselineFigures {
  const terminals = (symbols: readonly string[]): readonly string[] => symbols.filter((s) => !grammar.rules.has(s));
  const nats = expectation(grammar, ({ probability }) => -Math.log(probability));
  const tokens = expectation(grammar, ({ symbols }) => terminals(symbols).length);
  // A space stands before each word but the first, and a line break behind the full stop.
  const characters = expectation(grammar, ({ symbols }) =>
    terminals(symbols).reduce((sum, token) => sum + token.length + (token === FULL_STOP ? 0 : 1), 0),
  );
  return baselineFigures(nats, tokens + 1, characters);
}

/** null when a sentence of the corpus is none of the grammar's: it was read by other rules, or is another text. */
export function floorOf(
  grammar: Grammar,
  { vocabulary, streams, counts }: Pick<EncodedCorpus, 'vocabulary' | 'streams' | 'counts'>,
): GrammarFloor | null {
  const figures = (split: Split): BaselineFigures | null => {
    const stream = streams[split];
    return stream.length === 0
      ? null
      : baselineFigures(crossEntropy(grammar, stream, vocabulary), stream.length, counts[split].characters);
  };
  const parts = { train: figures('train'), validation: figures('validation'), test: figures('test') };
  const known = Object.values(parts).every((part) => part === null || Number.isFinite(part.loss));
  return known ? { ...entropyFigures(grammar), parts } : null;
}

/** Nats, summed; infinite when there is a sentence that is none of the grammar's. */
function crossEntropy(grammar: Grammar, stream: Uint32Array, { tokens }: Vocabulary): number {
  let nats = 0;
  let begin = 0;
  for (let end = stream.indexOf(SENTENCE_END); end >= 0; end = stream.indexOf(SENTENCE_END, begin)) {
    const sentence = Array.from(stream.subarray(begin, end), (id) => tokens[id]!);
    nats -= Math.log(inside(grammar, sentence).probability);
    if (nats === Infinity) break;
    begin = end + 1;
  }
  return nats;
}
