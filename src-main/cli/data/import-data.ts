/** Data named on the command line -> a data set in the library. */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { DataSetEntry, DataSetSource } from '#shared/protocol/index.ts';
import type { LocalEngine } from '../../engine/contract.ts';
import type { Surroundings } from '../command.ts';
import { findDataSet } from '../find-named.ts';
import { freeName } from '../free-name.ts';
import { showingImport } from '../training/import-progress.ts';
import { checkReadable, STANDARD_INPUT, withTexts } from '../training/text-files.ts';
import type { DataChoice } from './choose-data.ts';
import type { DataValues } from './data-options.ts';
import { separatorOf } from './separators.ts';
import { tablePlan } from './table-plan.ts';

/** What a table or pictures are divided into when nobody says. */
const PICTURES_SPLIT = { train: 70, validation: 15, test: 15 };
const PICTURES_SPLIT_BESIDE_TEST = { train: 85, validation: 15, test: 0 };

const pathsOf = (choice: DataChoice): string[] => {
  if (choice.kind === 'table') return [choice.path];
  if (choice.kind !== 'pictures') return [];
  return [choice.pictures, choice.labels, ...(choice.test ? [choice.test.pictures, choice.test.labels] : [])];
};

/** @throws the system's error, or UnfoldError, for a file that cannot be read, before any work is done */
export async function checkData(choice: DataChoice): Promise<void> {
  for (const path of pathsOf(choice)) await checkReadable(path);
}

/** @param name of the data set; left out: the file's or the generator's */
export async function importData(
  engine: LocalEngine,
  choice: DataChoice,
  options: DataValues,
  surroundings: Surroundings,
  name?: string,
): Promise<DataSetEntry> {
  const { request } = engine;
  if (choice.kind === 'stored') return await findDataSet(request, choice.typed);
  const free = name ?? freeName(dataName(choice), await request('datasets.list', {}));
  return await withTexts(engine, pathsOf(choice), surroundings.stdin, async (ids) => {
    const source = await sourceOf(engine, choice, options, ids);
    const importId = randomUUID();
    return await showingImport(engine, importId, surroundings, () =>
      request('datasets.import', { importId, name: free, source }),
    );
  });
}

async function sourceOf(
  { request }: LocalEngine,
  choice: Exclude<DataChoice, { kind: 'stored' }>,
  options: DataValues,
  ids: readonly string[],
): Promise<DataSetSource> {
  if (choice.kind === 'generated') return choice;
  const file = (i: number) => ({ kind: 'file' as const, id: ids[i] ?? '' });
  if (choice.kind === 'pictures') {
    const test = choice.test && { pictures: file(2), labels: file(3) };
    const split = options.split ?? (test ? PICTURES_SPLIT_BESIDE_TEST : PICTURES_SPLIT);
    const plan = { split, splitSeed: options.splitSeed ?? 1 };
    return { kind: 'pictures', pictures: file(0), labels: file(1), test, plan };
  }
  const reading = {
    kind: 'table',
    source: file(0),
    encoding: options.encoding ?? 'auto',
    separator: separatorOf(options.separator),
  } as const;
  const header = options.header === undefined ? {} : { header: options.header === 'yes' };
  const preview = await request('datasets.preview', { source: { ...reading, ...header } });
  if (preview.kind !== 'table') throw new TypeError('The preview of a table is a table.');
  return { ...reading, plan: tablePlan(preview, options) };
}

/** "iris" of iris.csv, "train-images" of train-images-idx3-ubyte.gz. */
export function dataName(choice: Exclude<DataChoice, { kind: 'stored' }>): string {
  if (choice.kind === 'generated') return choice.settings.name;
  const path = choice.kind === 'table' ? choice.path : choice.pictures;
  if (path === STANDARD_INPUT) return 'standard input';
  const name = basename(path)
    .replace(/\.gz$/i, '')
    .replace(/[-.]idx\d(-u?byte)?$/, '')
    .replace(/(?<=.)\.[^.]{1,8}$/, '');
  return name.slice(0, 200);
}
