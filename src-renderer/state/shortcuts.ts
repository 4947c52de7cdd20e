/** Every key of the window in one table: what is pressed is looked up in it, and what is shown is read from it. */
import type { MenuCommand } from '#shared/protocol/index.ts';

export type Door = 'desktop' | 'browser';
export type Command = MenuCommand | 'next-region' | 'previous-region';

/** `Mod` is Cmd on macOS and Ctrl elsewhere. The last part is the key, a letter or digit by what it writes. */
export type Keys = string;

/** Which part of the table it stands in. */
export const SHORTCUT_GROUPS = ['text', 'run', 'library', 'window', 'chart', 'sample'] as const;
export type ShortcutGroup = (typeof SHORTCUT_GROUPS)[number];

interface ShortcutBase {
  readonly group: ShortcutGroup;
  readonly keys: readonly Keys[];
  /** In a browser, which keeps the usual ones for itself. */
  readonly browser?: readonly Keys[];
  /** Never while something is typed: the field needs these keys. */
  readonly notWhileTyping?: boolean;
}
/** Carried out by the window, wherever one is. */
export interface CommandShortcut extends ShortcutBase {
  readonly command: Command;
}
/** Heard by the part of a page that has it; here to be shown. */
export interface PageShortcut extends ShortcutBase {
  readonly shown:
    | 'paste'
    | 'move'
    | 'open'
    | 'pick'
    | 'fold'
    | 'actions'
    | 'take-word'
    | 'take-back'
    | 'reading-line'
    | 'zoom'
    | 'whole'
    | 'log'
    | 'smoothing'
    | 'table'
    | 'step'
    | 'close';
}
export type Shortcut = CommandShortcut | PageShortcut;

export const SHORTCUTS: readonly Shortcut[] = [
  { group: 'text', command: 'open-files', keys: ['Mod+O'] },
  { group: 'text', command: 'open-folder', keys: ['Mod+Shift+O'], browser: ['Alt+Shift+O'] },
  { group: 'text', shown: 'paste', keys: ['Mod+V'] },
  { group: 'text', command: 'sample-text', keys: ['Mod+Shift+T'], browser: ['Alt+Shift+T'] },
  { group: 'run', command: 'new-run', keys: ['Mod+N'], browser: ['Alt+Shift+N'] },
  { group: 'run', command: 'primary-action', keys: ['Mod+Enter'] },
  { group: 'run', command: 'pause-or-continue', keys: ['Mod+P'], browser: ['Alt+Shift+P'] },
  { group: 'run', command: 'stop', keys: ['Mod+.'] },
  { group: 'run', shown: 'step', keys: ['N'] },
  { group: 'library', command: 'search', keys: ['Mod+K'] },
  { group: 'library', shown: 'move', keys: ['ArrowUp', 'ArrowDown'] },
  { group: 'library', shown: 'fold', keys: ['ArrowLeft', 'ArrowRight'] },
  { group: 'library', shown: 'open', keys: ['Enter'] },
  { group: 'library', shown: 'pick', keys: ['Space'] },
  { group: 'library', shown: 'actions', keys: ['Shift+F10'] },
  { group: 'library', command: 'rename', keys: ['F2'], notWhileTyping: true },
  { group: 'library', command: 'trash', keys: ['Delete'], notWhileTyping: true },
  { group: 'library', command: 'undo-trash', keys: ['Mod+Z'], notWhileTyping: true },
  { group: 'window', command: 'tab-1', keys: ['Mod+1'], browser: ['Alt+Shift+1'] },
  { group: 'window', command: 'tab-2', keys: ['Mod+2'], browser: ['Alt+Shift+2'] },
  { group: 'window', command: 'tab-3', keys: ['Mod+3'], browser: ['Alt+Shift+3'] },
  { group: 'window', command: 'tab-4', keys: ['Mod+4'], browser: ['Alt+Shift+4'] },
  { group: 'window', command: 'compare', keys: ['Mod+Shift+C'], browser: ['Alt+Shift+C'] },
  { group: 'window', command: 'next-region', keys: ['F6'] },
  { group: 'window', command: 'previous-region', keys: ['Shift+F6'] },
  { group: 'window', command: 'settings', keys: ['Mod+,'] },
  { group: 'window', command: 'shortcuts', keys: ['?'], notWhileTyping: true },
  { group: 'window', shown: 'close', keys: ['Escape'] },
  { group: 'chart', shown: 'reading-line', keys: ['ArrowLeft', 'ArrowRight'] },
  { group: 'chart', shown: 'zoom', keys: ['+', '-'] },
  { group: 'chart', shown: 'whole', keys: ['0'] },
  { group: 'chart', shown: 'log', keys: ['L'] },
  { group: 'chart', shown: 'smoothing', keys: ['S'] },
  { group: 'chart', shown: 'table', keys: ['T'] },
  { group: 'sample', shown: 'take-word', keys: ['1', '9'] },
  { group: 'sample', shown: 'take-back', keys: ['Backspace'] },
];

