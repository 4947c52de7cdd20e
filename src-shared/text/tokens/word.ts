/**
 * Rule `word`: the Unicode word boundaries (UAX #29, with dictionaries for Chinese, Japanese, Thai and their like),
 * without the white space; punctuation marks are tokens of their own. A literal `<unk>` stays whole.
 */
import { SPECIAL_TOKENS, UNK } from '../settings.ts';
import { isWhiteSpace, trimWhiteSpace } from '../white-space.ts';
import { latinWords } from './latin-words.ts';
import type { Tokeniser } from './tokeniser.ts';

// Not 'und': that means the computer's own language, and the boundaries must be the same everywhere. The rules of 'zh'
// are Unicode's root rules, with the dictionaries for all languages.
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const UNKNOWN = SPECIAL_TOKENS[UNK];

export const word: Tokeniser = (text, emit) => {
  let begin = 0;
  for (let at = text.indexOf(UNKNOWN); at >= 0; at = text.indexOf(UNKNOWN, begin)) {
    words(text.slice(begin, at), emit);
    emit(UNKNOWN);
    begin = at + UNKNOWN.length;
  }
  words(begin === 0 ? text : text.slice(begin), emit);
};

function words(text: string, emit: (token: string) => void): void {
  if (latinWords(text, emit)) return;
  for (const { segment } of segmenter.segment(text)) {
    // A mark that combines with a space: the space is no part of the token.
    const token = isWhiteSpace(segment.charCodeAt(0)) ? trimWhiteSpace(segment) : segment;
    if (token.length > 0) emit(token);
  }
}
