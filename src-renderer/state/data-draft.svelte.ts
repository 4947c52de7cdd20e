/** Files, or pasted rows, on their way to become a data set: how to read them, and what each column is for. */
import {
  type ChosenFile,
  type DataSetPreview,
  type DataSetSource,
  type Parameters,
  UnfoldError,
} from '#shared/protocol/index.ts';
import type { Shares } from '#shared/datasets/dataset.ts';
import type { Separator } from '#shared/datasets/table/separator.ts';
import type { TablePlan } from '#shared/datasets/table/table-reader.ts';
import type { Encoding } from '#shared/text/settings.ts';
import type { Connection } from '../connection/connection.ts';
import {
  type FileSource,
  isPictures,
  type PictureRole,
  picturesOf,
  type PicturesProblem,
  roleByName,
  type TableSource,
} from './data-files.ts';
import { DataKeeping } from './data-keeping.svelte.ts';
import { PREVIEW_DELAY } from './import-draft.svelte.ts';

export interface PictureFile {
  readonly key: number;
  readonly name: string;
  readonly bytes: number;
  readonly source: FileSource;
  readonly role: PictureRole;
}
export interface TableFile {
  /** null: pasted */
  readonly name: string | null;
  readonly bytes: number;
  readonly source: TableSource;
}
export interface TableReading {
  readonly encoding: 'auto' | Encoding;
  /** null: as it looks. */
  readonly separator: Separator | null;
  /** null: as it looks. */
  readonly header: boolean | null;
}
type Column = TablePlan['columns'][number];

const AS_IT_LOOKS: TableReading = { encoding: 'auto', separator: null, header: null };
const SHARES: Shares = { train: 70, validation: 15, test: 15 };
const SHARES_BESIDE_TEST: Shares = { train: 85, validation: 15, test: 0 };

export class DataDraft {
  table = $state.raw<TableFile | null>(null);
  pictures = $state.raw<readonly PictureFile[]>([]);
  name = $state('');
  reading = $state.raw<TableReading>(AS_IT_LOOKS);
  /** What a person changed; null: as suggested. */
  private columns = $state.raw<readonly Column[] | null>(null);
  private decimal = $state<TablePlan['decimal'] | null>(null);
  private shares = $state.raw<Shares | null>(null);
  missing = $state<TablePlan['missing']>('fill');
  /** Shares are typed: what was typed may be none. */
  splitIsValid = $state(true);
  preview = $state.raw<DataSetPreview | null>(null);
  previewing = $state(false);
  previewError = $state.raw<unknown>(null);
  readonly keeping: DataKeeping;
  private readonly connection: Connection;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private lastKey = 0;

  constructor(connection: Connection) {
    this.connection = connection;
    this.keeping = new DataKeeping(connection);
  }

  readonly isEmpty: boolean = $derived(this.table === null && this.pictures.length === 0);
  private readonly joined = $derived(this.pictures.length > 0 ? picturesOf(this.pictures) : null);
  readonly picturesProblem: PicturesProblem | null = $derived(
    this.joined && this.joined.kind !== 'pictures' ? this.joined : null,
  );
  readonly hasTest: boolean = $derived(this.joined?.kind === 'pictures' && this.joined.test !== null);
  readonly split: Shares = $derived(this.shares ?? (this.hasTest ? SHARES_BESIDE_TEST : SHARES));
  /** Of a table; null: nothing is known yet, or nothing can be predicted. */
  readonly plan: TablePlan | null = $derived.by(() => {
    const suggested = this.preview?.kind === 'table' ? this.preview.suggested : null;
    if (!suggested) return null;
    return {
      ...suggested,
      decimal: this.decimal ?? suggested.decimal,
      columns: [...(this.columns ?? suggested.columns)],
      missing: this.missing,
      split: this.split,
    };
  });
  readonly planProblem: 'noTarget' | 'noInput' | null = $derived.by(() => {
    if (!this.plan) return null;
    if (!this.plan.columns.some(({ use }) => use === 'target')) return 'noTarget';
    return this.plan.columns.some(({ use }) => use === 'input') ? null : 'noInput';
  });
  /** What would be imported; null: something is missing still. */
  readonly source: DataSetSource | null = $derived.by(() => {
    if (!this.splitIsValid || this.preview === null || this.previewError !== null || this.planProblem) return null;
    if (this.table && this.plan) {
      const { encoding, separator } = this.reading;
      return { kind: 'table', source: this.table.source, encoding, separator, plan: this.plan };
    }
    if (this.joined?.kind !== 'pictures' || (this.hasTest && this.split.test > 0)) return null;
    return { ...this.joined, plan: { split: this.split, splitSeed: 1 } };
  });

