/** A text in the ids of a model that did not see it, with the place of each token in the text. */
import { UnfoldError } from '#shared/protocol/index.ts';
import { countCodePoints } from '#shared/text/code-points.ts';
import { placeTokens } from '#shared/text/placed-tokens.ts';
import { UNK } from '#shared/text/settings.ts';
import { readSource, sourceName } from './read-source.ts';
import type { PlacedForModel, PlaceOrder } from './text-messages.ts';

/** @throws UnfoldError `refused` when there is not a single token */
export function placeText({ source, settings, sentenceRule, tokens, most }: PlaceOrder): PlacedForModel {
  const name = sourceName(source);
  const placed = placeTokens(readSource(source), name, settings, sentenceRule, most);
  if (placed.tokens.length === 0)
    throw new UnfoldError('refused', 'The text has nothing but white space: choose one that has words in it.');
  // Of a token that stands there twice the first counts.
  const ids = new Map(tokens.map((token, id): [string, number] => [token, id]).reverse());
  const stream = Uint32Array.from(placed.tokens, (token) => ids.get(token) ?? UNK);
  return {
    stream,
    unknown: stream.reduce((n, id) => (id === UNK ? n + 1 : n), 0),
    characters: countCodePoints(placed.text),
    text: placed.text,
    begins: placed.begins,
    ends: placed.ends,
    cut: placed.cut,
  };
}
