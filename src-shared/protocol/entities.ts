/** What the store holds and the doors show. Plain data: numbers, strings, arrays; times are milliseconds since 1970. */
import type { Encoding, SentenceRule, Split, TextSettings } from '../text/settings.ts';
import type { TrainingSettings } from '../training/settings.ts';

export interface SplitCounts {
  readonly sentences: number;
  /** Without the sentence ends. */
  readonly tokens: number;
  /** Unicode code points of the normalised text. */
  readonly characters: number;
}

export interface Corpus {
  readonly id: number;
  readonly name: string;
  /** File names, "pasted text" or "standard input". */
  readonly origin: string;
  readonly createdAt: number;
  readonly bytes: number;
  /** SHA-256 of the source's bytes. */
  readonly contentHash: string;
  readonly settings: TextSettings;
  /** What `auto` turned out to be. */
  readonly encoding: Encoding;
  readonly sentenceRule: SentenceRule;
  readonly counts: Readonly<Record<Split, SplitCounts>>;
  /** Distinct tokens, the three special ones included. */
  readonly types: number;
  /** Sentences for a person: what was repaired, cut or left out. */
  readonly warnings: readonly string[];
}

export const RUN_STATUSES = [
  'queued',
  'running',
  'paused',
  'completed', // all epochs done
  'early-stop', // the schedule saw no more gain
  'stopped', // by the user; can be resumed
  'interrupted', // its process died; can be resumed
  'failed', // the loss was not finite
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export interface EvaluationFigures {
  /** Mean cross-entropy, nats per predicted token, `</s>` included. */
  readonly loss: number;
  readonly perplexity: number;
  readonly bitsPerCharacter: number;
}

export interface Run {
  readonly id: number;
  readonly name: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly status: RunStatus;
  /** Why it ended or failed, as a sentence; empty while all is well. */
  readonly message: string;
  /** null for weights that were imported without a text. */
  readonly corpusId: number | null;
  readonly createdAt: number;
  readonly settings: TrainingSettings;
  /** The effective K, which may be below the settings' when the text has fewer types. */
  readonly vocabulary: number;
  readonly parameters: number;
  /** Predicted tokens in one epoch. */
  readonly trainTokens: number;
  readonly kernels: string;
  readonly programVersion: string;
  readonly progress: RunProgress;
  readonly best: (EvaluationFigures & { readonly epoch: number; readonly step: number }) | null;
  /** A few dozen train losses, for the sparkline. */
  readonly sparkline: readonly number[];
}

export interface RunProgress {
  /** Counted from 0; equals settings.epochs when all are done. */
  readonly epoch: number;
  readonly step: number;
  /** Predicted tokens so far, over all epochs. */
  readonly tokens: number;
  /** Training time so far, pauses left out. */
  readonly seconds: number;
  /** null when not training. */
  readonly secondsLeft: number | null;
  /** When the last checkpoint was written. */
  readonly checkpointAt: number | null;
}

export interface MetricRow {
  /** Grows by one with each row of a run; ask for rows after the last one you have. */
  readonly index: number;
  readonly epoch: number;
  readonly step: number;
  readonly tokens: number;
  readonly seconds: number;
  /** Nats per predicted token since the last row. */
  readonly loss: number;
  readonly learningRate: number;
  readonly tokensPerSecond: number;
  /** Of the row's last sequence, before clipping. */
  readonly normIn: number;
  readonly normRec: number;
  readonly normOut: number;
}

export interface EvaluationRow extends EvaluationFigures {
  readonly epoch: number;
  readonly step: number;
  readonly tokens: number;
  readonly seconds: number;
  readonly split: 'validation' | 'test';
  /** The best validation loss so far. */
  readonly best: boolean;
}

export interface Baselines {
  readonly unigram: EvaluationFigures;
  readonly bigram: EvaluationFigures;
  readonly trigram: EvaluationFigures;
}

export interface Sample {
  readonly text: string;
  readonly tokens: readonly string[];
  readonly seed: number;
  /** Prompt tokens that the vocabulary does not know. */
  readonly unknown: readonly string[];
}

export interface VocabularyEntry {
  readonly rank: number;
  readonly token: string;
  /** In the training part. */
  readonly count: number;
}

export interface PreviewSentence {
  readonly number: number;
  readonly tokens: readonly string[];
  /** For each token: outside the K most frequent of what was read so far. */
  readonly unknown: readonly boolean[];
}

export interface CorpusPreview {
  readonly encoding: Encoding;
  readonly sentenceRule: SentenceRule;
  readonly bytes: number;
  /** The preview read only the beginning of the source. */
  readonly partial: boolean;
  readonly sentences: readonly PreviewSentence[];
  readonly counts: SplitCounts;
  readonly types: number;
  readonly seenOnce: number;
  /** Share of tokens outside the vocabulary, 0 to 1. */
  readonly unknownShare: number;
  /** Share of tokens covered by the k most frequent, for growing k. */
  readonly coverage: readonly { readonly k: number; readonly share: number }[];
  readonly warnings: readonly string[];
}

export interface TokenScore {
  readonly token: string;
  readonly probability: number;
}

export interface EngineInfo {
  readonly version: string;
  readonly dataFolder: string;
  /** Which kernels train here, and a sentence why if it is not the fastest. */
  readonly kernels: string;
  readonly kernelsNote: string;
}
