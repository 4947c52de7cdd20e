/** A connection without an engine: answers from a table, records what was asked, sends the events a test wants. */
import type {
  Arguments,
  ChosenFile,
  EventMessage,
  FolderFiles,
  Listener,
  MenuCommand,
  OutgoingFile,
  RecentFile,
  Request,
  RequestName,
  Result,
  Run,
} from '#shared/protocol/index.ts';
import { UnfoldError } from '#shared/protocol/errors.ts';
import type { Connection, ConnectionState, TextFile } from '../../src-renderer/connection/connection.ts';
import { createListeners } from '../../src-renderer/connection/listeners.ts';

type Answers = { [N in RequestName]?: (args: Arguments<N>) => Result<N> | Promise<Result<N>> };

export class FakeConnection implements Connection {
  readonly door = 'browser';
  readonly calls: { readonly name: RequestName; readonly args: unknown }[] = [];
  answers: Answers;
  state: ConnectionState = { status: 'connected' };
  chosen: Awaited<ReturnType<Connection['chooseFiles']>> = [];
  private readonly listeners = new Set<Listener>();
  private readonly stateListeners = new Set<(state: ConnectionState) => void>();

  constructor(answers: Answers = {}) {
    this.answers = {
      'engine.info': () => ({
        version: '0.0.0',
        dataFolder: '/home/me/Unfold',
        kernels: 'test',
        kernelsNote: '',
        logFolder: '/home/me/Unfold/logs',
      }),
      'corpora.list': () => [],
      'datasets.list': () => [],
      'runs.list': () => [],
      ...answers,
    };
  }

  readonly request: Request = async <N extends RequestName>(name: N, args: Arguments<N>): Promise<Result<N>> => {
    this.calls.push({ name, args });
    const answer = this.answers[name];
    if (!answer) throw new UnfoldError('not-found', `The test has no answer for ${name}.`);
    return await answer(args);
  };

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly onStateChange = (listener: (state: ConnectionState) => void): (() => void) => {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  };

  /** Files by name that cannot be taken. */
  refuseFile: Readonly<Record<string, Error>> = {};
  readonly takeFile = async (file: File) => {
    const refusal = this.refuseFile[file.name];
    if (refusal) throw refusal;
    return { kind: 'file' as const, id: `file ${file.name}` };
  };
  readonly chooseFiles = async () => this.chosen;
  chosenFolder: FolderFiles<TextFile> | null = null;
  readonly chooseFolder = async () => this.chosenFolder;
  readonly takeDropped = async ({ files }: DataTransfer) => ({ files: [...files], leftOut: null });

  /** As if the system did: a file handed over, an item of the menu, a click on a notification. */
  readonly handed = createListeners<readonly ChosenFile[]>();
  readonly onFiles = this.handed.add;
  readonly menu = createListeners<MenuCommand>();
  readonly onMenu = this.menu.add;
  readonly runsToShow = createListeners<number>();
  readonly onShowRun = this.runsToShow.add;

  recent: readonly RecentFile[] = [];
  readonly recentFiles = async () => this.recent;
  readonly openRecentFile = async (id: string): Promise<ChosenFile> => ({
    name: this.recent.find((file) => file.id === id)?.name ?? '',
    bytes: 1,
    source: { kind: 'file', id },
  });

  language = '';
  readonly setLanguage = (language: string): void => void (this.language = language);
  notifications: boolean | null = null;
  readonly setNotifications = (wanted: boolean): void => void (this.notifications = wanted);
  readonly saved: OutgoingFile[] = [];
  readonly saveFile = (file: OutgoingFile): void => void this.saved.push(file);
  readonly dragged: OutgoingFile[] = [];
  readonly dragOut = (_event: DragEvent, file: OutgoingFile): void => void this.dragged.push(file);
  readonly exported: Parameters<Connection['exportRun']>[] = [];
  readonly exportRun = async (...asked: Parameters<Connection['exportRun']>) => this.exported.push(asked) > 0;
  importedModel: Run | null = null;
  readonly importModel = async () => this.importedModel;
  readonly openLogFolder: Connection['openLogFolder'] = null;

  emit(message: EventMessage): void {
    for (const listener of this.listeners) listener(message);
  }

  changeState(state: ConnectionState): void {
    this.state = state;
    for (const listener of this.stateListeners) listener(state);
  }

  callsOf<N extends RequestName>(name: N): Arguments<N>[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.args as Arguments<N>);
  }
}
