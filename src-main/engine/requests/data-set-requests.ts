/** The requests `datasets.*`. */
import type { DataSetEntry, Parameters, Source } from '#shared/protocol/index.ts';
import { getDataSet, listDataSets, updateDataSet } from '../../store/data-sets.ts';
import { readSomeExamples } from '../../store/examples.ts';
import type { LocatedDataSet, LocatedPreview } from '../data-set-jobs/data-set-messages.ts';
import type { EngineContext } from '../engine-context.ts';
import type { ImportsUnderWay } from '../imports-under-way.ts';
import { shownExamples } from '../shown-examples.ts';
import { textSource } from './corpus-requests.ts';
import type { Handlers, NamesOf } from './handlers.ts';

type Preview = Parameters<'datasets.preview'>['source'];
type DataSetSource = Parameters<'datasets.import'>['source'];

export function dataSetRequests(context: EngineContext, imports: ImportsUnderWay): Handlers<NamesOf<'datasets'>> {
  const { database, texts, watcher, files, options } = context;

  const importDataSet = ({ importId, name, source }: Parameters<'datasets.import'>): Promise<DataSetEntry> =>
    imports.run(importId, async (cancelled) => {
      const located = locate(context, source);
      const { id } = await texts.run(
        { job: 'import-data-set', dataFolder: options.dataFolder, name, source: located, cancelled },
        (progress) => watcher.emit({ event: 'import-progress', payload: { importId, ...progress } }),
      );
      for (const used of sourcesOf(source)) if (used.kind === 'file') files.release(used.id);
      watcher.look();
      return getDataSet(database, id);
    });

  return {
    'datasets.list': () => listDataSets(database),
    'datasets.preview': ({ source }) => texts.run({ job: 'preview-data-set', source: locate(context, source) }),
    'datasets.import': importDataSet,
    'datasets.update': ({ dataSet, ...changes }) => {
      updateDataSet(database, dataSet, changes);
      watcher.look();
      return null;
    },
    'datasets.examples': ({ dataSet, split, offset, limit }) => ({
      total: getDataSet(database, dataSet).counts[split],
      examples: shownExamples(readSomeExamples(database, dataSet, split, offset, limit)),
    }),
  };
}

/** With paths in place of granted files. */
function locate(context: EngineContext, source: DataSetSource): LocatedDataSet;
function locate(context: EngineContext, source: Preview): LocatedPreview;
function locate(context: EngineContext, source: DataSetSource | Preview): LocatedDataSet | LocatedPreview {
  const at = (one: Source) => textSource(context, one);
  if (source.kind === 'generated') return source;
  if (source.kind === 'table') return { ...source, source: at(source.source) };
  const { pictures, labels, test } = source;
  return {
    ...source,
    pictures: at(pictures),
    labels: at(labels),
    test: test && { pictures: at(test.pictures), labels: at(test.labels) },
  };
}

function sourcesOf(source: DataSetSource): Source[] {
  if (source.kind === 'generated') return [];
  if (source.kind === 'table') return [source.source];
  const { pictures, labels, test } = source;
  return [pictures, labels, ...(test === null ? [] : [test.pictures, test.labels])];
}
