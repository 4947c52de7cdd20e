/** A stream of normalised text to sentences, by the three sentence rules. */
import { countCodePoints } from './code-points.ts';
import { LinePieces } from './line-pieces.ts';
import { ParagraphCutter } from './paragraphs.ts';
import type { SentenceCutter, SentenceSink } from './sentence-cutter.ts';
import type { SentenceRule } from './settings.ts';
import { isBlank } from './white-space.ts';

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
