/** `webContents`: one page, the ordered pipe to it, and what a page is kept from. */
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import type * as Electron from 'electron';
import type { Page } from 'playwright-core';
import { ipcMain } from './ipc-main.ts';
import { closePorts, type MessagePortMain, portTraffic } from './message-ports.ts';
import { type NativeImage, nativeImage } from './native-image.ts';
import type { FromPage, PageSideWorld, ToPage } from './page-side.ts';
import { fromChromium } from './protocol.ts';

export class WebContents extends EventEmitter {
  readonly id: number;
  /** A page has no other frames here. */
  readonly mainFrame: { readonly url: string; readonly parent: null };
  page: Page | undefined;
  openHandler: ((details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse) | undefined;
  /** A navigation that main asked for is not asked about. */
  expected = false;
  #ports: number[] = [];
  readonly #outbox: ToPage[] = [];
  #flushing = false;
  #destroyed = false;

  constructor(id: number) {
    super();
    this.id = id;
    this.mainFrame = Object.defineProperty({ url: '', parent: null }, 'url', { get: () => this.getURL() });
  }

  send(channel: string, ...args: unknown[]): void {
    this.#deliver({ kind: 'event', channel, args: structuredClone(args), ports: [] });
  }
  postMessage(channel: string, message: unknown, transfer: MessagePortMain[] = []): void {
    const ports = transfer.map((port) => port.transfer((traffic) => this.#deliver({ kind: 'port', traffic })));
    this.#ports.push(...ports);
    this.#deliver({ kind: 'event', channel, args: [structuredClone(message)], ports });
  }
  setWindowOpenHandler(handler: (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse): void {
    this.openHandler = handler;
  }
  /** The system would move the file from here on. */
  startDrag({ file, icon }: { readonly file: string; readonly icon: NativeImage | string }): void {
    if (!isAbsolute(file) || !existsSync(file)) throw new Error(`Must specify an existing file: ${file}`);
    const image = typeof icon === 'string' ? nativeImage.createFromPath(icon) : icon;
    if (image.isEmpty()) throw new Error("Must specify non-empty 'icon' option");
  }
  getURL(): string {
    return fromChromium(this.page?.url() ?? '');
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  reload(): void {
    this.expected = true;
    void this.page?.reload();
  }

  /** A message of the page, in the order in which it sent them. */
  hear(message: FromPage): void {
    if (message.kind === 'document') {
      closePorts(this.#ports);
      this.#ports = [];
    } else if (message.kind === 'file') {
      mkdirSync(dirname(message.path), { recursive: true });
      writeFileSync(message.path, Buffer.from(message.base64, 'base64'));
    } else if (message.kind === 'port') {
      portTraffic(message.traffic);
    } else {
      const event = { sender: this, senderFrame: this.mainFrame, frameId: 1 };
      if (message.kind === 'send') ipcMain.emit(message.channel, event, ...message.args);
      else void this.#answer(message.call, message.channel, event, message.args);
    }
  }
  async #answer(call: number, channel: string, event: object, args: readonly unknown[]): Promise<void> {
    try {
      this.#deliver({ kind: 'reply', call, result: await ipcMain.answer(channel, event, args) });
    } catch (error) {
      this.#deliver({ kind: 'failure', call, message: String(error) });
    }
  }

  #deliver(message: ToPage): void {
    this.#outbox.push(message);
    if (!this.#flushing) void this.#flush();
  }
  /** One batch in flight at a time keeps the order. */
  async #flush(): Promise<void> {
    this.#flushing = true;
    while (this.#outbox.length > 0 && this.page) {
      const batch = this.#outbox.splice(0);
      await this.page
        .evaluate((messages) => (globalThis as unknown as PageSideWorld).standInFromMain?.(messages), batch)
        // the document went away meanwhile: what was meant for it is lost, as in Electron
        .catch(() => undefined);
    }
    this.#flushing = false;
  }

  closed(): void {
    this.#destroyed = true;
    closePorts(this.#ports);
    this.emit('destroyed');
  }
}
