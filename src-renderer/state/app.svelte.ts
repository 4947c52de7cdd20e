/** Everything the pages share, handed down by context. */
import { createContext } from 'svelte';
import type { ChosenFile, EngineInfo } from '#shared/protocol/index.ts';
import type { Run } from '#shared/protocol/entities.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';
import type { Connection, ConnectionState } from '../connection/connection.ts';
import { i18n } from '../i18n/i18n.svelte.ts';
import { ImportDraft } from './import-draft.svelte.ts';
import { Library } from './library.svelte.ts';
import { Notices, TOAST_MILLISECONDS } from './notices.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import { Router } from './router.svelte.ts';

export class App {
  readonly connection: Connection;
  readonly preferences: Preferences;
  readonly library: Library;
  readonly router = new Router();
  readonly notices = new Notices();
  readonly draft: ImportDraft;
  /** What a new run of a text begins with, besides the defaults: chosen at its import, or another run's settings. */
  readonly firstSettings: Record<number, Partial<TrainingSettings>> = {};
  door = $state.raw<ConnectionState>({ status: 'connected' });
  info = $state.raw<EngineInfo | null>(null);
  /** Milliseconds since 1970, told once a second: for "4 seconds ago". */
  now = $state(Date.now());

  constructor(connection: Connection, preferences: Preferences) {
    this.connection = connection;
    this.preferences = preferences;
    this.library = new Library(connection);
    this.draft = new ImportDraft(connection);
    this.door = connection.state;
  }

  /** @returns the function that ends it */
  start(): () => void {
    const ends = [
      this.router.watch(),
      this.connection.subscribe((message) => this.library.onEvent(message)),
      this.connection.onStateChange((state) => (this.door = state)),
    ];
    const clock = setInterval(() => (this.now = Date.now()), 1000);
    void this.library.refresh();
    void this.notices
      .attempt(this.connection.request('engine.info', {}))
      .then((info) => (this.info = info ?? this.info));
    return () => {
      clearInterval(clock);
      for (const end of ends) end();
    };
  }

  /** Takes files in and shows them. Returns early when there were none. */
  async importFiles(files: readonly (File | ChosenFile)[]): Promise<void> {
    if (files.length === 0) return;
    this.router.go({ page: 'import' });
    await this.notices.attempt(this.draft.take(files));
  }

  async openFiles(): Promise<void> {
    const chosen = await this.notices.attempt(this.connection.chooseFiles());
    await this.importFiles(chosen ?? []);
  }

  importText(text: string): void {
    if (!text.trim()) return;
    this.draft.addText(text);
    this.router.go({ page: 'import' });
  }

  /** Takes an item out of sight, and out of the library once it can no longer be undone. */
  deleteLater(item: { readonly kind: 'run' | 'corpus'; readonly id: number }, words: string): void {
    this.library.hide(item);
    const timer = setTimeout(() => void this.deleteNow(item), TOAST_MILLISECONDS);
    const key = this.notices.toast(words, {
      label: i18n.t.common.undo,
      run: () => {
        clearTimeout(timer);
        this.library.restore(item);
        this.notices.dismiss(key);
      },
    });
  }

  private async deleteNow({ kind, id }: { readonly kind: 'run' | 'corpus'; readonly id: number }): Promise<void> {
    try {
      await this.connection.request('library.trash', { items: [{ kind, id }] });
      await this.library.refresh();
    } catch (error) {
      this.library.restore({ kind, id });
      this.notices.report(error);
    }
  }

  /** A new run that begins with another's settings. */
  runAgain({ corpusId, settings }: Run): void {
    if (corpusId === null) return;
    this.firstSettings[corpusId] = settings;
    this.router.go({ page: 'new-run', corpus: corpusId });
  }

  pause = (run: Run): Promise<unknown> => this.command('runs.pause', run);
  resume = (run: Run): Promise<unknown> => this.command('runs.resume', run);
  stop = (run: Run): Promise<unknown> => this.command('runs.stop', run);

  private command(name: 'runs.pause' | 'runs.resume' | 'runs.stop', run: Run): Promise<unknown> {
    return this.notices.attempt(this.connection.request(name, { run: run.id }));
  }
}

export const [getApp, setApp] = createContext<App>();
