/** Everything the pages share, handed down by context. */
import { createContext } from 'svelte';
import type {
  ChosenFile,
  EngineInfo,
  EventMessage,
  ExportFormat,
  FolderFiles,
  LibraryItem,
} from '#shared/protocol/index.ts';
import type { Run } from '#shared/protocol/entities.ts';
import { SMALL_GRAMMAR_SETTINGS } from '#shared/text/small-grammar/sample-settings.ts';
import type { MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';
import type { Connection, ConnectionState, TextFile } from '../connection/connection.ts';
import { i18n } from '../i18n/i18n.svelte.ts';
import { carryOut } from './commands.ts';
import { DataDraft } from './data-draft.svelte.ts';
import { isDataFile } from './data-files.ts';
import { DesktopConventions } from './desktop-conventions.svelte.ts';
import { ImportDraft } from './import-draft.svelte.ts';
import { Library } from './library.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { parentItem } from './parents.ts';
import { PickedRuns } from './picked-runs.svelte.ts';
import { MOST_PICKS } from './picks.ts';
import type { Preferences } from './preferences.svelte.ts';
import { newRunRoute, routeTo } from './route.ts';
import { Router } from './router.svelte.ts';
import { RunEnds } from './run-ends.ts';
import { Trash } from './trash.svelte.ts';
import { WindowState } from './window-state.svelte.ts';

type EntryChange = { name?: string; notes?: string; tags?: string[]; archived?: boolean };

export class App {
  readonly connection: Connection;
  readonly preferences: Preferences;
  readonly library: Library;
  readonly router = new Router();
  readonly notices = new Notices();
  readonly window = new WindowState();
  readonly draft: ImportDraft;
  readonly dataDraft: DataDraft;
  readonly picked: PickedRuns;
  readonly conventions: DesktopConventions;
  private readonly bin: Trash;
  private readonly runEnds: RunEnds;
  /** What a new run of a text begins with, besides the defaults: chosen at its import, or another run's settings. */
  readonly firstSettings: Record<number, Partial<TrainingSettings>> = {};
  /** What a new run of a data set begins with: another run's settings. */
  readonly firstPerceptron: Record<number, MlpTrainingSettings> = {};
  door = $state.raw<ConnectionState>({ status: 'connected' });
  info = $state.raw<EngineInfo | null>(null);
  /** Milliseconds since 1970, told once a second: for "4 seconds ago". */
  now = $state(Date.now());

  constructor(connection: Connection, preferences: Preferences) {
    this.connection = connection;
    this.preferences = preferences;
    this.library = new Library(connection);
    this.draft = new ImportDraft(connection);
    this.dataDraft = new DataDraft(connection);
    this.picked = new PickedRuns(preferences, this.library);
    this.bin = new Trash(connection, this.library, this.router, this.notices);
    this.conventions = new DesktopConventions(connection);
    this.runEnds = new RunEnds(this);
    this.door = connection.state;
  }

  /** @returns the function that ends it */
  start(): () => void {
    const { connection } = this;
    const ends = [
      this.router.watch(),
      this.conventions.start(),
      connection.subscribe((message) => this.onEvent(message)),
      connection.onStateChange((state) => (this.door = state)),
      connection.onFiles((files) => void this.importFiles(files)),
      connection.onMenu((command) => void carryOut(this, command)),
      connection.onShowRun((run) => this.router.go({ page: 'run', run, tab: 'training' })),
    ];
    const clock = setInterval(() => (this.now = Date.now()), 1000);
    void this.library.refresh();
    void this.notices.attempt(connection.request('engine.info', {})).then((info) => (this.info = info ?? this.info));
    return () => {
      clearInterval(clock);
      for (const end of ends) end();
    };
  }

  private onEvent(message: EventMessage): void {
    if (message.event === 'run-changed') this.runEnds.changed(message.payload.run);
    this.library.onEvent(message);
  }

  // New texts and data sets

  /** Takes texts or data in and shows them. Returns early when there were none. */
  async importFiles(files: readonly (File | ChosenFile)[]): Promise<void> {
    if (files.length === 0) return;
    if (this.router.route.page === 'import-data' || files.every(({ name }) => isDataFile(name)))
      return this.importData(files);
    this.router.go({ page: 'import' });
    await this.notices.attempt(this.draft.take(files));
  }

  /** A table, or pictures with their labels. */
  private async importData(files: readonly (File | ChosenFile)[]): Promise<void> {
    this.router.go({ page: 'import-data' });
    const taken = await this.notices.attempt(this.dataDraft.take(files));
    if (taken) this.notices.toast(i18n.t.data.oneTable(taken));
  }

  async openFiles(): Promise<void> {
    const chosen = await this.notices.attempt(this.connection.chooseFiles());
    await this.importFiles(chosen ?? []);
  }

  async openFolder(): Promise<void> {
    await this.importFolder(await this.notices.attempt(this.connection.chooseFolder()));
  }

  /** Text files of folders; says what was left out. */
  async importFolder(found: FolderFiles<TextFile> | null | undefined): Promise<void> {
    if (!found) return;
    const { files, leftOut } = found;
    if (leftOut) {
      const t = i18n.t.app;
      const names = i18n.format.list(leftOut.examples);
      const words = leftOut.tooMany ? t.tooManyFiles : t.leftOut(i18n.format.integer(leftOut.files), names);
      this.notices.toast(files.length === 0 && !leftOut.tooMany ? t.noTextFiles : words);
    }
    await this.importFiles(files);
  }

  importText(text: string): void {
    if (!text.trim()) return;
    if (this.router.route.page === 'import-data') {
      this.dataDraft.addText(text);
      this.router.go({ page: 'import-data' });
      return;
    }
    this.draft.addText(text);
    this.router.go({ page: 'import' });
  }

  /** The built-in text, ready for a first run. It is kept once: the second time it is there already. */
  async importSample(): Promise<void> {
    const importing = this.connection.request('corpora.import', {
      importId: crypto.randomUUID(),
      name: i18n.t.firstStart.sampleName,
      sources: [{ source: { kind: 'sample', sample: 'small-grammar' }, role: 'split' }],
      settings: SMALL_GRAMMAR_SETTINGS,
    });
    const corpus = await this.notices.attempt(importing);
    if (!corpus) return;
    await this.library.refresh();
    this.router.go({ page: 'new-run', corpus: corpus.id });
  }

  /** Weights from a file become a run: a dropped one, or else one that is asked for. */
  async importModel(file?: File): Promise<void> {
    const run = await this.notices.attempt(this.connection.importModel(file));
    if (!run) return;
    this.library.put(run);
    this.router.go({ page: 'run', run: run.id, tab: run.family === 'language' ? 'sample' : 'training' });
  }

  // What is in the library

  rename = (item: LibraryItem, name: string): Promise<boolean> => this.update(item, { name });
  /** From a list that has no room for a field. */
  renameOnPage(item: LibraryItem): void {
    this.window.renamingTitle = item;
    this.router.go(routeTo(item));
  }
  archive = async (item: LibraryItem, archived: boolean): Promise<void> => {
    const name = this.library.entry(item)?.name ?? '';
    if (!(await this.update(item, { archived }))) return;
    const t = i18n.t.actions;
    this.notices.toast(archived ? t.archived(name) : t.unarchived(name), {
      label: i18n.t.common.undo,
      run: () => void this.update(item, { archived: !archived }),
    });
  };

  /** Shown at once; what the engine says in the end is what stays. @returns false: it was not kept, which was said */
  async update(item: LibraryItem, change: EntryChange): Promise<boolean> {
    this.library.expect(item, change);
    const { request } = this.connection;
    const kept = await this.notices.attempt(
      {
        corpus: () => request('corpora.update', { corpus: item.id, ...change }),
        dataset: () => request('datasets.update', { dataSet: item.id, ...change }),
        run: () => request('runs.update', { run: item.id, ...change }),
      }[item.kind](),
    );
    await this.library.refresh();
    return kept !== undefined;
  }

  trash = (items: readonly LibraryItem[]): Promise<void> => this.bin.trash(items);
  restore = (items: readonly LibraryItem[]): Promise<void> => this.bin.restore(items);
  emptyTrash = (items?: readonly LibraryItem[]): Promise<void> => this.bin.empty(items);
  /** @returns false: there is nothing to undo */
  undoTrash = (): boolean => this.bin.undo();

  togglePick(run: number): void {
    if (!this.picked.toggle(run)) this.notices.toast(i18n.t.actions.mostPicks(i18n.format.integer(MOST_PICKS)));
  }

  // Runs

  /** A new run that begins with another's settings. */
  runAgain(run: Run): void {
    const parent = parentItem(run);
    if (parent === null) return;
    if (run.family === 'language') this.firstSettings[parent.id] = run.settings;
    else this.firstPerceptron[parent.id] = run.settings;
    this.router.go(newRunRoute(parent));
  }

  /** The best weights so far, or the last ones when there was no evaluation. */
  async exportRun(run: Run, format: ExportFormat): Promise<void> {
    const weights = run.best === null ? 'last' : 'best';
    const saved = await this.notices.attempt(this.connection.exportRun(run.id, format, weights));
    if (saved) this.notices.toast(i18n.t.actions.exported(run.name));
  }

  pause = (run: Run): Promise<unknown> => this.command('runs.pause', run);
  resume = (run: Run): Promise<unknown> => this.command('runs.resume', run);
  stop = (run: Run): Promise<unknown> => this.command('runs.stop', run);

  private command(name: 'runs.pause' | 'runs.resume' | 'runs.stop', run: Run): Promise<unknown> {
    return this.notices.attempt(this.connection.request(name, { run: run.id }));
  }
}

export const [getApp, setApp] = createContext<App>();
