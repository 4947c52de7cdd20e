/** What the store holds and the doors show. Plain data: numbers, strings, arrays; times are milliseconds since 1970. */
import type { MlpShape } from '../kernels/mlp/contract.ts';
import type { Encoding, SentenceRule, Split, TextSettings } from '../text/settings.ts';
import type { MlpTrainingSettings } from '../training/mlp/settings.ts';
import type { TrainingSettings } from '../training/settings.ts';
import type { PerceptronFigures } from './data-entities.ts';
import type { RunSamples, SamplingSettings } from './requests.ts';

export interface SplitCounts {
  readonly sentences: number;
  /** Without the sentence ends. */
  readonly tokens: number;
  /** Unicode code points of the normalised text. */
  readonly characters: number;
}

/** What both texts and runs have in the library. */
export interface LibraryEntry {
  readonly id: number;
  readonly name: string;
  readonly notes: string;
  readonly tags: readonly string[];
  /** Put away, out of the usual list. */
  readonly archived: boolean;
  /** When it was put into the trash; null: it is not there. */
  readonly trashedAt: number | null;
}

export interface Corpus extends LibraryEntry {
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
  /** Of a text that a known grammar wrote: what no model can beat. */
  readonly floor: Floor | null;
}

/** The exact entropy of the grammar that wrote a text. */
export interface Floor extends EvaluationFigures {
  /** The grammar's own cross-entropy on each part: chance puts it a little above or below the entropy. */
  readonly parts: Readonly<Record<Split, EvaluationFigures | null>>;
}

