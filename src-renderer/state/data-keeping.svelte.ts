/** A data set being taken into the library: uploads, progress, the way out. */
import { type DataSetEntry, type DataSetSource, UnfoldError } from '#shared/protocol/index.ts';
import type { Connection } from '../connection/connection.ts';
import type { FileSource } from './data-files.ts';
import type { ImportProgress } from './import-draft.svelte.ts';
import { transfer } from './transfer.ts';

export class DataKeeping {
  progress = $state.raw<ImportProgress | null>(null);
  /** The import in the engine, or the upload, that Cancel ends. */
  private running: { readonly importId: string } | { readonly upload: AbortController } | null = null;
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** In a browser the file is sent to the engine's machine first. */
  async upload(file: File): Promise<FileSource> {
    const upload = new AbortController();
    const since = Date.now();
    this.running = { upload };
    try {
      const source = await this.connection.takeFile(file, {
        signal: upload.signal,
        progress: (done) => {
          const so = transfer(done, file.size, (Date.now() - since) / 1000);
          this.progress = { stage: 'uploading', name: file.name, ...so };
        },
      });
      if (source.kind !== 'file') throw new UnfoldError('internal', `${file.name} was not taken in as a file.`);
      return source;
    } finally {
      this.running = null;
      this.progress = null;
    }
  }

  /** Reads everything and keeps it. @returns null when it was cancelled */
  async keep(name: string, source: DataSetSource, bytes: number): Promise<DataSetEntry | null> {
    const importId = crypto.randomUUID();
    this.running = { importId };
    if (bytes > 0) this.progress = { stage: 'reading', name, ...transfer(0, bytes, 0) };
    const unsubscribe = this.connection.subscribe((message) => {
      if (message.event === 'import-progress' && message.payload.importId === importId)
        this.progress = { name, ...message.payload };
    });
    try {
      return await this.connection.request('datasets.import', { importId, name, source });
    } catch (error) {
      if (error instanceof UnfoldError && error.kind === 'cancelled') return null;
      throw error;
    } finally {
      unsubscribe();
      this.running = null;
      this.progress = null;
    }
  }

  async cancel(): Promise<void> {
    if (this.running && 'upload' in this.running) this.running.upload.abort();
    else if (this.running) await this.connection.request('corpora.cancelImport', this.running);
  }
}
