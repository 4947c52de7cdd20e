/** What is native in Electron and nothing to see here: dialogs, the shell, screen, theme. */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { strict } from './strict.ts';

/** Dialogs are cancelled at once. A test replaces them, as it would with the real ones. */
export const dialog = strict('dialog', {
  showOpenDialog: (..._args: unknown[]): Promise<Electron.OpenDialogReturnValue> =>
    Promise.resolve({ canceled: true, filePaths: [] }),
  showSaveDialog: (..._args: unknown[]): Promise<Electron.SaveDialogReturnValue> =>
    Promise.resolve({ canceled: true, filePath: '' }),
  showMessageBox: (...args: unknown[]): Promise<Electron.MessageBoxReturnValue> => {
    const { message, detail = '' } = args.at(-1) as Electron.MessageBoxOptions;
    process.stderr.write(`${message} ${detail}\n`);
    return Promise.resolve({ response: 0, checkboxChecked: false });
  },
  showErrorBox: (title: string, content: string): void => void process.stderr.write(`${title}: ${content}\n`),
});

export const shell = strict('shell', { openPath: (_path: string): Promise<string> => Promise.resolve('') });

const SCREEN: Electron.Rectangle = { x: 0, y: 0, width: 1920, height: 1080 };
export const screen = strict('screen', {
  getAllDisplays: (): Electron.Display[] => [{ id: 1, bounds: SCREEN, workArea: SCREEN } as Electron.Display],
});

class NativeTheme extends EventEmitter {
  themeSource: Electron.NativeTheme['themeSource'] = 'system';
  get shouldUseDarkColors(): boolean {
    return this.themeSource === 'dark';
  }
}
export const nativeTheme = strict('nativeTheme', new NativeTheme());
