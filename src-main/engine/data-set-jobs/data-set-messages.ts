/** What the engine asks of a thread about data sets. */
import type { DataSetPreview, DataSetSource, Parameters } from '#shared/protocol/index.ts';
import type { TextSource } from '../text-jobs/text-messages.ts';

/** In place of granted files and pasted text: sources with their paths, which never cross to a door. */
type Located<S> = S extends { readonly kind: 'table' }
  ? Omit<S, 'source'> & { readonly source: TextSource }
  : S extends { readonly kind: 'pictures' }
    ? Omit<S, 'pictures' | 'labels' | 'test'> & LocatedPictures & { readonly test: LocatedPictures | null }
    : S;

/** Two IDX files that belong together. */
export interface LocatedPictures {
  readonly pictures: TextSource;
  readonly labels: TextSource;
}

export type LocatedDataSet = Located<DataSetSource>;
export type LocatedPreview = Located<Parameters<'datasets.preview'>['source']>;

export interface DataSetImportOrder {
  readonly job: 'import-data-set';
  readonly dataFolder: string;
  readonly name: string;
  readonly source: LocatedDataSet;
  /** An Int32: not 0 when the import is to be cancelled. */
  readonly cancelled: SharedArrayBuffer;
}

export interface DataSetPreviewOrder {
  readonly job: 'preview-data-set';
  readonly source: LocatedPreview;
}

export interface DataSetResults {
  readonly 'import-data-set': { readonly id: number };
  readonly 'preview-data-set': DataSetPreview;
}
