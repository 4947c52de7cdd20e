/** Tokens back to text that reads well, for samples. What the token rule threw away (the white space) is guessed. */
import { codePointBefore, isCjk } from './scripts.ts';
import type { TokenRule } from './settings.ts';

/** @param tokens of one sentence or of running text, in which "\n" is a line break; without `<s>` and `</s>` */
export function detokenise(tokens: readonly string[], rule: TokenRule): string {
  if (rule === 'character') return tokens.join('');
  const spaceBetween = rule === 'word' ? new WordSpacing() : { next: () => true };
  let text = '';
  // Told from the token: to look at the text's own end, again and again, takes time that grows with its square.
  let atLineStart = true;
  for (const token of tokens) {
    const space = spaceBetween.next(token);
    text += space && !atLineStart && token !== '\n' ? ` ${token}` : token;
    if (token !== '') atLineStart = token.endsWith('\n');
  }
  return text;
}

const NO_SPACE_BEFORE = /^(?:[.,;:!?%…‰°’”»›)\]}—/\u2010\u2011-]|\p{M})/u;
const NO_SPACE_AFTER = /[“‘„‚«‹([{¿¡#@$£€¥—/\u2010\u2011-]$/u;
/** An apostrophe after these is no quotation mark: "the boys' books". Short words that often stand before one are left out. */
const PLURAL = /^(?!(?:is|was|as|has|his|its|this|us|says|does|yes)$)[\p{L}\p{N}]+s$/iu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]$/u;
/** Scripts written without spaces between words, beside Han and kana. */
const SPACELESS = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Chinese and Western text share these; after Chinese they are spaced as its own punctuation is. */
const SHARED_PUNCTUATION = /^[…—“”‘’]$/;

/** Whether a space stands before the next token. Remembers which straight quotes are open. */
class WordSpacing {
  #previous = '\n';
  /** The straight quote that came last opened something, so that nothing stands between it and what follows. */
  #afterOpening = false;
  readonly #open = { '"': false, "'": false };

  next(token: string): boolean {
    const space = this.#spaceBefore(token);
    const inChinese = SHARED_PUNCTUATION.test(token) && isCjk(codePointBefore(this.#previous, this.#previous.length));
    this.#previous = inChinese ? '，' : token;
    if (token === '\n') this.#open['"'] = this.#open["'"] = false;
    return space;
  }

  #spaceBefore(token: string): boolean {
    const previous = this.#previous;
    const opened = this.#afterOpening;
    this.#afterOpening = false;
    if (token === "'" && !this.#open[token] && PLURAL.test(previous)) return false;
    if (token === '"' || token === "'") {
      const opens = (this.#open[token] = !this.#open[token]);
      this.#afterOpening = opens;
      return opens && !opened && spaceBetween(previous, 'a');
    }
    if (opened) return false;
    return spaceBetween(previous, token);
  }
}

function spaceBetween(previous: string, token: string): boolean {
  const before = codePointBefore(previous, previous.length);
  const after = token.codePointAt(0)!;
  const cjkBefore = isCjk(before);
  const cjkAfter = isCjk(after);
  if (cjkBefore || cjkAfter) {
    // 中文 and Latin words are set apart by a space, digits and punctuation are not.
    const other = String.fromCodePoint(cjkBefore ? after : before);
    const han = String.fromCodePoint(cjkBefore ? before : after);
    return cjkBefore !== cjkAfter && /\p{L}/u.test(other) && /\p{L}/u.test(han);
  }
  if (SPACELESS.test(String.fromCodePoint(before)) && SPACELESS.test(token)) return false;
  if (token === '-' && !LETTER_OR_DIGIT.test(previous) && previous !== '-') return true; // -5, - item
  if (token === '–' && /\p{N}$/u.test(previous)) return false; // 1990–2000
  if (NO_SPACE_BEFORE.test(token) || NO_SPACE_AFTER.test(previous)) return false;
  if ((previous === ':' || previous === '–') && /^\p{N}/u.test(token)) return previous === ':';
  return true;
}
