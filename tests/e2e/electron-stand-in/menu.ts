/** `Menu`: kept as data, checked as Electron checks it. */
import type * as Electron from 'electron';
import { isAccelerator } from './accelerator.ts';

/** Elsewhere they are items that do nothing. */
const MAC_ROLES: readonly string[] = [
  ...['appMenu', 'services', 'hide', 'hideOthers', 'unhide', 'zoom', 'front', 'window', 'help'],
  ...['recentDocuments', 'clearRecentDocuments'],
];
const ROLES: readonly string[] = [
  ...['undo', 'redo', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete', 'selectAll'],
  ...['reload', 'forceReload', 'toggleDevTools', 'resetZoom', 'zoomIn', 'zoomOut', 'toggleSpellChecker'],
  ...['togglefullscreen', 'minimize', 'close', 'about', 'quit', 'fileMenu', 'editMenu', 'viewMenu', 'windowMenu'],
  ...(process.platform === 'darwin' ? MAC_ROLES : []),
];

export interface MenuItem {
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly enabled: boolean;
  readonly submenu: Menu | undefined;
  click(): void;
}

export class Menu {
  static #application: Menu | null = null;
  readonly items: MenuItem[];
  constructor(items: MenuItem[] = []) {
    this.items = items;
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }
  static buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Menu {
    return new Menu(template.map(menuItem));
  }
}

function menuItem({
  label,
  role,
  type,
  accelerator,
  enabled,
  submenu,
  click,
}: Electron.MenuItemConstructorOptions): MenuItem {
  if (label === undefined && role === undefined && type === undefined)
    throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
  if (role !== undefined && !ROLES.includes(role)) throw new TypeError(`There is no role "${role}".`);
  if (accelerator !== undefined && !isAccelerator(accelerator)) throw new TypeError(`No accelerator: ${accelerator}`);
  return {
    label: label ?? role ?? '',
    role,
    type: type ?? (submenu ? 'submenu' : 'normal'),
    accelerator,
    enabled: enabled ?? true,
    submenu: Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : undefined,
    // a test clicks without a window or a key; with a role, `click` is ignored, and nobody clicks what is greyed out
    click: () => {
      if (role === undefined && enabled !== false) (click as (() => void) | undefined)?.();
    },
  };
}