  get bytes(): number {
    return (this.table?.bytes ?? 0) + this.pictures.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /**
   * Picture files join those that are there; of tables, one takes the place of everything.
   *
   * @returns the name of the table that was taken where there were several; else null
   * @throws what kept the first file out; at once when it was cancelled
   */
  async take(files: readonly (File | ChosenFile)[]): Promise<string | null> {
    const failures: unknown[] = [];
    const tables = files.filter(({ name }) => !isPictures(name));
    const [table] = tables;
    for (const file of table ? [table] : files)
      try {
        const source = file instanceof File ? await this.keeping.upload(file) : file.source;
        if (source.kind === 'sample') continue;
        const bytes = file instanceof File ? file.size : file.bytes;
        if (table) this.setTable({ name: file.name, bytes, source });
        else if (source.kind === 'file') this.addPictures(file.name, bytes, source);
      } catch (error) {
        if (error instanceof UnfoldError && error.kind === 'cancelled') throw error;
        failures.push(error);
      }
    if (failures.length > 0) throw failures[0];
    return table && files.length > 1 ? table.name : null;
  }

  addText(text: string): void {
    this.setTable({ name: null, bytes: new TextEncoder().encode(text).length, source: { kind: 'text', text } });
  }

  private setTable(table: TableFile): void {
    this.discard();
    this.table = table;
    this.name = table.name?.replace(/\.[^.]+$/, '') ?? '';
    this.previewSoon(0);
  }

  private addPictures(name: string, bytes: number, source: FileSource): void {
    if (this.table) this.discard();
    this.pictures = [...this.pictures, { key: ++this.lastKey, name, bytes, source, role: roleByName(name) }];
    this.previewSoon(0);
  }

  remove(key: number): void {
    this.pictures = this.pictures.filter((file) => file.key !== key);
    if (this.isEmpty) this.discard();
    else this.previewSoon(0);
  }

  setRole(key: number, role: PictureRole): void {
    this.pictures = this.pictures.map((file) => (file.key === key ? { ...file, role } : file));
    this.previewSoon(0);
  }

  read(reading: Partial<TableReading>): void {
    this.reading = { ...this.reading, ...reading };
    this.previewSoon();
  }

  setDecimal(decimal: TablePlan['decimal']): void {
    this.decimal = decimal;
  }

  setSplit(split: Shares | null): void {
    this.splitIsValid = split !== null;
    if (split) this.shares = split;
  }

  /** One column is predicted: what was before becomes an input. */
  setColumn(at: number, change: Partial<Pick<Column, 'use' | 'kind'>>): void {
    if (!this.plan) return;
    this.columns = this.plan.columns.map((column, c) => {
      if (c === at) return { ...column, ...change };
      return change.use === 'target' && column.use === 'target' ? { ...column, use: 'input' } : column;
    });
  }

  previewSoon(delay = PREVIEW_DELAY): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.updatePreview(), delay);
  }

  private get question(): Parameters<'datasets.preview'>['source'] | null {
    if (this.table) {
      const { encoding, separator, header } = this.reading;
      const said = header === null ? {} : { header };
      return { kind: 'table', source: this.table.source, encoding, separator, ...said };
    }
    return this.joined?.kind === 'pictures' ? this.joined : null;
  }

  /** Asks for the preview of what is set now; answers to older questions are dropped. */
  async updatePreview(): Promise<void> {
    const number = ++this.asked;
    const source = this.question;
    this.previewing = source !== null;
    if (source === null) {
      this.preview = null;
      this.previewError = null;
      return;
    }
    try {
      const preview = await this.connection.request('datasets.preview', { source });
      if (number !== this.asked) return;
      this.preview = preview;
      this.previewError = null;
      this.columns = null;
      this.decimal = null;
    } catch (error) {
      if (number === this.asked) this.previewError = error;
    } finally {
      if (number === this.asked) this.previewing = false;
    }
  }

  discard(): void {
    clearTimeout(this.timer);
    this.asked++;
    this.table = null;
    this.pictures = [];
    this.name = '';
    this.reading = AS_IT_LOOKS;
    this.columns = null;
    this.decimal = null;
    this.shares = null;
    this.missing = 'fill';
    this.splitIsValid = true;
    this.preview = null;
    this.previewError = null;
    this.previewing = false;
  }
}
