/** Why a text cannot become a corpus, with a sentence that says what to do next. */
export type TextErrorKind =
  | 'empty' // no bytes at all
  | 'blank' // white space only
  | 'binary' // not text
  | 'too-little' // nothing to learn from
  | 'no-train' // no file or sentence for the training part
  | 'too-large'
  | 'cancelled';

export class TextError extends Error {
  readonly kind: TextErrorKind;
  constructor(kind: TextErrorKind, message: string) {
    super(message);
    this.name = 'TextError';
    this.kind = kind;
  }
}