/** Of a whole text, for its plots; sampled at growing steps where a line is long. */
export interface CorpusStatistics {
  /** Counts by rank in all parts, special tokens left out; rank 1 is the most frequent. */
  readonly rankFrequency: readonly { readonly rank: number; readonly count: number }[];
  /** Share of tokens covered by a vocabulary of k, special tokens included in k. */
  readonly coverage: readonly { readonly k: number; readonly share: number }[];
  /** Sentences by their tokens, without the end: `from` to `to`, both included. Empty for running text. */
  readonly lengths: readonly { readonly from: number; readonly to: number; readonly sentences: number }[];
  readonly meanLength: number;
  readonly medianLength: number;
  readonly longest: number;
  readonly seenOnce: number;
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

/** What runs of both families have. */
interface AnyRun extends LibraryEntry {
  readonly status: RunStatus;
  /** Why it ended or failed, as a sentence; empty while all is well. */
  readonly message: string;
  readonly createdAt: number;
  readonly parameters: number;
  /** Predictions in one epoch: tokens of a text, sentence ends included; examples of a data set. */
  readonly trainTokens: number;
  readonly kernels: string;
  readonly programVersion: string;
  readonly progress: RunProgress;
  /** A few dozen train losses, for the sparkline. */
  readonly sparkline: readonly number[];
}

/** Where the best validation was. */
interface BestPlace {
  readonly epoch: number;
  readonly step: number;
}

/** A language model that learns from a text. */
export interface LanguageRun extends AnyRun {
  readonly family: 'language';
  /** null for weights that were imported without a text. */
  readonly corpusId: number | null;
  readonly settings: TrainingSettings;
  /** What it writes after each evaluation. */
  readonly samples: RunSamples;
  /** The effective K, which may be below the settings' when the text has fewer types. */
  readonly vocabulary: number;
  readonly best: (EvaluationFigures & BestPlace) | null;
}

/** A multi-layer perceptron that learns from a data set. */
export interface PerceptronRun extends AnyRun {
  readonly family: 'perceptron';
  /** null for weights that were imported. */
  readonly dataSetId: number | null;
  readonly settings: MlpTrainingSettings;
  readonly shape: MlpShape;
  readonly best: (PerceptronFigures & BestPlace) | null;
}

export type Run = LanguageRun | PerceptronRun;

export interface RunProgress {
  /** Counted from 0; equals settings.epochs when all are done. */
  readonly epoch: number;
  readonly step: number;
  /** Predictions so far, over all epochs: tokens of a text, examples of a data set. */
  readonly tokens: number;
  /** Training time so far, pauses left out. */
  readonly seconds: number;
  /** null when not training. */
  readonly secondsLeft: number | null;
  /** When the last checkpoint was written. */
  readonly checkpointAt: number | null;
  /** Index of the last metric row; 0 before the first. */
  readonly lastMetric: number;
}

/** What happened to a run besides its training: dotted lines in its charts. */
export type RunEvent = {
  readonly at: number;
  readonly epoch: number;
  readonly step: number;
  readonly tokens: number;
  readonly seconds: number;
} & (
  | { readonly kind: 'rate-set' | 'rate-halved'; readonly from: number; readonly to: number }
  /** Went on after a stop, an interruption or a failure. */
  | { readonly kind: 'resumed' }
  /** Was given more epochs: so many in all. */
  | { readonly kind: 'continued'; readonly epochs: number }
);

/** What a run would cost here. */
export interface RunEstimate {
  /** The effective K. */
  readonly vocabulary: number;
  readonly parameters: number;
  /** While it trains: weights, gradients, the best so far, the text. */
  readonly memoryBytes: number;
  readonly checkpointBytes: number;
  /** Predicted tokens in one epoch. */
  readonly trainTokens: number;
  /** Measured just now, or a moment ago for the same shape. */
  readonly tokensPerSecond: number;
  /** All epochs, evaluations included. */
  readonly seconds: number;
  /** Another run was training meanwhile, so that this one would be faster alone. */
  readonly shared: boolean;
}

/** A row, or several in a bucket: sums and places of the last, means weighted by tokens. */
export interface MetricRow {
  /** Of the last row in it. Grows by one with each row of a run; ask for rows after the last one you have. */
  readonly index: number;
  /** How many rows it stands for. */
  readonly rows: number;
  /** The lowest and the highest loss among them. */
  readonly lossLow: number;
  readonly lossHigh: number;
  readonly epoch: number;
  readonly step: number;
  readonly tokens: number;
  readonly seconds: number;
  /** Nats per predicted token since the last row. */
  readonly loss: number;
  readonly learningRate: number;
  readonly tokensPerSecond: number;
  /** Of the row's last sequence, before clipping; null: a perceptron's run does not measure them. */
  readonly normIn: number | null;
  readonly normRec: number | null;
  readonly normOut: number | null;
}

interface AnyEvaluationRow {
  readonly epoch: number;
  readonly step: number;
  readonly tokens: number;
  readonly seconds: number;
  readonly split: 'validation' | 'test';
  /** The best validation loss so far. */
  readonly best: boolean;
}

export interface LanguageEvaluationRow extends AnyEvaluationRow, EvaluationFigures {
  readonly family: 'language';
}

export interface PerceptronEvaluationRow extends AnyEvaluationRow, PerceptronFigures {
  readonly family: 'perceptron';
  /** [C, C], row: the class, column: the predicted one; null in regression and where there are very many classes. */
  readonly confusion: readonly number[] | null;
}

export type EvaluationRow = LanguageEvaluationRow | PerceptronEvaluationRow;

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

/** A sample that was kept, with what it was drawn from. */
export interface StoredSample extends Sample {
  readonly id: number;
  readonly createdAt: number;
  /** Of the weights. */
  readonly step: number;
  readonly epoch: number;
  readonly weights: 'best' | 'last';
  readonly prompt: string;
  readonly settings: SamplingSettings;
  /** Written by the run itself at an evaluation: the figures are that evaluation's. */
  readonly evaluation: EvaluationFigures | null;
}

/** A text, token by token, as a model expected it. */
export interface ScoredText extends EvaluationFigures {
  readonly tokens: readonly ScoredToken[];
  readonly unknown: number;
  /** The text had more tokens than are scored. */
  readonly cut: boolean;
  /** The same text by the trigram of the run's own text; null when the run has none. */
  readonly trigram: EvaluationFigures | null;
}

export interface ScoredToken {
  /** As it stands in the text, with nothing around it; empty for a sentence's end. */
  readonly text: string;
  /** What stood between the token before and this one. */
  readonly before: string;
  /** As the model knows it: `<unk>` when it does not, `</s>` at a sentence's end. */
  readonly token: string;
  readonly probability: number;
  /** 1: the model's first choice. */
  readonly rank: number;
  /** Most probable first. */
  readonly alternatives: readonly TokenScore[];
}

export interface VocabularyEntry {
  readonly rank: number;
  readonly token: string;
  /** In the training part. */
  readonly count: number;
  /** Share of the training part's tokens that the vocabulary covers up to this token, 0 to 1. */
  readonly covered: number;
}

export interface PreviewSentence {
  readonly number: number;
  /** Its tokens, as ids of the preview's vocabulary. */
  readonly ids: readonly number[];
}

export interface PreviewSource {
  /** null: it is empty. */
  readonly encoding: Encoding | null;
  readonly invalidSequences: number;
  /** Its first characters, decoded, before it is cut into sentences. */
  readonly beginning: string;
  /** It goes on. */
  readonly more: boolean;
}

/** What the beginnings of the sources give; K is the viewer's choice and is not in it. */
export interface CorpusPreview {
  readonly encoding: Encoding;
  readonly sentenceRule: SentenceRule;
  /** Of all sources. */
  readonly bytes: number;
  readonly bytesRead: number;
  /** In the order of the request's; when there are very many, the first of them. */
  readonly sources: readonly PreviewSource[];
  readonly sentences: readonly PreviewSentence[];
  readonly counts: SplitCounts;
  /** By id: the three special tokens, then the most frequent first. */
  readonly vocabulary: { readonly tokens: readonly string[]; readonly counts: readonly number[] };
  readonly statistics: CorpusStatistics;
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
  readonly logFolder: string;
}
