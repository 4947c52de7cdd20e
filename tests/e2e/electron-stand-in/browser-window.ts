/** `BrowserWindow`: a page of Chromium with the preload in it. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Electron from 'electron';
import type { Page, Route } from 'playwright-core';
import { app } from './app.ts';
import { openChromium } from './chromium.ts';
import { type FromPage, pageSide, type PageSideOptions } from './page-side.ts';
import { emitPreventable } from './preventable.ts';
import { answerFromApp, fromChromium, toChromium } from './protocol.ts';
import { download } from './session.ts';
import { strict } from './strict.ts';
import { WebContents } from './web-contents.ts';

const windows: BrowserWindow[] = [];
let lastId = 0;

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return windows.find((window) => window.isFocused()) ?? null;
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return windows.find((window) => window.webContents === contents) ?? null;
  }

  readonly id = ++lastId;
  readonly webContents: WebContents;
  readonly #options: Electron.BrowserWindowConstructorOptions;
  readonly #page: Promise<Page>;
  readonly #gone = Promise.withResolvers<void>();
  #bounds: Electron.Rectangle;
  #visible: boolean;
  #maximized = false;
  #minimized = false;
  #focused = false;
  #background: string;
  #progress = -1;
  #destroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this.#options = options;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#visible = options.show !== false;
    this.#background = options.backgroundColor ?? '#FFF';
    this.webContents = strict('webContents', new WebContents(this.id));
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, this);
    this.#page = this.#open();
    strict('BrowserWindow', this);
  }

  async #open(): Promise<Page> {
    const context = await openChromium();
    const blank = context.pages().find((page) => page.url() === 'about:blank');
    const page = windows.length === 1 && blank ? blank : await context.newPage();
    this.webContents.page = page;
    await page.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height });
    await page.exposeBinding('standInToMain', (_source, message: FromPage) => this.webContents.hear(message));
    await page.addInitScript({ content: this.#preloadScript() });
    await page.route('**/*', (route) => this.#route(route));
    page.on('close', () => this.#closed());
    page.on('crash', () => this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
    page.on('console', (message) => process.stderr.write(`[page] ${message.type()}: ${message.text()}\n`));
    page.on('pageerror', (error) => process.stderr.write(`[page] ${error.stack ?? error.message}\n`));
    page.on('download', (started) => void download(started).catch(() => undefined));
    page.on('popup', (popup) => void this.#refuseOrAllow(popup));
    page.on('domcontentloaded', () => this.webContents.emit('dom-ready', {}));
    page.on('load', () => {
      this.webContents.emit('did-finish-load', {});
      this.emit('ready-to-show', {});
    });
    return page;
  }

  /** The preload as the body of a function: the page's content security policy allows no evaluation of text. */
  #preloadScript(): string {
    const file = this.#options.webPreferences?.preload;
    const source = file === undefined ? '' : readFileSync(file, 'utf8');
    const options: PageSideOptions = {
      dropFolder: join(app.getPath('userData'), 'stand-in-drops'),
      platform: process.platform,
    };
    return `(${pageSide.toString()})(${JSON.stringify(options)}, (require, exports, module, process) => {${source}\n});`;
  }

  async #route(route: Route): Promise<void> {
    const request = route.request();
    const contents = this.webContents;
    if (request.isNavigationRequest() && !contents.expected) {
      const url = fromChromium(request.url());
      if (emitPreventable(contents, 'will-navigate', { url, isMainFrame: true }, url)) return route.abort('aborted');
    }
    if (request.isNavigationRequest()) contents.expected = false;
    await answerFromApp(route);
  }

  async #refuseOrAllow(popup: Page): Promise<void> {
    const url = fromChromium(popup.url());
    const referrer = { url: '', policy: 'default' } as const;
    const details = { url, frameName: '', features: '', disposition: 'new-window', referrer } as const;
    if (this.webContents.openHandler?.(details).action === 'deny') await popup.close();
  }

  #closed(): void {
    this.#destroyed = true;
    windows.splice(windows.indexOf(this), 1);
    this.webContents.closed();
    this.emit('closed', {});
    this.#gone.resolve();
    if (windows.length === 0) app.lastWindowClosed();
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#page;
    this.webContents.expected = true;
    await page.goto(toChromium(url));
  }
  close(): void {
    if (!emitPreventable(this, 'close')) this.destroy();
  }
  destroy(): void {
    void this.#page.then((page) => page.close());
  }
  /** Resolves when the window is gone, or with false when it refused to close. */
  async closeAndWait(): Promise<boolean> {
    if (emitPreventable(this, 'close')) return false;
    this.destroy();
    await this.#gone.promise;
    return true;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  /** Gives focus too. */
  show(): void {
    this.#visible = true;
    this.emit('show', {});
    this.focus();
  }
  hide(): void {
    this.#visible = false;
    this.emit('hide', {});
  }
  isVisible(): boolean {
    return this.#visible;
  }
  /** A window that is not seen cannot be focused. */
  focus(): void {
    if (!this.#visible || this.#minimized || this.#focused) return;
    this.#focused = true;
    this.emit('focus', {});
    app.emit('browser-window-focus', {}, this);
  }
  blur(): void {
    if (!this.#focused) return;
    this.#focused = false;
    this.emit('blur', {});
    app.emit('browser-window-blur', {}, this);
  }
  isFocused(): boolean {
    return this.#focused;
  }
  minimize(): void {
    this.blur();
    this.#minimized = true;
  }
  restore(): void {
    this.#minimized = false;
  }
  isMinimized(): boolean {
    return this.#minimized;
  }
  maximize(): void {
    this.#maximized = true;
  }
  isMaximized(): boolean {
    return this.#maximized;
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
  }
  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  /** Below 0: none; above 1: under way, nobody knows how far. */
  setProgressBar(progress: number): void {
    if (typeof progress !== 'number' || Number.isNaN(progress)) throw new TypeError('Progress is a number.');
    this.#progress = progress;
  }
  get progressBar(): number {
    return this.#progress;
  }
  setBackgroundColor(color: string): void {
    this.#background = color;
  }
  getBackgroundColor(): string {
    return this.#background;
  }
}

app.parts.closeWindows = async () => {
  const closed = await Promise.all(BrowserWindow.getAllWindows().map((window) => window.closeAndWait()));
  return closed.every(Boolean);
};
