/** The table of keys: what is pressed, what is shown, in each door and on each board. */
import { afterEach, describe, expect, it } from 'vitest';
import { MENU_COMMANDS } from '#shared/protocol/index.ts';
import {
  commandOf,
  hintOf,
  isCommand,
  keyNames,
  type KeyPress,
  keysIn,
  pageKeyOf,
  SHORTCUTS,
} from '../../../src-renderer/state/shortcuts.ts';

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...over,
});
const ctrl = { ctrlKey: true };
const altShift = { altKey: true, shiftKey: true };

describe('keys', () => {
  it('mean what the table says', () => {
    const desktop = (one: KeyPress, typing = false) => commandOf(one, 'desktop', false, typing);
    expect(desktop(press('o', ctrl))).toBe('open-files');
    expect(desktop(press('O', { ...ctrl, shiftKey: true }))).toBe('open-folder');
    expect(desktop(press('2', ctrl))).toBe('tab-2');
    expect(desktop(press('F6', { shiftKey: true }))).toBe('previous-region');
    expect(desktop(press('o'))).toBeNull();
    expect(desktop(press('o', { ...ctrl, altKey: true }))).toBeNull();
  });
  it('leave a field what it needs', () => {
    expect(commandOf(press('z', ctrl), 'desktop', false, true)).toBeNull();
    expect(commandOf(press('Delete'), 'desktop', false, true)).toBeNull();
    expect(commandOf(press('?', { shiftKey: true }), 'desktop', false, true)).toBeNull();
    expect(commandOf(press('Enter', ctrl), 'desktop', false, true)).toBe('primary-action');
  });
  it('have others in a browser, where it keeps the usual ones', () => {
    const browser = (one: KeyPress) => commandOf(one, 'browser', false, false);
    expect(browser(press('n', ctrl))).toBeNull();
    expect(browser(press('N', altShift))).toBe('new-run');
    expect(browser(press('!', { ...altShift, code: 'Digit1' }))).toBe('tab-1');
    expect(browser(press('k', ctrl))).toBe('search');
    expect(hintOf('new-run', 'browser', false)).toBe('Alt Shift N');
    expect(hintOf('new-run', 'desktop', false)).toBe('Ctrl N');
  });
  it('are Cmd on a Mac, where Alt changes what a letter writes', () => {
    expect(commandOf(press('k', { metaKey: true }), 'desktop', true, false)).toBe('search');
    expect(commandOf(press('k', ctrl), 'desktop', true, false)).toBeNull();
    expect(commandOf(press('˜', { ...altShift, code: 'KeyN' }), 'browser', true, false)).toBe('new-run');
    expect(keyNames('Mod+Shift+T', true)).toEqual(['⌘', '⇧', 'T']);
  });
  it('go by what a board writes, and by place where it writes none of our letters', () => {
    // a French board: the key at Q's place writes an A
    expect(commandOf(press('k', { ...ctrl, code: 'KeyQ' }), 'desktop', false, false)).toBe('search');
    expect(commandOf(press('л', { ...ctrl, code: 'KeyK' }), 'desktop', false, false)).toBe('search');
    expect(commandOf(press('.', { ...ctrl, shiftKey: true }), 'desktop', false, false)).toBe('stop');
  });
  it('are named whole, a plus too', () => {
    expect(keyNames('Mod+Shift+T', false)).toEqual(['Ctrl', 'Shift', 'T']);
    expect(keyNames('+', false)).toEqual(['+']);
  });
  it.each(['desktop', 'browser'] as const)('mean one thing each in the %s', (door) => {
    const keys = SHORTCUTS.filter(isCommand).flatMap((shortcut) => keysIn(door, shortcut));
    expect(new Set(keys).size).toBe(keys.length);
  });
  it('reach every command of the menu that has no other way in', () => {
    const known = new Set<string>(SHORTCUTS.filter(isCommand).map(({ command }) => command));
    expect(MENU_COMMANDS.filter((command) => !known.has(command))).toEqual(['import-model', 'paste-text']);
  });
});

describe('single keys of a page', () => {
  afterEach(() => document.body.replaceChildren());
  /** What the page makes of a key that is pressed in an element. */
  function heard(element: HTMLElement, key: string, over: KeyboardEventInit = {}): string | null {
    let found: string | null = null;
    const listen = (event: KeyboardEvent): void => void (found = pageKeyOf(event, ['L', 'T', '1']));
    document.body.append(element);
    addEventListener('keydown', listen);
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...over }));
    removeEventListener('keydown', listen);
    return found;
  }
  const element = (name: string): HTMLElement => document.createElement(name);

  it('are heard with capitals and on boards that write other letters', () => {
    expect(heard(element('button'), 't')).toBe('T');
    expect(heard(element('button'), 'L')).toBe('L');
    expect(heard(element('button'), 'д', { code: 'KeyL' })).toBe('L');
    expect(heard(element('button'), '1')).toBe('1');
    expect(heard(element('button'), 'x')).toBeNull();
  });
  it('are not heard while something is typed, with other keys held, or beneath a dialog', () => {
    expect(heard(element('textarea'), 't')).toBeNull();
    expect(heard(element('button'), 't', { ctrlKey: true })).toBeNull();
    expect(heard(element('button'), 't', { isComposing: true })).toBeNull();
    const dialog = element('dialog');
    dialog.setAttribute('open', '');
    document.body.append(dialog);
    expect(heard(element('button'), 't')).toBeNull();
  });
});
