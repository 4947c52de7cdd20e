/** Whether Electron understands a key combination, by its documentation. */

const MODIFIERS = [
  ...['command', 'cmd', 'control', 'ctrl', 'commandorcontrol', 'cmdorctrl'],
  ...['alt', 'option', 'altgr', 'shift', 'super', 'meta'],
];
const NAMED = [
  ...['plus', 'space', 'tab', 'capslock', 'numlock', 'scrolllock', 'backspace', 'delete', 'insert', 'return', 'enter'],
  ...['up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown', 'escape', 'esc', 'printscreen'],
  ...['volumeup', 'volumedown', 'volumemute', 'medianexttrack', 'mediaprevioustrack', 'mediastop', 'mediaplaypause'],
];
const KEY = /^([a-z0-9]|f([1-9]|1\d|2[0-4])|num([0-9]|dec|add|sub|mult|div)|[)!@#$%^&*(:;=<,_\->.?/~`{\][|\\}"'])$/;

export function isAccelerator(text: string): boolean {
  const parts = text.toLowerCase().split('+');
  const key = parts.pop() ?? '';
  return parts.every((part) => MODIFIERS.includes(part)) && (KEY.test(key) || NAMED.includes(key));
}
