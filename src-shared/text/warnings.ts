/** What was repaired, cut or left out when a text was read: a code for programs, a sentence for people. */
export type WarningCode =
  | 'invalid-sequences'
  | 'nuls-removed'
  | 'sentences-cut'
  | 'sentence-marks'
  | 'file-empty'
  | 'several-encodings'
  | 'no-validation'
  | 'no-test'
  | 'tiny-text';

export interface TextWarning {
  readonly code: WarningCode;
  readonly message: string;
  /** How often, or 1. */
  readonly count: number;
}

/** What the reader counts on its way. */
export interface ReadingReport {
  invalidSequences: number;
  nulsRemoved: number;
  /** Sentences cut because they had too many tokens. */
  sentencesCut: number;
  /** Most tokens in a sentence. */
  longestAllowed: number;
  /** Literal `<s>` and `</s>`. */
  sentenceMarks: number;
  blankLines: number;
  emptyFiles: string[];
  encodings: Set<string>;
}

const number = (n: number): string => n.toLocaleString('en-US');

export function readingWarnings(report: Readonly<ReadingReport>): TextWarning[] {
  const warnings: TextWarning[] = [];
  const add = (code: WarningCode, count: number, message: string): void => {
    if (count > 0) warnings.push({ code, count, message });
  };
  const { invalidSequences, nulsRemoved, sentencesCut, sentenceMarks, emptyFiles, encodings } = report;
  add(
    'invalid-sequences',
    invalidSequences,
    `${number(invalidSequences)} invalid byte sequence(s) were replaced by U+FFFD: choose another encoding if words look wrong.`,
  );
  add('nuls-removed', nulsRemoved, `${number(nulsRemoved)} NUL character(s) were removed.`);
  add(
    'sentences-cut',
    sentencesCut,
    `${number(sentencesCut)} sentence(s) had more than ${number(report.longestAllowed)} tokens and were cut: check the sentence rule.`,
  );
  add(
    'sentence-marks',
    sentenceMarks,
    `${number(sentenceMarks)} literal <s> or </s> were read as sentence marks, which are added to every sentence anyway.`,
  );
  add('file-empty', emptyFiles.length, `Nothing to read in: ${emptyFiles.join(', ')}.`);
  add(
    'several-encodings',
    encodings.size > 1 ? encodings.size : 0,
    `The files are in different encodings (${[...encodings].join(', ')}): choose one if words look wrong.`,
  );
  return warnings;
}
