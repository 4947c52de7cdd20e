/** The native menu: its commands, its keys, both languages, on each system. */
import type { MenuItemConstructorOptions as Item } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { MENU_COMMANDS, type MenuCommand } from '#shared/protocol/desktop-bridge.ts';
import { type MenuState, menuTemplate } from '../../src-main/desktop/menu-template.ts';
import { chooseLanguage, words } from '../../src-main/desktop/words.ts';
import { isCommand, SHORTCUTS } from '../../src-renderer/state/shortcuts.ts';
import { isAccelerator } from '../e2e/electron-stand-in/accelerator.ts';

const PLATFORMS = ['linux', 'win32', 'darwin'] as const;

function stateOf(platform: NodeJS.Platform, changes: Partial<Pick<MenuState, 'recent' | 'readme'>> = {}) {
  const actions = {
    command: vi.fn<(command: MenuCommand) => void>(),
    openRecent: vi.fn<(id: string) => void>(),
    clearRecent: vi.fn<() => void>(),
    showDataFolder: vi.fn<() => void>(),
    showLogFolder: vi.fn<() => void>(),
    openReadme: vi.fn<() => void>(),
  };
  return { words: words.en, platform, recent: [], readme: true, actions, ...changes };
}
const itemsOf = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);
const click = (item: Item | undefined): void => (item?.click as (() => void) | undefined)?.();

/** The item of each command. */
function commandItems(platform: NodeJS.Platform): Map<MenuCommand, Item> {
  const state = stateOf(platform);
  const found = new Map<MenuCommand, Item>();
  for (const item of itemsOf(menuTemplate(state))) {
    state.actions.command.mockClear();
    if (item.role === undefined) click(item);
    const [called] = state.actions.command.mock.calls;
    if (called) found.set(called[0], item);
  }
  return found;
}

describe.each(PLATFORMS)('on %s', (platform) => {
  test('every command is there, but for tabs that nothing has yet', () => {
    const expected = MENU_COMMANDS.filter((name) => name !== 'tab-3' && name !== 'tab-4');
    expect([...commandItems(platform).keys()].sort()).toEqual([...expected].sort());
  });
  test('the keys are those of the page, understood by Electron, and only shown where the page hears them', () => {
    for (const [command, { accelerator, registerAccelerator }] of commandItems(platform)) {
      if (accelerator === undefined) continue;
      expect(isAccelerator(accelerator), accelerator).toBe(true);
      expect(registerAccelerator).toBe(false);
      const shortcut = SHORTCUTS.filter(isCommand).find((one) => one.command === command);
      expect(shortcut?.keys, command).toContain(accelerator.replace('CmdOrCtrl', 'Mod'));
    }
  });
  test('every item has a label, or separates', () => {
    for (const item of itemsOf(menuTemplate(stateOf(platform)))) expect(item.label ?? item.type).toBeTruthy();
  });
  test('quitting, the settings and what it is are where people look for them', () => {
    const menus = menuTemplate(stateOf(platform));
    const home = (found: (item: Item) => boolean): string | undefined =>
      menus.find((menu) => itemsOf([menu]).some(found))?.label;
    const isMac = platform === 'darwin';
    expect(home(({ role }) => role === 'quit')).toBe(isMac ? 'Unfold' : 'File');
    expect(home(({ label }) => label === 'Settings…')).toBe(isMac ? 'Unfold' : 'File');
    expect(home(({ role }) => role === 'about')).toBe(isMac ? 'Unfold' : 'Help');
  });
});

test('on macOS no key of a text field is taken away', () => {
  const items = commandItems('darwin');
  for (const name of ['rename', 'trash', 'undo-trash', 'paste-text'] as const)
    expect(items.get(name)?.accelerator).toBeUndefined();
});

test('recent files are listed with their folders, ampersands as they are, and can be forgotten', () => {
  const recent = [{ id: 'x', name: 'Q&A.txt', folder: '/home/me' }];
  const state = stateOf('linux', { recent });
  const submenu = itemsOf(menuTemplate(state)).find(({ label }) => label === 'Open Recent')?.submenu;
  const items = Array.isArray(submenu) ? submenu : [];
  expect(items[0]?.label).toBe('Q&&A.txt — /home/me');
  click(items[0]);
  expect(state.actions.openRecent).toHaveBeenCalledWith('x');
  click(items.at(-1));
  expect(state.actions.clearRecent).toHaveBeenCalledOnce();

  const none = itemsOf(menuTemplate(stateOf('linux'))).find(({ label }) => label === 'No Recent Files');
  expect(none?.enabled).toBe(false);
});

test('the read me is offered where it is', () => {
  const labels = (readme: boolean) => itemsOf(menuTemplate(stateOf('linux', { readme }))).map(({ label }) => label);
  expect(labels(true)).toContain('Read Me');
  expect(labels(false)).not.toContain('Read Me');
});

test('both languages say everything, and Chinese is Chinese', () => {
  const sentences = (value: unknown): string[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentences) : [String(value)];
  const { menu, ended, formats } = words.zh;
  for (const word of sentences({ menu, ended, formats })) expect(word).toMatch(/\p{Script=Han}/u);
  expect(Object.values(words.en.menu).every((word) => word !== '')).toBe(true);
  expect(words.zh.dialog.leftOut(5, 'a、b、c')).toContain('5');
  expect(words.en.dialog.leftOut(1, 'a.png')).toBe('One file is no text and was left out: a.png.');
});

test('the language is the first of the person’s that Unfold speaks', () => {
  expect(chooseLanguage(['fr-CA', 'zh-Hans-CN', 'en'])).toBe('zh');
  expect(chooseLanguage(['en-US', 'zh'])).toBe('en');
  expect(chooseLanguage(['fi'])).toBe('en');
  expect(chooseLanguage([])).toBe('en');
});
