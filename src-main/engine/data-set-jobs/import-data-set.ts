/** A generator, a table or pictures -> a data set in the library: stored in one transaction, or not at all. */
import { createHash } from 'node:crypto';
import { UnfoldError } from '#shared/protocol/index.ts';
import { insertDataSet, type NewDataSet, updateDataSet } from '../../store/data-sets.ts';
import { joinStore } from '../../store/open-store.ts';
import { restore } from '../../store/trash.ts';
import { ProgressReport } from '../text-jobs/progress-report.ts';
import { sourceSize } from '../text-jobs/read-source.ts';
import type { Progress, TextSource } from '../text-jobs/text-messages.ts';
import type { DataSetImportOrder, DataSetResults, LocatedDataSet } from './data-set-messages.ts';
import { readGenerated } from './read-generated.ts';
import { readPictures } from './read-pictures.ts';
import { readTable } from './read-table.ts';

/** What reading a source gives. */
export type ReadDataSet = Omit<NewDataSet, 'name' | 'identity'>;

export interface Reading {
  /** Called with each piece of the sources' bytes, before it is looked at. @throws UnfoldError `cancelled` */
  onBytes(piece: Uint8Array): void;
  /** All is read; the examples are made next. @throws UnfoldError `cancelled` */
  onRead(): void;
}

export function importDataSet(
  { dataFolder, name, source, cancelled }: DataSetImportOrder,
  report: (progress: Progress) => void,
): DataSetResults['import-data-set'] {
  const flag = new Int32Array(cancelled);
  const progress = new ProgressReport(
    sourcesOf(source).reduce((sum, one) => sum + sourceSize(one), 0),
    report,
  );
  const stopIfCancelled = (): void => {
    if (Atomics.load(flag, 0) !== 0)
      throw new UnfoldError('cancelled', 'The import was cancelled; nothing was stored.');
  };
  let bytes = 0;
  const read = readSource(source, {
    onBytes(piece) {
      stopIfCancelled();
      bytes += piece.length;
      progress.read(bytes);
    },
    onRead() {
      stopIfCancelled();
      progress.stage('counting');
    },
  });
  stopIfCancelled();
  progress.stage('storing');
  const database = joinStore(dataFolder);
  try {
    return database.transaction(() => {
      const { id, archived } = insertDataSet(database, { name, identity: identityOf(read), ...read });
      // The same data were there already, perhaps out of sight.
      restore(database, [{ kind: 'dataset', id }]);
      if (archived) updateDataSet(database, id, { archived: false });
      stopIfCancelled();
      return { id };
    });
  } finally {
    database.close();
  }
}

function readSource(source: LocatedDataSet, reading: Reading): ReadDataSet {
  if (source.kind === 'generated') return readGenerated(source);
  return source.kind === 'table' ? readTable(source, reading) : readPictures(source, reading);
}

function sourcesOf(source: LocatedDataSet): TextSource[] {
  if (source.kind === 'generated') return [];
  if (source.kind === 'table') return [source.source];
  const { pictures, labels, test } = source;
  return [pictures, labels, ...(test === null ? [] : [test.pictures, test.labels])];
}

/** Equal bytes that are read in the same way. */
const identityOf = ({ contentHash, description }: ReadDataSet): string =>
  createHash('sha256').update(JSON.stringify({ contentHash, description })).digest('hex');
