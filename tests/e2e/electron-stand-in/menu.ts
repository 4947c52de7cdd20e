/** `Menu`: kept as data, with the labels that Electron gives to roles. */
import type * as Electron from 'electron';

const ROLE_LABELS: Readonly<Record<string, string>> = {
  appMenu: 'Unfold',
  editMenu: 'Edit',
  windowMenu: 'Window',
  quit: 'Quit',
  close: 'Close Window',
};

export interface MenuItem {
  readonly label: string;
  readonly role: string | undefined;
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
    return new Menu(
      template.map(({ label, role, submenu, click }) => ({
        label: label ?? ROLE_LABELS[role ?? ''] ?? '',
        role,
        submenu: Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : undefined,
        // a test clicks without a window or a key
        click: () => (click as (() => void) | undefined)?.(),
      })),
    );
  }
}
