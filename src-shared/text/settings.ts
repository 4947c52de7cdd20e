/** Everything that decides how a text file becomes tokens. Stored with the corpus; the same settings give the same corpus. */
import * as v from 'valibot';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const SENTENCE_RULES = ['line', 'segment', 'running'] as const;
/**
 * - `line`: one sentence a line.
 * - `segment`: lines of a paragraph are joined, then cut at Unicode sentence boundaries (。！？ included).
 * - `running`: no sentences; one running text in which a line break is a token (for fixed windows).
 */
export type SentenceRule = (typeof SENTENCE_RULES)[number];

export const TOKEN_RULES = ['word', 'character', 'whitespace'] as const;
/**
 * - `word`: Unicode word boundaries, punctuation as tokens of its own, Chinese, Japanese, Thai by dictionary.
 * - `character`: grapheme clusters.
 * - `whitespace`: what stands between white space, as it stands.
 */
export type TokenRule = (typeof TOKEN_RULES)[number];

const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

export const TextSettingsSchema = v.object({
  encoding: v.picklist(['auto', ...ENCODINGS]),
  normalise: v.picklist(['NFC', 'none']),
  lowercase: v.boolean(),
  /** `auto` looks at the text and chooses `line` or `segment`. */
  sentences: v.picklist(['auto', ...SENTENCE_RULES]),
  tokens: v.picklist(TOKEN_RULES),
  /** Shares of the sentences, in percent; they sum to 100. Running text is cut into three contiguous parts. */
  split: v.pipe(
    v.object({ train: percent, validation: percent, test: percent }),
    v.check(
      (s) => Math.abs(s.train + s.validation + s.test - 100) < 1e-9 && s.train > 0,
      'The shares of train, validation and test must sum to 100, and train must be above 0.',
    ),
  ),
  /** Seeds the choice of which sentence goes to which part. */
  splitSeed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
});
export type TextSettings = v.InferOutput<typeof TextSettingsSchema>;

export const DEFAULT_TEXT_SETTINGS: TextSettings = {
  encoding: 'auto',
  normalise: 'NFC',
  lowercase: false,
  sentences: 'auto',
  tokens: 'word',
  split: { train: 90, validation: 5, test: 5 },
  splitSeed: 1,
};

export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** Ids of the three tokens that every vocabulary begins with. */
export const UNK = 0;
export const SENTENCE_START = 1;
export const SENTENCE_END = 2;
export const SPECIAL_TOKENS = ['<unk>', '<s>', '</s>'] as const;
