/** What a person means by DATA: a generated set, files, or a data set of the library. */
import { existsSync } from 'node:fs';
import {
  defaultGeneratedSettings,
  GENERATED,
  type GeneratedName,
  type GeneratedSettings,
} from '#shared/datasets/generated/registry.ts';
import { flagName } from '../options/option.ts';
import { STANDARD_INPUT } from '../training/text-files.ts';
import { UsageError } from '../usage-error.ts';
import { type DataValues, generatedOptions, pictureOptions, splitOptions, tableOptions } from './data-options.ts';

/** Paths of two IDX files that belong together. */
export interface PicturePaths {
  readonly pictures: string;
  readonly labels: string;
}

export type DataChoice =
  | { readonly kind: 'generated'; readonly settings: GeneratedSettings }
  | { readonly kind: 'table'; readonly path: string }
  | ({ readonly kind: 'pictures'; readonly test: PicturePaths | null } & PicturePaths)
  /** By its id or its name. */
  | { readonly kind: 'stored'; readonly typed: string };

/** @throws UsageError for options that do not go with the data */
export function chooseData(typed: string, options: DataValues): DataChoice {
  const choice = choose(typed, options);
  const kinds = {
    generated: { words: `"${typed}" is generated`, own: generatedOptions },
    table: { words: `"${typed}" is a table`, own: { ...tableOptions, ...splitOptions } },
    pictures: { words: `"${typed}" holds pictures`, own: { ...pictureOptions, ...splitOptions } },
    stored: { words: `"${typed}" is a data set of the library`, own: {} },
  };
  const { words, own } = kinds[choice.kind];
  const all = { ...generatedOptions, ...tableOptions, ...pictureOptions, ...splitOptions };
  for (const key of Object.keys(all) as (keyof DataValues)[])
    if (options[key] !== undefined && options[key] !== false && !(key in own))
      throw new UsageError(`${flagName(key)} does not apply: ${words}.`);
  if (options.classes && options.numbers) throw new UsageError('Give either --classes or --numbers.');
  return choice;
}

const isGenerated = (typed: string): typed is GeneratedName => (GENERATED as readonly string[]).includes(typed);

function choose(typed: string, options: DataValues): DataChoice {
  const { labels, testPictures, testLabels, count, noise, size, dataSeed } = options;
  if ((testPictures === undefined) !== (testLabels === undefined))
    throw new UsageError('--test-pictures and --test-labels go together: give both.');
  if (labels !== undefined) {
    const test =
      testPictures !== undefined && testLabels !== undefined ? { pictures: testPictures, labels: testLabels } : null;
    return { kind: 'pictures', pictures: typed, labels, test };
  }
  if (isGenerated(typed)) {
    const usual = defaultGeneratedSettings(typed);
    const settings = {
      name: typed,
      count: count ?? usual.count,
      noise: noise ?? usual.noise,
      size: size ?? usual.size,
      seed: dataSeed ?? usual.seed,
    };
    return { kind: 'generated', settings };
  }
  if (typed === STANDARD_INPUT || existsSync(typed)) {
    if (/idx\d-ubyte/.test(typed))
      throw new UsageError(`"${typed}" holds pictures: add --labels FILE with their labels.`);
    return { kind: 'table', path: typed };
  }
  if (/[/\\]|\.(csv|tsv|tab|txt|gz)$/i.test(typed)) throw new UsageError(`There is no file "${typed}".`);
  return { kind: 'stored', typed };
}
