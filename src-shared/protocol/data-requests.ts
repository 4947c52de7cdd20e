/** Requests about data sets and the perceptrons that learn from them; what both families share is in requests.ts. */
import * as v from 'valibot';
import { SharesSchema } from '../datasets/dataset.ts';
import { GeneratedSettingsSchema } from '../datasets/generated/registry.ts';
import { SEPARATORS } from '../datasets/table/separator.ts';
import { TablePlanSchema } from '../datasets/table/table-reader.ts';
import { ENCODINGS } from '../text/settings.ts';
import { MlpTrainingSettingsSchema } from '../training/mlp/settings.ts';
import type {
  DataSetEntry,
  DataSetPreview,
  PerceptronEstimate,
  PerceptronFigures,
  PerceptronNetwork,
  PredictedExamples,
  ShownExamples,
} from './data-entities.ts';
import type { PerceptronRun } from './entities.ts';
import { count, entryChanges, id, importId, name, runName, weights } from './fields.ts';
import { FileSourceSchema, TextSourceSchema } from './source.ts';

/** A delimited table: a file, or rows that were pasted. */
const TableSourceSchema = v.variant('kind', [FileSourceSchema, TextSourceSchema]);
/** How the bytes of a table become fields. */
const tableReading = {
  source: TableSourceSchema,
  encoding: v.picklist(['auto', ...ENCODINGS]),
  /** null: as it looks. */
  separator: v.nullable(v.picklist(SEPARATORS)),
};
/** Two IDX files that belong together. */
const labelledFiles = { pictures: FileSourceSchema, labels: FileSourceSchema };

export const PicturesPlanSchema = v.object({
  /** Shares of the pictures without those of the test files; with test files `test` is 0. */
  split: SharesSchema,
  splitSeed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
});
export type PicturesPlan = v.InferOutput<typeof PicturesPlanSchema>;

const pictureFiles = { ...labelledFiles, test: v.nullable(v.object(labelledFiles)) };

/** What a data set is made from. */
export const DataSetSourceSchema = v.variant('kind', [
  v.object({ kind: v.literal('generated'), settings: GeneratedSettingsSchema }),
  v.object({ kind: v.literal('table'), ...tableReading, plan: TablePlanSchema }),
  v.object({ kind: v.literal('pictures'), ...pictureFiles, plan: PicturesPlanSchema }),
]);
export type DataSetSource = v.InferOutput<typeof DataSetSourceSchema>;

const PreviewSourceSchema = v.variant('kind', [
  v.object({ kind: v.literal('generated'), settings: GeneratedSettingsSchema }),
  v.object({
    kind: v.literal('table'),
    ...tableReading,
    /** What a person decided; left out: as it looks. */
    header: v.optional(v.boolean()),
  }),
  v.object({ kind: v.literal('pictures'), ...pictureFiles }),
]);

const split = v.picklist(['train', 'validation', 'test']);
const stepsPerSecond = v.nullable(v.pipe(v.number(), v.gtValue(0), v.maxValue(1e6)));
const steps = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));

export const dataSchemas = {
  'datasets.list': v.object({}),
  'datasets.preview': v.object({ source: PreviewSourceSchema }),
  /** Progress arrives as `import-progress` events that carry `importId`; `corpora.cancelImport` ends it. */
  'datasets.import': v.object({ importId, name, source: DataSetSourceSchema }),
  'datasets.update': v.object({ dataSet: id, ...entryChanges }),
  'datasets.examples': v.object({
    dataSet: id,
    split,
    offset: count,
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5000)),
  }),
  'perceptrons.start': v.object({
    dataSet: id,
    name: runName,
    settings: MlpTrainingSettingsSchema,
    /** As `perceptrons.setPace`, from the first batch on. */
    stepsPerSecond: v.optional(stepsPerSecond, null),
  }),
  'perceptrons.estimate': v.object({ dataSet: id, settings: MlpTrainingSettingsSchema }),
  /** `now`: of the thread that trains it, of the last checkpoint when none does. Refused above 250,000 weights. */
  'perceptrons.network': v.object({ run: id, weights: v.picklist(['now', 'best', 'last']) }),
  /** Trains so many batches of a run that does not train, and leaves it paused. Resolves when they are stored. */
  'perceptrons.step': v.object({ run: id, steps }),
  /** How many batches a second it trains at most, so that one can watch; null: as fast as it can. Not stored. */
  'perceptrons.setPace': v.object({
    run: id,
    stepsPerSecond,
  }),
  'perceptrons.examples': v.object({
    run: id,
    weights,
    split,
    offset: count,
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
    /** `wrong`: whose class is not the predicted one; with `actual` and `predicted`: those of one cell of the confusion matrix. */
    only: v.optional(v.picklist(['all', 'wrong']), 'all'),
    actual: v.optional(v.nullable(count), null),
    predicted: v.optional(v.nullable(count), null),
  }),
  /** Rows as they stand in a table, one field for each input column, in order. */
  'perceptrons.predict': v.object({
    run: id,
    weights,
    rows: v.pipe(
      v.array(v.pipe(v.array(v.pipe(v.string(), v.maxLength(10_000))), v.maxLength(10_000))),
      v.maxLength(1000),
    ),
  }),
  /** A table with the same columns: itself with the predictions beside it, as CSV. Its target column may be missing. */
  'perceptrons.predictTable': v.object({ run: id, weights, ...tableReading }),
  /** On data that it has not seen: a table with the same columns, or pictures of the same size. */
  'perceptrons.evaluate': v.object({
    run: id,
    weights,
    source: v.variant('kind', [
      v.object({ kind: v.literal('table'), ...tableReading }),
      v.object({ kind: v.literal('pictures'), ...labelledFiles }),
    ]),
  }),
} as const;

export interface DataResults {
  'datasets.list': readonly DataSetEntry[];
  'datasets.preview': DataSetPreview;
  'datasets.import': DataSetEntry;
  'datasets.update': null;
  'datasets.examples': { readonly total: number; readonly examples: ShownExamples };
  'perceptrons.start': PerceptronRun;
  'perceptrons.estimate': PerceptronEstimate;
  'perceptrons.network': PerceptronNetwork;
  'perceptrons.step': null;
  'perceptrons.setPace': null;
  'perceptrons.examples': PredictedExamples;
  /** [rows, S_L], each a^L; numbers in the units of the table. */
  'perceptrons.predict': readonly (readonly number[])[];
  'perceptrons.predictTable': { readonly csv: string; readonly rows: number };
  'perceptrons.evaluate': PerceptronFigures & { readonly examples: number };
}
