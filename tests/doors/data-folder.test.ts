import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder } from '../../src-main/data-folder.ts';

const home = join('/', 'home', 'ada');
const at = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}) => ({ platform, env, home });

test('is the platform’s folder for application data', () => {
  expect(dataFolder(undefined, at('linux'))).toBe(join(home, '.local', 'share', 'unfold'));
  expect(dataFolder(undefined, at('darwin'))).toBe(join(home, 'Library', 'Application Support', 'Unfold'));
  expect(dataFolder(undefined, at('win32', { APPDATA: join(home, 'Roaming') }))).toBe(join(home, 'Roaming', 'Unfold'));
  expect(dataFolder(undefined, at('win32'))).toBe(join(home, 'AppData', 'Roaming', 'Unfold'));
});

test('follows XDG_DATA_HOME, unless it is relative', () => {
  const data = resolve('/', 'data');
  expect(dataFolder(undefined, at('linux', { XDG_DATA_HOME: data }))).toBe(join(data, 'unfold'));
  expect(dataFolder(undefined, at('linux', { XDG_DATA_HOME: 'data' }))).toBe(join(home, '.local', 'share', 'unfold'));
});

test('is what the person names, the argument before the variable, always as a full path', () => {
  const env = { UNFOLD_DATA: 'from-variable' };
  expect(dataFolder(undefined, at('linux', env))).toBe(resolve('from-variable'));
  expect(dataFolder('from-argument', at('linux', env))).toBe(resolve('from-argument'));
  expect(dataFolder(undefined, at('linux', { UNFOLD_DATA: '' }))).toBe(join(home, '.local', 'share', 'unfold'));
});
