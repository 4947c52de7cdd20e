/**
 * The engine speaks English, in whole sentences: to the terminal, the log and the library. A window in another language
 * finds each one by its pattern, in which {0}, {1}, … stand for names and numbers, and says it in that language.
 */

export type SentencePair = readonly [english: string, other: string];
export type Translate = (sentence: string) => string;

const PLACE = /\{(\d)\}/g;
const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function patternOf(english: string): RegExp {
  const parts = english.split(PLACE);
  return new RegExp(`^${parts.map((part, i) => (i % 2 === 0 ? quoted(part) : '(.+?)')).join('')}$`, 's');
}

/** What no pattern knows stays as it is: better a sentence in English than none. */
export function translator(pairs: readonly SentencePair[]): Translate {
  // the more of a pattern is fixed, the more it says: it is tried first
  const patterns = pairs
    .map(([english, other]) => ({
      pattern: patternOf(english),
      order: [...english.matchAll(PLACE)].map(([, place]) => Number(place)),
      fixed: english.replace(PLACE, '').length,
      other,
    }))
    .sort((a, b) => b.fixed - a.fixed);
  const translate: Translate = (sentence) => {
    for (const { pattern, order, other } of patterns) {
      const found = pattern.exec(sentence);
      if (!found) continue;
      // what stands in a place may be a sentence itself
      return other.replace(PLACE, (_, place: string) => translate(found[order.indexOf(Number(place)) + 1] ?? ''));
    }
    return sentence;
  };
  return translate;
}