export const isCommand = (shortcut: Shortcut): shortcut is CommandShortcut => 'command' in shortcut;
export const keysIn = (door: Door, shortcut: Shortcut): readonly Keys[] =>
  (door === 'browser' ? shortcut.browser : undefined) ?? shortcut.keys;

/** What a key event says of itself. */
export interface KeyPress {
  readonly key: string;
  /** The key's place on the board. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The command of what was pressed, or null. */
export function commandOf(press: KeyPress, door: Door, mac: boolean, typing: boolean): Command | null {
  const found = SHORTCUTS.filter(isCommand).find(
    (shortcut) =>
      !(typing && shortcut.notWhileTyping) && keysIn(door, shortcut).some((keys) => isPressed(press, keys, mac)),
  );
  return found?.command ?? null;
}

/** A plus alone is itself a key. */
const partsOf = (keys: Keys): readonly string[] => (keys === '+' ? [keys] : keys.split('+'));

export function isPressed(press: KeyPress, keys: Keys, mac: boolean): boolean {
  const parts = partsOf(keys);
  const key = parts.at(-1)!;
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  // what a sign needs to be written, a shift or an Alt, depends on the board
  const isSign = /^[^\p{L}\p{N}]$/u.test(key);
  return (
    mod === parts.includes('Mod') &&
    !other &&
    (isSign || press.altKey === parts.includes('Alt')) &&
    (isSign || press.shiftKey === parts.includes('Shift')) &&
    isKey(press, key)
  );
}

/** Letters by what they write, and by their place where the board writes none of ours or Alt changed it. */
function isKey({ key, code }: KeyPress, wanted: string): boolean {
  if (/^[A-Z]$/.test(wanted)) return /^[a-z]$/i.test(key) ? key.toUpperCase() === wanted : code === `Key${wanted}`;
  if (/^\d$/.test(wanted)) return /^\d$/.test(key) ? key === wanted : code === `Digit${wanted}`;
  if (wanted === 'Space') return key === ' ';
  return key === wanted;
}

/** Which of some single keys was pressed for the page: not while typing, nor beneath a dialog or a form over the page. */
export function pageKeyOf<K extends string>(event: KeyboardEvent, keys: readonly K[]): K | null {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (isTyping(event.target) || document.querySelector('dialog[open]')) return null;
  return keys.find((key) => isKey(event, key)) ?? null;
}

const MAC_SIGNS: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↩',
  Delete: '⌦',
  Backspace: '⌫',
};
const SIGNS: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** As it stands on the keys: Ctrl Shift T, ⌘ ⇧ T. */
export const keyNames = (keys: Keys, mac: boolean): readonly string[] =>
  partsOf(keys).map((part) => (mac ? MAC_SIGNS[part] : undefined) ?? SIGNS[part] ?? part);

/** For a hint beside an action: its first keys, or '' when it has none. */
export function hintOf(command: Command, door: Door, mac: boolean): string {
  const shortcut = SHORTCUTS.filter(isCommand).find((one) => one.command === command);
  const [first] = shortcut ? keysIn(door, shortcut) : [];
  return first === undefined ? '' : keyNames(first, mac).join(' ');
}

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** Is text being typed there? */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches(
      'textarea, select, input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=file])',
    ));
