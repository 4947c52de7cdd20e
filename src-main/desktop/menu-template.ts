/**
 * The native menu as data. Most items are commands to the page, which does the work; roles where the system has its own.
 * The page hears the keys of its commands itself and knows whether somebody types, so the menu only shows them. macOS
 * knows no keys that are only shown, but asks the page first: what it has heard does not reach the menu.
 */
import type { MenuItemConstructorOptions as Item } from 'electron';
import type { MenuCommand, RecentFile } from '#shared/protocol/index.ts';
import type { Words } from './words.ts';

export interface MenuActions {
  command(command: MenuCommand): void;
  openRecent(id: string): void;
  clearRecent(): void;
  showDataFolder(): void;
  showLogFolder(): void;
  openReadme(): void;
}

export interface MenuState {
  readonly words: Words;
  readonly platform: NodeJS.Platform;
  readonly recent: readonly RecentFile[];
  /** Whether there is one on this machine that can be shown. */
  readonly readme: boolean;
  readonly actions: MenuActions;
}

const SEPARATOR: Item = { type: 'separator' };

/** In a label, one ampersand marks the next letter as the key to the item. */
const literal = (text: string): string => text.replaceAll('&', '&&');

export function menuTemplate(state: MenuState): Item[] {
  const { words, platform, actions } = state;
  const t = words.menu;
  const isMac = platform === 'darwin';
  const command = (label: string, name: MenuCommand, accelerator?: string): Item => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    click: () => actions.command(name),
  });
  const settings = command(t.settings, 'settings', 'CmdOrCtrl+,');
  const closeItem: Item = { role: 'close', label: t.close };
  const about: Item = { role: 'about', label: t.about };

  const app: Item = {
    label: 'Unfold', // macOS shows the program's own name there
    submenu: [
      about,
      SEPARATOR,
      settings,
      SEPARATOR,
      { role: 'services', label: t.services },
      SEPARATOR,
      { role: 'hide', label: t.hide },
      { role: 'hideOthers', label: t.hideOthers },
      { role: 'unhide', label: t.showAll },
      SEPARATOR,
      { role: 'quit', label: t.quit },
    ],
  };
  const file: Item = {
    label: t.file,
    submenu: [
      command(t.openFiles, 'open-files', 'CmdOrCtrl+O'),
      command(t.openFolder, 'open-folder', 'CmdOrCtrl+Shift+O'),
      { label: t.openRecent, submenu: recentItems(state) },
      SEPARATOR,
      command(t.pasteText, 'paste-text'),
      command(t.sampleText, 'sample-text', 'CmdOrCtrl+Shift+T'),
      command(t.importModel, 'import-model'),
      SEPARATOR,
      { label: t.showData, click: actions.showDataFolder },
      SEPARATOR,
      ...(isMac ? [] : [settings, SEPARATOR]),
      isMac ? closeItem : { role: 'quit', label: t.quit },
    ],
  };
  const edit: Item = {
    label: t.edit,
    submenu: [
      { role: 'undo', label: t.undo },
      { role: 'redo', label: t.redo },
      SEPARATOR,
      { role: 'cut', label: t.cut },
      { role: 'copy', label: t.copy },
      { role: 'paste', label: t.paste },
      { role: 'delete', label: t.delete },
      { role: 'selectAll', label: t.selectAll },
      SEPARATOR,
      // keys that text fields need are not for a menu that would take them away
      command(t.rename, 'rename', isMac ? undefined : 'F2'),
      command(t.trash, 'trash', isMac ? undefined : 'Delete'),
      command(t.undoTrash, 'undo-trash'),
      SEPARATOR,
      command(t.search, 'search', 'CmdOrCtrl+K'),
    ],
  };
  const view: Item = {
    label: t.view,
    submenu: [
      command(t.training, 'tab-1', 'CmdOrCtrl+1'),
      command(t.sample, 'tab-2', 'CmdOrCtrl+2'),
      command(t.compare, 'compare', 'CmdOrCtrl+Shift+C'),
      SEPARATOR,
      { role: 'resetZoom', label: t.resetZoom },
      { role: 'zoomIn', label: t.zoomIn },
      { role: 'zoomOut', label: t.zoomOut },
      SEPARATOR,
      { role: 'togglefullscreen', label: t.fullScreen },
      { role: 'toggleDevTools', label: t.developerTools },
    ],
  };
  const run: Item = {
    label: t.run,
    submenu: [
      command(t.newRun, 'new-run', 'CmdOrCtrl+N'),
      command(t.primaryAction, 'primary-action', 'CmdOrCtrl+Enter'),
      SEPARATOR,
      command(t.pauseOrContinue, 'pause-or-continue', 'CmdOrCtrl+P'),
      command(t.stop, 'stop', 'CmdOrCtrl+.'),
    ],
  };
  const macWindowItems: Item[] = [{ role: 'zoom', label: t.zoom }, SEPARATOR, { role: 'front', label: t.front }];
  const window: Item = {
    label: t.window,
    ...(isMac ? { role: 'window' } : {}),
    submenu: [{ role: 'minimize', label: t.minimize }, ...(isMac ? macWindowItems : [closeItem])],
  };
  const help: Item = {
    label: t.help,
    ...(isMac ? { role: 'help' } : {}),
    submenu: [
      command(t.shortcuts, 'shortcuts'),
      ...(state.readme ? [{ label: t.readme, click: actions.openReadme }] : []),
      { label: t.logFolder, click: actions.showLogFolder },
      ...(isMac ? [] : [SEPARATOR, about]),
    ],
  };
  return [...(isMac ? [app] : []), file, edit, view, run, window, help];
}

function recentItems({ words, recent, actions }: MenuState): Item[] {
  if (recent.length === 0) return [{ label: words.menu.noneRecent, enabled: false }];
  return [
    ...recent.map(({ id, name, folder }) => ({
      label: literal(`${name} — ${folder}`),
      click: () => actions.openRecent(id),
    })),
    SEPARATOR,
    { label: words.menu.clearRecent, click: actions.clearRecent },
  ];
}
