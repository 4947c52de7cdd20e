/** The options that say what a data set is made from. They go with new data, not with a data set of the library. */
import * as v from 'valibot';
import { GeneratedSettingsSchema } from '#shared/datasets/generated/registry.ts';
import { DECIMALS } from '#shared/datasets/table/cells.ts';
import { requestSchemas } from '#shared/protocol/index.ts';
import { custom, flag, group, type OptionValues, setting, text } from '../options/option.ts';
import { listReader } from '../options/list-reader.ts';
import { splitReader } from '../options/split-reader.ts';
import { SEPARATOR_NAMES } from './separators.ts';

const g = GeneratedSettingsSchema.entries;
const table = requestSchemas['perceptrons.predictTable'].entries;

/** How the bytes of a table become fields. */
export const readingOptions = {
  separator: setting(v.picklist(SEPARATOR_NAMES), 'NAME', 'between the fields', { usually: 'as it looks' }),
  encoding: setting(table.encoding, 'NAME', 'how the file is encoded', { usually: 'auto' }),
};

export const generatedOptions = group('Generated data', {
  count: setting(g.count, 'N', 'how many examples'),
  noise: setting(g.noise, 'X', 'standard deviation of the noise'),
  size: setting(g.size, 'N', 'arms of spirals, number of blobs, bits of parity'),
  dataSeed: setting(g.seed, 'N', 'of the examples', { usually: 1 }),
});

export const tableOptions = group('Tables', {
  target: text('COLUMN', 'the column to predict, by its name or its number from 1; by default the last that can be'),
  ignore: custom('COLUMNS', 'columns to leave out, with commas between', listReader),
  categories: custom('COLUMNS', 'columns whose numbers are only names: each value becomes an input', listReader),
  classes: flag('predict the target as a class'),
  numbers: flag('predict the target as a number'),
  header: setting(v.picklist(['yes', 'no']), 'WHICH', 'whether the first row holds the names of the columns', {
    usually: 'as it looks',
  }),
  decimal: setting(v.picklist(DECIMALS), 'SIGN', 'decimal sign of the numbers', { usually: 'as it looks' }),
  dropMissing: flag('leave out rows with a missing value, instead of filling in the mean or no category'),
  ...readingOptions,
});

export const pictureOptions = group('Pictures', {
  labels: text('FILE', 'an IDX file with the labels of the pictures in DATA'),
  testPictures: text('FILE', 'an IDX file with pictures to test on'),
  testLabels: text('FILE', 'an IDX file with their labels'),
});

export const splitOptions = group('Parts', {
  split: custom('A/B/C', 'parts of a table or of pictures to train, validate and test on', splitReader, '70/15/15'),
  splitSeed: setting(g.seed, 'N', 'of the choice which example goes to which part', { usually: 1 }),
});

export const dataOptions = { ...generatedOptions, ...tableOptions, ...pictureOptions, ...splitOptions };
export type DataValues = OptionValues<typeof dataOptions>;
