/** A text on its way into the library: its sources, how to read them, and what that gives. */
import {
  type ChosenFile,
  type Corpus,
  type CorpusPreview,
  type EventMessage,
  type Source,
  UnfoldError,
} from '#shared/protocol/index.ts';
import { DEFAULT_TEXT_SETTINGS, type TextSettings } from '#shared/text/settings.ts';
import { cumulativeCoverage, Vocabulary } from '#shared/text/vocabulary.ts';
import { DEFAULT_TRAINING_SETTINGS } from '#shared/training/settings.ts';
import type { Connection } from '../connection/connection.ts';
import { type Role, rolesByName } from './source-roles.ts';
import { transfer, type Transfer } from './transfer.ts';

export interface DraftSource {
  readonly key: number;
  /** null: pasted */
  readonly name: string | null;
  readonly bytes: number;
  readonly source: Source;
  readonly role: Role;
}

export interface ImportProgress extends Transfer {
  readonly stage: 'uploading' | 'reading' | 'counting' | 'storing';
  readonly name: string;
}

/** Changes closer together than this become one preview. */
export const PREVIEW_DELAY = 200;

export class ImportDraft {
  sources = $state.raw<readonly DraftSource[]>([]);
  name = $state('');
  settings = $state.raw<TextSettings>(DEFAULT_TEXT_SETTINGS);
  vocabularySize = $state(DEFAULT_TRAINING_SETTINGS.vocabularySize);
  minimumCount = $state(DEFAULT_TRAINING_SETTINGS.minimumCount);
  /** Seed of the sentences that are shown; null: the first ones. */
  draw = $state<number | null>(null);
  preview = $state.raw<CorpusPreview | null>(null);
  /** Of the preview. K and the least count are looked up in it, without asking again. */
  readonly vocabulary: Vocabulary | null = $derived.by(() => {
    const { tokens, counts } = this.preview?.vocabulary ?? {};
    return tokens && counts ? new Vocabulary(tokens, Uint32Array.from(counts)) : null;
  });
  /** By id: share of the tokens covered up to it. */
  readonly covered: Float64Array = $derived(cumulativeCoverage(this.vocabulary?.counts ?? new Uint32Array(0)));
  /** The K that these choices come to. */
  readonly effectiveSize: number = $derived(
    this.vocabulary?.effectiveSize({ size: this.vocabularySize, minimumCount: this.minimumCount }) ?? 0,
  );
  readonly unknownShare: number = $derived(1 - (this.covered[this.effectiveSize - 1] ?? 1));
  previewing = $state(false);
  previewError = $state.raw<unknown>(null);
  progress = $state.raw<ImportProgress | null>(null);
  /** The import in the engine, or the upload, that Cancel ends. */
  private running: { readonly importId: string } | { readonly upload: AbortController } | null = null;

  private readonly connection: Connection;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private lastKey = 0;
  private rolesChosen = false;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  get isEmpty(): boolean {
    return this.sources.length === 0;
  }

  /**
   * Chosen or dropped files; in a browser they are sent to the engine's machine first. One that cannot be taken does not
   * keep the others out.
   *
   * @throws what kept the first such file out; at once when it was cancelled
   */
  async take(files: readonly (File | ChosenFile)[]): Promise<void> {
    const failures: unknown[] = [];
    for (const file of files)
      try {
        if (file instanceof File) await this.takeFile(file);
        else this.add(file.name, file.bytes, file.source);
      } catch (error) {
        if (error instanceof UnfoldError && error.kind === 'cancelled') throw error;
        failures.push(error);
      }
    if (failures.length > 0) throw failures[0];
  }

  private takeFile(file: File): Promise<void> {
    return this.upload(file.name, file.size, async (options) => {
      this.add(file.name, file.size, await this.connection.takeFile(file, options));
    });
  }

  addText(text: string): void {
    this.add(null, new TextEncoder().encode(text).length, { kind: 'text', text });
  }

  private async upload(
    name: string,
    bytes: number,
    send: (options: { progress: (done: number) => void; signal: AbortSignal }) => Promise<void>,
  ): Promise<void> {
    const upload = new AbortController();
    const since = Date.now();
    this.running = { upload };
    try {
      await send({
        signal: upload.signal,
        progress: (done) => {
          this.progress = { stage: 'uploading', name, ...transfer(done, bytes, (Date.now() - since) / 1000) };
        },
      });
    } finally {
      this.running = null;
      this.progress = null;
    }
  }

