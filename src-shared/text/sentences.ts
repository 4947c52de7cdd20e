/** A stream of normalised text to sentences, by the three sentence rules. */
import { countCodePoints } from './code-points.ts';
import { LinePieces } from './line-pieces.ts';
import { ParagraphCutter } from './paragraphs.ts';
import type { SentenceRule } from './settings.ts';
import { isBlank } from './white-space.ts';

/**
 * Receives the text in order. The `characters` of all calls sum to the code points of the whole text.
 */
export interface SentenceSink {
  /**
   * A sentence, or a piece of one. Running text comes in pieces that end after each LF, none of which is the last.
   * @param characters code points of the source that it stands for, with the line break or white space that follows it
   * @param last the sentence ends here; false: the next call continues it
   */
  sentence(text: string, characters: number, last: boolean): void;
  /** White space between sentences; it counts as part of the one before it. @param lines blank lines in it */
  blank(characters: number, lines: number): void;
}

export interface SentenceCutter {
  push(text: string): void;
  /** End of the file, and so of its last sentence. */
  end(): void;
}

/** @param rule no longer `auto`: see choose-sentence-rule.ts */
export function sentenceCutter(rule: SentenceRule, sink: SentenceSink): SentenceCutter {
  switch (rule) {
    case 'line':
      return lineCutter(sink);
    case 'running':
      return new LinePieces((piece) => sink.sentence(piece, countCodePoints(piece), false));
    case 'segment':
      return new ParagraphCutter(sink);
  }
}

/** One sentence a line, cut at LF only; blank lines are none. */
function lineCutter(sink: SentenceSink): SentenceCutter {
  let inside = false;
  return new LinePieces((piece, last) => {
    const characters = countCodePoints(piece);
    if (!inside && last && isBlank(piece)) {
      sink.blank(characters, 1);
      return;
    }
    sink.sentence(piece.endsWith('\n') ? piece.slice(0, -1) : piece, characters, last);
    inside = !last;
  });
}
