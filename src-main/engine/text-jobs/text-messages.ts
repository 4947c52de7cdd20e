/** What the engine asks of a text thread, and what it hears back. A thread does one job at a time. */
import type {
  Corpus,
  CorpusPreview,
  CorpusStatistics,
  ErrorPayload,
  EvaluationFigures,
  Events,
  SampleText,
} from '#shared/protocol/index.ts';
import type { FileRole } from '#shared/text/division.ts';
import type { SentenceRule, TextSettings } from '#shared/text/settings.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';
import type { DataSetImportOrder, DataSetPreviewOrder, DataSetResults } from '../data-set-jobs/data-set-messages.ts';
import type { KernelChoice } from '../kernel-choice.ts';
import type {
  PerceptronResults,
  PerceptronSpeedOrder,
  PicturesOrder,
  RowsOrder,
} from '../perceptron-jobs/perceptron-messages.ts';

/** A source, a file with its path: these never cross to a door. */
export type TextSource =
  | { readonly kind: 'file'; readonly path: string; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'sample'; readonly sample: SampleText };

export interface TextPart {
  readonly source: TextSource;
  readonly role: FileRole;
}

export interface ImportOrder {
  readonly job: 'import';
  readonly dataFolder: string;
  readonly name: string;
  readonly parts: readonly TextPart[];
  readonly settings: TextSettings;
  /** An Int32: not 0 when the import is to be cancelled. */
  readonly cancelled: SharedArrayBuffer;
}

export interface PreviewOrder {
  readonly job: 'preview';
  readonly parts: readonly TextPart[];
  readonly settings: TextSettings;
  /** Seed of a drawing of sentences; null: the first ones. */
  readonly draw: number | null;
}

export interface BaselinesOrder {
  readonly job: 'baselines';
  readonly dataFolder: string;
  readonly corpus: number;
  /** The vocabulary whose first `size` tokens are known. */
  readonly vocabulary: number;
  readonly size: number;
}

export interface StatisticsOrder {
  readonly job: 'statistics';
  readonly dataFolder: string;
  readonly corpus: number;
}

export interface EncodeOrder {
  readonly job: 'encode';
  readonly source: TextSource;
  readonly settings: TextSettings;
  /** The model's vocabulary. */
  readonly tokens: readonly string[];
}

export interface PlaceOrder {
  readonly job: 'place';
  readonly source: TextSource;
  readonly settings: TextSettings;
  readonly sentenceRule: SentenceRule;
  /** The model's vocabulary. */
  readonly tokens: readonly string[];
  /** Tokens to read at most, sentence ends included. */
  readonly most: number;
}

export interface TrigramOrder {
  readonly job: 'trigram';
  readonly dataFolder: string;
  readonly corpus: number;
  /** The vocabulary whose first `size` tokens are known. */
  readonly vocabulary: number;
  /** The run that brought it; null: it is the text's. Its number is never given again, as that of a vocabulary is. */
  readonly owner: number | null;
  readonly size: number;
  /** What to score, in ids of that vocabulary. */
  readonly stream: Uint32Array<ArrayBuffer>;
  readonly characters: number;
}

export interface SpeedOrder {
  readonly job: 'speed';
  readonly dataFolder: string;
  readonly corpus: number;
  /** K */
  readonly vocabulary: number;
  readonly settings: TrainingSettings;
  readonly kernels: KernelChoice;
}

/** Seconds for one token. */
export interface Speed {
  readonly trainSeconds: number;
  readonly evaluateSeconds: number;
  /** When it writes by itself. */
  readonly writeSeconds: number;
}

export type TextOrder =
  | ImportOrder
  | PreviewOrder
  | BaselinesOrder
  | StatisticsOrder
  | EncodeOrder
  | PlaceOrder
  | TrigramOrder
  | SpeedOrder
  | DataSetImportOrder
  | DataSetPreviewOrder
  | RowsOrder
  | PicturesOrder
  | PerceptronSpeedOrder;

/** A text in a model's own ids. */
export interface EncodedForModel {
  /** Each sentence, or the running text as a whole, ended by `</s>`. */
  readonly stream: Uint32Array<ArrayBuffer>;
  readonly characters: number;
  /** Tokens, sentence ends aside, that the model does not know. */
  readonly unknown: number;
}

/** A text in a model's own ids, with the place of each token in it. */
export interface PlacedForModel extends EncodedForModel {
  /** Decoded and normalised, as far as it was read. */
  readonly text: string;
  /** [n] UTF-16 offsets; a sentence's end is empty. */
  readonly begins: Uint32Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
  /** There were more tokens. */
  readonly cut: boolean;
}

export interface TextResults extends DataSetResults, PerceptronResults {
  readonly import: Pick<Corpus, 'id'>;
  readonly preview: CorpusPreview;
  readonly baselines: null;
  readonly statistics: CorpusStatistics;
  readonly encode: EncodedForModel;
  readonly place: PlacedForModel;
  readonly speed: Speed;
  /** null when there is nothing to score. */
  readonly trigram: EvaluationFigures | null;
}

export type Progress = Omit<Events['import-progress'], 'importId'>;

export type FromTextThread =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: ErrorPayload };
