/** Starts the built main process under the stand-in: `run.ts out/main/desktop.js [arguments]`, forked by the test. */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { app } from './app.ts';
import { closeChromium, debuggingPort } from './chromium.ts';
import * as electron from './electron.ts';

/** From the test: a function to be called with the module, as Playwright's ElectronApplication.evaluate does. */
interface Evaluation {
  readonly id: number;
  readonly source: string;
  readonly argument: unknown;
}

const standIn = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier.startsWith('electron/')
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

const tell = (message: object): void => void (process.connected && process.send?.(message));

process.on('message', ({ id, source, argument }: Evaluation) => {
  void (async () => {
    try {
      // the source is a function of the test itself
      const evaluate = new Function(`return (${source})`)() as (module: object, argument: unknown) => unknown;
      tell({ id, result: await evaluate(electron, argument) });
    } catch (error) {
      tell({ id, error: String(error) });
    }
  })();
});
// the test died: leave no Chromium behind
process.on('disconnect', () => void closeChromium().finally(() => process.exit(1)));

const [, , main = '', ...args] = process.argv;
// as `electron FOLDER …` gives them
process.argv = [process.execPath, app.getAppPath(), ...args];
Object.defineProperty(process, 'defaultApp', { value: true });
await import(pathToFileURL(main).href);
// as in Electron, `ready` comes only once the main module has been evaluated
app.becomeReady();
if (process.connected) tell({ debuggingPort: await debuggingPort() });
