/** `app`: paths, readiness, the single instance, the order of events at the end. */
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type * as Electron from 'electron';
import { closeChromium } from './chromium.ts';
import { emitPreventable } from './preventable.ts';
import { strict } from './strict.ts';

interface SecondInstance {
  readonly argv: readonly string[];
  readonly folder: string;
  readonly additionalData: unknown;
}

interface Manifest {
  readonly productName: string;
  readonly version: string;
}

const root = process.env['STAND_IN_ROOT'] ?? '';
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

class App extends EventEmitter {
  readonly isPackaged = false;
  /** Filled by the parts that own windows and processes, which know this one already. */
  readonly parts = {
    /** Closes every window; false when one refused. */
    closeWindows: (): Promise<boolean> => Promise.resolve(true),
    metrics: (): Electron.ProcessMetric[] => [],
  };
  #ready = Promise.withResolvers<void>();
  #isReady = false;
  #quitting = false;
  #paths = new Map<string, string>([
    ['userData', join(process.env['STAND_IN_PROFILE'] ?? '', 'default-user-data')],
    ['temp', tmpdir()],
    ['documents', join(process.env['STAND_IN_PROFILE'] ?? '', 'documents')],
  ]);
  /** As macOS and Windows keep it. */
  #recentDocuments: string[] = [];
  #badge = 0;
  #about: Electron.AboutPanelOptionsOptions = {};

  becomeReady(): void {
    this.#isReady = true;
    this.emit('ready', {}, {});
    this.#ready.resolve();
  }
  isReady(): boolean {
    return this.#isReady;
  }
  whenReady(): Promise<void> {
    return this.#ready.promise;
  }
  getVersion(): string {
    return manifest.version;
  }
  getName(): string {
    return manifest.productName;
  }
  getAppPath(): string {
    return root;
  }
  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
  getPreferredSystemLanguages(): string[] {
    return ['en-US', 'en'];
  }
  addRecentDocument(path: string): void {
    if (!isAbsolute(path)) throw new Error('A recent document is named by its full path.');
    this.#recentDocuments = [path, ...this.#recentDocuments.filter((known) => known !== path)];
  }
  clearRecentDocuments(): void {
    this.#recentDocuments = [];
  }
  getRecentDocuments(): string[] {
    return [...this.#recentDocuments];
  }
  setBadgeCount(count = 0): boolean {
    this.#badge = count;
    return true;
  }
  getBadgeCount(): number {
    return this.#badge;
  }
  setAboutPanelOptions(options: Electron.AboutPanelOptionsOptions): void {
    this.#about = { ...options };
  }
  /** Shown nowhere: its words go to the terminal. */
  showAboutPanel(): void {
    process.stderr.write(`${JSON.stringify(this.#about)}\n`);
  }
  setAppUserModelId(_id: string): void {
    if (process.platform !== 'win32') throw new Error('app.setAppUserModelId exists on Windows only.');
  }
  getAppMetrics(): Electron.ProcessMetric[] {
    return this.parts.metrics();
  }
  /** A lock for each user-data folder. The holder hears of a second instance by a signal, and finds its data in a file. */
  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    const folder = this.getPath('userData');
    mkdirSync(folder, { recursive: true });
    const lock = join(folder, 'SingletonLock');
    const second = join(folder, 'second-instance');
    if (existsSync(lock)) {
      try {
        const holder = Number(readFileSync(lock, 'utf8'));
        process.kill(holder, 0);
        // the order of the arguments is not kept
        const argv = [...process.argv].sort();
        writeFileSync(second, JSON.stringify({ argv, folder: process.cwd(), additionalData }));
        process.kill(holder, 'SIGUSR2');
        return false;
      } catch {
        // its holder died: the lock is free
      }
    }
    writeFileSync(lock, String(process.pid));
    process.on('exit', () => rmSync(lock, { force: true }));
    process.on('SIGUSR2', () => {
      const said = JSON.parse(readFileSync(second, 'utf8')) as SecondInstance;
      // never before `ready`
      void this.whenReady().then(() => this.emit('second-instance', {}, said.argv, said.folder, said.additionalData));
    });
    return true;
  }
  quit(): void {
    if (!this.#quitting) void this.#quit();
  }
  async #quit(): Promise<void> {
    this.#quitting = true;
    const stays =
      emitPreventable(this, 'before-quit') || !(await this.parts.closeWindows()) || emitPreventable(this, 'will-quit');
    this.#quitting = false;
    if (stays) return;
    this.emit('quit', {}, 0);
    await closeChromium();
    process.exit(0);
  }
  lastWindowClosed(): void {
    if (this.#quitting) return;
    if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }
  exit(code = 0): void {
    void closeChromium().finally(() => process.exit(code));
  }
}

export const app = strict('app', new App());
