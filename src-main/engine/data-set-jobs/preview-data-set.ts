/** What the beginnings of a data set's sources hold: shown before it is imported. */
import { DataError } from '#shared/datasets/data-error.ts';
import { type Examples, selectExamples } from '#shared/datasets/examples.ts';
import { isBlank, type TableProfile, TableProfiler } from '#shared/datasets/table/table-profile.ts';
import { suggestPlan, type TablePlan } from '#shared/datasets/table/table-reader.ts';
import type { DataSetPreview } from '#shared/protocol/index.ts';
import { shownExamples } from '../shown-examples.ts';
import { readSource, sourceName, sourceSize } from '../text-jobs/read-source.ts';
import type { DataSetPreviewOrder, LocatedPreview } from './data-set-messages.ts';
import { generate } from './read-generated.ts';
import { classesOf, readLabelled, readTest } from './read-pictures.ts';
import { TableRows } from './table-rows.ts';

const TABLE_BYTES = 8 * 1024 * 1024;
const SHOWN_ROWS = 100;
const SHOWN_FIELDS = 20_000;
const SHOWN_CHARACTERS = 200;
const SHOWN_POINTS = 1000;
const SHOWN_PICTURES = 100;

export function previewDataSet({ source }: DataSetPreviewOrder): DataSetPreview {
  if (source.kind === 'table') return previewTable(source);
  if (source.kind === 'pictures') return previewPictures(source);
  const { inputNames, parts } = generate(source.settings);
  return { kind: 'generated', inputNames, examples: shownExamples(first(parts.train, SHOWN_POINTS)) };
}

function previewTable(table: LocatedPreview & { kind: 'table' }): DataSetPreview {
  const { source, header } = table;
  const profiler = new TableProfiler();
  const beginning: string[][] = [];
  const reader = new TableRows(sourceName(source), table, (fields, row) => {
    profiler.add(fields, row);
    if (beginning.length <= SHOWN_ROWS && (beginning.length + 1) * fields.length <= SHOWN_FIELDS && !isBlank(fields))
      beginning.push(fields.map((field) => field.slice(0, SHOWN_CHARACTERS)));
  });
  const bytes = sourceSize(source);
  let bytesRead = 0;
  for (const piece of readSource(source, TABLE_BYTES)) {
    reader.push(piece);
    bytesRead += piece.length;
  }
  reader.end(bytesRead < bytes);
  const profile = profiler.finish(header);
  return {
    kind: 'table',
    separator: reader.separator,
    textEncoding: reader.encoding,
    bytes,
    bytesRead,
    profile,
    ...suggestion(profile),
    rows: beginning.slice(profile.header ? 1 : 0).slice(0, SHOWN_ROWS),
  };
}

function suggestion(profile: TableProfile): { suggested: TablePlan | null; problem: string } {
  try {
    return { suggested: suggestPlan(profile), problem: '' };
  } catch (error) {
    if (error instanceof DataError) return { suggested: null, problem: error.message };
    throw error;
  }
}

function previewPictures(source: LocatedPreview & { kind: 'pictures' }): DataSetPreview {
  const train = readLabelled(source);
  const test = source.test && readTest(source.test, train);
  const { height, width, examples } = train;
  return {
    kind: 'pictures',
    height,
    width,
    count: examples.count,
    testCount: test?.examples.count ?? null,
    classes: classesOf(examples),
    examples: shownExamples(first(examples, SHOWN_PICTURES)),
  };
}

const first = (examples: Examples, most: number): Examples =>
  selectExamples(
    examples,
    Uint32Array.from({ length: Math.min(most, examples.count) }, (_, i) => i),
  );
