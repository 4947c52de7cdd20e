/** A scored text in pieces that are drawn one after another, so that a long one keeps the page smooth. */
import type { ScoredToken } from '#shared/protocol/entities.ts';
import type { SentenceRule } from '#shared/text/settings.ts';

export interface ScoreChunk {
  /** Index of its first token. */
  readonly from: number;
  readonly tokens: readonly ScoredToken[];
  readonly characters: number;
}

/** A chunk ends at the first paragraph after FEW tokens, at the first sentence after MANY, anywhere after MOST. */
const FEW = 60;
const MANY = 120;
const MOST = 240;

export function scoreChunks(tokens: readonly ScoredToken[]): ScoreChunk[] {
  const chunks: ScoreChunk[] = [];
  let from = 0;
  let characters = 0;
  const end = (to: number): void => {
    if (to > from) chunks.push({ from, tokens: tokens.slice(from, to), characters });
    from = to;
    characters = 0;
  };
  tokens.forEach((token, i) => {
    const size = i - from;
    const paragraph = lineBreaks(token.before) > 1 || tokens[i - 1]?.text === '\n';
    const sentence = tokens[i - 1]?.text === '';
    if ((size >= FEW && paragraph) || (size >= MANY && (sentence || paragraph)) || size >= MOST) end(i);
    characters += token.before.length + token.text.length;
  });
  end(tokens.length);
  return chunks;
}

/** Each token of a chunk as it is shown, and what is shown before it. */
export function shownTokens({ tokens }: ScoreChunk, rule: SentenceRule): { gap: string; text: string }[] {
  return tokens.map(({ text, before }, i) => {
    const last = tokens[i - 1];
    const gap = shownGap(before, rule, last !== undefined && endsWide(last.text || (tokens[i - 2]?.text ?? '')));
    return {
      // a chunk is a paragraph of its own
      gap: i === 0 ? gap.trimStart() : gap,
      text: text === '\n' ? '↵\n' : text,
    };
  });
}

/**
 * What stands between two tokens, as it is shown. Where sentences are found by punctuation a single line break only
 * wraps a line, so that it becomes a space (nothing between Chinese characters).
 */
export function shownGap(before: string, rule: SentenceRule, afterWide: boolean): string {
  const breaks = lineBreaks(before);
  if (breaks === 0) return before;
  if (breaks === 1 && rule === 'segment') return afterWide ? '' : ' ';
  return '\n'.repeat(Math.min(2, breaks));
}

const lineBreaks = (text: string): number => text.match(/\r\n?|\n/g)?.length ?? 0;

/** Whether a token ends in a character of a script that is written without spaces. */
export const endsWide = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]$/u.test(text);