  private add(name: string | null, bytes: number, source: Source): void {
    this.sources = [...this.sources, { key: ++this.lastKey, name, bytes, source, role: 'split' }];
    this.giveRoles();
    if (!this.name && name) this.name = name.replace(/\.[^.]+$/, '');
    this.previewSoon(0);
  }

  /** As the names say, until the person chooses one. */
  private giveRoles(): void {
    if (this.rolesChosen) return;
    const roles = rolesByName(this.sources.map(({ name }) => name ?? ''));
    this.sources = this.sources.map((source, i) => ({ ...source, role: roles[i] ?? 'split' }));
  }

  remove(key: number): void {
    this.sources = this.sources.filter((source) => source.key !== key);
    this.giveRoles();
    if (this.isEmpty) this.discard();
    else this.previewSoon(0);
  }

  setRole(key: number, role: Role): void {
    this.rolesChosen = true;
    this.sources = this.sources.map((source) => (source.key === key ? { ...source, role } : source));
    this.previewSoon();
  }

  change(settings: Partial<TextSettings>): void {
    this.settings = { ...this.settings, ...settings };
    this.previewSoon();
  }

  setVocabulary(choice: { readonly vocabularySize?: number; readonly minimumCount?: number }): void {
    this.vocabularySize = choice.vocabularySize ?? this.vocabularySize;
    this.minimumCount = choice.minimumCount ?? this.minimumCount;
  }

  /** Shows sentences from anywhere in what was read, other ones each time; or the first ones again. */
  showSentences(which: 'others' | 'first'): void {
    this.draw = which === 'first' ? null : (this.draw ?? 0) + 1;
    this.previewSoon(0);
  }

  previewSoon(delay = PREVIEW_DELAY): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.updatePreview(), delay);
  }

  private get sourcesWithRoles(): { source: Source; role: Role }[] {
    return this.sources.map(({ source, role }) => ({ source, role }));
  }

  /** Asks for the preview of what is set now; answers to older questions are dropped. */
  async updatePreview(): Promise<void> {
    if (this.isEmpty) return;
    const question = ++this.asked;
    this.previewing = true;
    try {
      const preview = await this.connection.request('corpora.preview', {
        sources: this.sourcesWithRoles,
        settings: this.settings,
        draw: this.draw,
      });
      if (question !== this.asked) return;
      this.preview = preview;
      this.previewError = null;
    } catch (error) {
      if (question === this.asked) this.previewError = error;
    } finally {
      if (question === this.asked) this.previewing = false;
    }
  }

  /** Reads everything and keeps it. @returns null when it was cancelled */
  async keep(name: string): Promise<Corpus | null> {
    const importId = crypto.randomUUID();
    this.running = { importId };
    this.progress = { stage: 'reading', name, ...transfer(0, this.bytes, 0) };
    const unsubscribe = this.connection.subscribe((message) => this.onEvent(message, importId, name));
    try {
      return await this.connection.request('corpora.import', {
        importId,
        name,
        sources: this.sourcesWithRoles,
        settings: this.settings,
      });
    } catch (error) {
      if (error instanceof UnfoldError && error.kind === 'cancelled') return null;
      throw error;
    } finally {
      unsubscribe();
      this.running = null;
      this.progress = null;
    }
  }

  private onEvent(message: EventMessage, importId: string, name: string): void {
    if (message.event !== 'import-progress' || message.payload.importId !== importId) return;
    this.progress = { name, ...message.payload };
  }

  async cancel(): Promise<void> {
    if (this.running && 'upload' in this.running) this.running.upload.abort();
    else if (this.running) await this.connection.request('corpora.cancelImport', this.running);
  }

  get bytes(): number {
    return this.sources.reduce((sum, source) => sum + source.bytes, 0);
  }

  discard(): void {
    clearTimeout(this.timer);
    this.asked++;
    this.sources = [];
    this.rolesChosen = false;
    this.draw = null;
    this.name = '';
    this.preview = null;
    this.previewError = null;
    this.previewing = false;
    this.settings = DEFAULT_TEXT_SETTINGS;
    this.vocabularySize = DEFAULT_TRAINING_SETTINGS.vocabularySize;
    this.minimumCount = DEFAULT_TRAINING_SETTINGS.minimumCount;
  }
}
