/** Data sets: what a perceptron learns from when it is not a text. Plain data, as everything that crosses a process. */
import type { GeneratedSettings } from '../datasets/generated/registry.ts';
import type { TableEncoding } from '../datasets/table/encoding.ts';
import type { Separator } from '../datasets/table/separator.ts';
import type { TableProfile } from '../datasets/table/table-profile.ts';
import type { TablePlan } from '../datasets/table/table-reader.ts';
import type { MlpShape } from '../kernels/mlp/contract.ts';
import type { Encoding, Split } from '../text/settings.ts';
import type { LibraryEntry } from './entities.ts';
import type { PicturesPlan } from './data-requests.ts';

export interface DataSetEntry extends LibraryEntry {
  /** File names, or the name of the generator. */
  readonly origin: string;
  readonly createdAt: number;
  readonly bytes: number;
  /** SHA-256 of the sources' bytes, or of the generator's settings. */
  readonly contentHash: string;
  readonly description: DataSetDescription;
  /** Examples in each part. */
  readonly counts: Readonly<Record<Split, number>>;
  /** S_0 */
  readonly inputs: number;
  /** [S_0]; empty for pictures. */
  readonly inputNames: readonly string[];
  /** Classes with their names, or numbers to predict with theirs. */
  readonly targets: { readonly kind: 'classes' | 'values'; readonly names: readonly string[] };
  /** Sentences for a person: what was filled in or left out. */
  readonly warnings: readonly string[];
}

export type DataSetDescription =
  | { readonly kind: 'generated'; readonly settings: GeneratedSettings }
  | {
      readonly kind: 'table';
      readonly separator: Separator;
      readonly textEncoding: Encoding;
      readonly plan: TablePlan;
      readonly encoding: TableEncoding;
      /** Rows left out for missing values. */
      readonly dropped: number;
    }
  | { readonly kind: 'pictures'; readonly height: number; readonly width: number; readonly plan: PicturesPlan };

/** Examples as a network sees them. */
export interface ShownExamples {
  readonly count: number;
  /** [count, S_0] */
  readonly inputs: readonly number[];
  /** [count]; null: numbers are predicted. */
  readonly classes: readonly number[] | null;
  /** [count, C]; null: a class is predicted. */
  readonly values: readonly number[] | null;
}

/** What the beginnings of the sources give. */
export type DataSetPreview =
  | { readonly kind: 'generated'; readonly inputNames: readonly string[]; readonly examples: ShownExamples }
  | {
      readonly kind: 'table';
      readonly separator: Separator;
      readonly textEncoding: Encoding;
      readonly bytes: number;
      readonly bytesRead: number;
      /** Of the rows that were read. */
      readonly profile: TableProfile;
      /** null: no column can be predicted; `problem` says why. */
      readonly suggested: TablePlan | null;
      readonly problem: string;
      /** The first rows as they stand, the header left out. */
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: 'pictures';
      readonly height: number;
      readonly width: number;
      readonly count: number;
      /** null: no files for the test were given. */
      readonly testCount: number | null;
      readonly classes: number;
      /** The first ones. */
      readonly examples: ShownExamples;
    };

/** How good a perceptron is on a part of its data. */
export interface PerceptronFigures {
  /** Mean C per example, without the decay's part. */
  readonly loss: number;
  /** Share of examples whose class is the predicted one; null in regression. */
  readonly accuracy: number | null;
  /** In units of the standardised target where a table's was standardised; null in classification. */
  readonly rootMeanSquaredError: number | null;
}

/** The weights of a run as they are now, to be drawn and computed with in the page. */
export interface PerceptronNetwork {
  readonly shape: MlpShape;
  /** [L], W^l row-major [S_l, S_{l-1}]. */
  readonly weights: readonly (readonly number[])[];
  /** [L], b^l [S_l]. */
  readonly biases: readonly (readonly number[])[];
  readonly epoch: number;
  readonly step: number;
}

/** Examples with a network's answers. */
export interface PredictedExamples {
  /** Of all that match. */
  readonly total: number;
  /** [count], place of each in its part. */
  readonly places: readonly number[];
  readonly examples: ShownExamples;
  /** [count, S_L], a^L. */
  readonly outputs: readonly number[];
}

/** What a perceptron's run would cost here. */
export interface PerceptronEstimate {
  readonly shape: MlpShape;
  readonly parameters: number;
  readonly memoryBytes: number;
  readonly checkpointBytes: number;
  readonly trainExamples: number;
  readonly examplesPerSecond: number;
  /** All epochs, evaluations included. */
  readonly seconds: number;
  /** Another run was training meanwhile, so that this one would be faster alone. */
  readonly shared: boolean;
}
