/** Cuts a stream of text into lines, and lines that are too long for memory or for segmentation into pieces. */
import { isLowSurrogate } from './code-points.ts';
import { isWhiteSpace } from './white-space.ts';

/** UTF-16 units; a line up to this length is one piece. */
export const LONGEST_PIECE = 16_384;

/** @param piece its LF included   @param last false: the line goes on in the next piece */
export type OnLinePiece = (piece: string, last: boolean) => void;

export class LinePieces {
  readonly #onPiece: OnLinePiece;
  /** Of the line that has not ended yet. */
  #pending = '';

  constructor(onPiece: OnLinePiece) {
    this.#onPiece = onPiece;
  }

  push(text: string): void {
    let begin = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
      this.#pending += text.slice(begin, end + 1);
      begin = end + 1;
      this.#emitLongPieces();
      this.#onPiece(this.#pending, true);
      this.#pending = '';
    }
    this.#pending += text.slice(begin);
    this.#emitLongPieces();
  }

  /** The text is over: its last line may have no LF. */
  end(): void {
    if (this.#pending.length > 0) this.#onPiece(this.#pending, true);
    this.#pending = '';
  }

  #emitLongPieces(): void {
    if (this.#pending.length <= LONGEST_PIECE) return;
    const line = this.#pending;
    let begin = 0;
    while (line.length - begin > LONGEST_PIECE) {
      const cut = safeCut(line, begin, begin + LONGEST_PIECE);
      this.#onPiece(line.slice(begin, cut), false);
      begin = cut;
    }
    this.#pending = line.slice(begin);
  }
}

const CJK_STOPS = '。！？；，、';
const ATTACHED = /[\p{M}\u200d]/u;

/**
 * Where a piece that begins at `begin` may end, at most at `limit` (inside the text): after white space, else after
 * Chinese punctuation, else between two characters that do not belong together. Depends on the text alone, not on the
 * chunks that it came in.
 */
function safeCut(text: string, begin: number, limit: number): number {
  const earliest = begin + (LONGEST_PIECE >> 1);
  for (let i = limit; i > earliest; i--) if (isWhiteSpace(text.charCodeAt(i - 1))) return i;
  for (let i = limit; i > earliest; i--) if (CJK_STOPS.includes(text.charAt(i - 1))) return i;
  for (let i = limit; i > earliest; i--)
    if (!isLowSurrogate(text.charCodeAt(i)) && !ATTACHED.test(text.charAt(i)) && text.charCodeAt(i - 1) !== 0x200d)
      return i;
  return isLowSurrogate(text.charCodeAt(limit)) ? limit - 1 : limit;
}
