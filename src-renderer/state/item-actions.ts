/** What can be done with a text, a data set or a run: the same wherever it is shown. */
import type { ExportFormat, LibraryItem, Run } from '#shared/protocol/index.ts';
import { i18n } from '../i18n/i18n.svelte.ts';
import type { App } from './app.svelte.ts';
import { parentItem } from './parents.ts';
import { newRunRoute } from './route.ts';
import { canPause, canResume, canStop, hasWeights } from './run-status.ts';
import { type Command, hintOf, isMac } from './shortcuts.ts';

export interface Action {
  readonly text: string;
  /** The keys that do the same. */
  readonly hint?: string;
  /** A line stands above it. */
  readonly apart?: boolean;
  /** null: it can be done; else why not now. */
  readonly refused?: string | null;
  readonly run: () => void;
}

/** @param rename begins it where the item is shown */
export function actionsOf(app: App, item: LibraryItem, rename: () => void): readonly Action[] {
  const entry = app.library.entry(item);
  if (!entry) return [];
  const t = i18n.t.actions;
  const hint = (command: Command): string => hintOf(command, app.connection.door, isMac());
  return [
    { text: i18n.t.common.rename, hint: hint('rename'), run: rename },
    ...(item.kind === 'run' ? ofRun(app, entry as Run, hint) : ofParent(app, item, hint)),
    {
      text: entry.archived ? t.unarchive : t.archive,
      apart: true,
      run: () => void app.archive(item, !entry.archived),
    },
    { text: i18n.t.common.delete, hint: hint('trash'), run: () => void app.trash([item]) },
  ];
}

function ofRun(app: App, run: Run, hint: (command: Command) => string): readonly Action[] {
  const t = i18n.t.actions;
  const { status } = run;
  const picked = app.picked.has(run.id);
  const noWeights = hasWeights(run) ? null : t.noWeights;
  const exported = (text: string, format: ExportFormat, refused: string | null): Action => ({
    text,
    refused,
    run: () => void app.exportRun(run, format),
  });
  return [
    ...(canPause(status)
      ? [{ text: i18n.t.run.pause, hint: hint('pause-or-continue'), run: () => void app.pause(run) }]
      : []),
    ...(canResume(status)
      ? [{ text: i18n.t.run.resume, hint: hint('pause-or-continue'), run: () => void app.resume(run) }]
      : []),
    ...(canStop(status) ? [{ text: i18n.t.run.stop, hint: hint('stop'), run: () => void app.stop(run) }] : []),
    {
      text: picked ? t.unpick : t.pick,
      refused: !picked && app.picked.full ? t.tooManyPicks : null,
      run: () => app.togglePick(run.id),
    },
    ...(parentItem(run) === null ? [] : [{ text: i18n.t.run.newFromThese, run: () => app.runAgain(run) }]),
    { ...exported(t.exportWeights, 'safetensors', noWeights), apart: true },
    exported(t.exportNumpy, 'npz', noWeights),
    exported(t.exportFigures, 'csv', null),
    exported(t.exportEverything, 'json', null),
  ];
}

const ofParent = (app: App, item: LibraryItem, hint: (command: Command) => string): readonly Action[] => [
  {
    text: item.kind === 'corpus' ? i18n.t.text.newRun : i18n.t.data.newRun,
    hint: hint('new-run'),
    run: () => app.router.go(newRunRoute(item)),
  },
];
