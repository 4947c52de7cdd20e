/** What the engine asks of a thread about perceptrons. */
import type { Examples } from '#shared/datasets/examples.ts';
import type { MlpShape } from '#shared/kernels/mlp/contract.ts';
import type { MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import type { LocatedPictures } from '../data-set-jobs/data-set-messages.ts';
import type { TableReading } from '../data-set-jobs/table-rows.ts';
import type { KernelChoice } from '../kernel-choice.ts';
import type { TextSource } from '../text-jobs/text-messages.ts';

export interface RowsOrder extends TableReading {
  readonly job: 'table-rows';
  readonly source: TextSource;
}

/** A small table as it stands, blank rows left out. */
export interface RowsOfTable {
  readonly rows: readonly (readonly string[])[];
  /** Of each row, in the file. */
  readonly numbers: Uint32Array;
}

export interface PicturesOrder extends LocatedPictures {
  readonly job: 'labelled-pictures';
  readonly classes: number;
}

export interface PerceptronSpeedOrder {
  readonly job: 'perceptron-speed';
  readonly dataFolder: string;
  readonly dataSet: number;
  readonly shape: MlpShape;
  readonly settings: Pick<MlpTrainingSettings, 'batchSize' | 'momentum'>;
  readonly kernels: KernelChoice;
}

/** Seconds for one example. */
export interface PerceptronSpeed {
  readonly trainSeconds: number;
  readonly evaluateSeconds: number;
}

export interface PerceptronResults {
  readonly 'table-rows': RowsOfTable;
  readonly 'labelled-pictures': Examples;
  readonly 'perceptron-speed': PerceptronSpeed;
}
