/**
 * Runs in the page before its own scripts, and runs the preload there. It is turned into text and sent to Chromium, so
 * it may use nothing from outside its own body.
 */

/** From the page to main. */
export type FromPage =
  /** A new document: what the one before held is gone. */
  | { readonly kind: 'document' }
  | { readonly kind: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'invoke'; readonly call: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'port'; readonly traffic: { port: number; data: unknown } | { port: number; closed: true } }
  /** Bytes of a file that the page holds, for `webUtils.getPathForFile`. */
  | { readonly kind: 'file'; readonly path: string; readonly base64: string };

/** From main to the page. */
export type ToPage =
  | {
      readonly kind: 'event';
      readonly channel: string;
      readonly args: readonly unknown[];
      readonly ports: readonly number[];
    }
  | { readonly kind: 'port'; readonly traffic: { port: number; data: unknown } | { port: number; closed: true } }
  | { readonly kind: 'reply'; readonly call: number; readonly result: unknown }
  | { readonly kind: 'failure'; readonly call: number; readonly message: string };

export interface PageSideWorld {
  standInToMain(message: FromPage): Promise<void>;
  standInFromMain?(messages: readonly ToPage[]): void;
}

export interface PageSideOptions {
  readonly dropFolder: string;
  readonly platform: string;
}

/** The preload as a function of what a CommonJS module is given. */
export type Preload = (require: (name: string) => unknown, exports: object, module: object, process: object) => void;

export function pageSide({ dropFolder, platform }: PageSideOptions, preload: Preload): void {
  if (location.protocol === 'about:' || window !== window.top) return;
  type Callback = (...args: unknown[]) => void;
  const world = globalThis as unknown as PageSideWorld;
  const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void; channel: string }>();
  const listeners = new Map<string, Callback[]>();
  const ports = new Map<number, MessagePort>();
  let lastCall = 0;
  let lastFile = 0;

  // one ordered pipe to main, as in Electron
  let pipe = world.standInToMain({ kind: 'document' });
  const toMain = (message: FromPage | Promise<FromPage>): void => {
    pipe = pipe.then(async () => world.standInToMain(await message));
  };

  const clone = (value: unknown): unknown => {
    try {
      return structuredClone(value);
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };
  const cloneAll = (values: unknown[]): unknown[] => values.map(clone);

  const adopt = (number: number): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event: MessageEvent<unknown>) =>
      toMain({ kind: 'port', traffic: { port: number, data: event.data } });
    port1.addEventListener('close', () => toMain({ kind: 'port', traffic: { port: number, closed: true } }));
    ports.set(number, port1);
    return port2;
  };

  const hear = (message: ToPage): void => {
    if (message.kind === 'event') {
      const event = { sender: ipcRenderer, ports: message.ports.map(adopt) };
      for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args);
    } else if (message.kind === 'port') {
      const port = ports.get(message.traffic.port);
      if ('closed' in message.traffic) port?.close();
      else port?.postMessage(message.traffic.data);
    } else {
      const waiting = calls.get(message.call);
      calls.delete(message.call);
      if (message.kind === 'reply') waiting?.resolve(message.result);
      else waiting?.reject(new Error(`Error invoking remote method '${waiting.channel}': ${message.message}`));
    }
  };
  world.standInFromMain = (messages) => {
    for (const message of messages) hear(message);
  };

  const ipcRenderer = {
    send: (channel: string, ...args: unknown[]) => toMain({ kind: 'send', channel, args: cloneAll(args) }),
    invoke(channel: string, ...args: unknown[]) {
      const call = ++lastCall;
      const message: FromPage = { kind: 'invoke', call, channel, args: cloneAll(args) };
      return new Promise((resolve, reject) => {
        calls.set(call, { resolve, reject, channel });
        toMain(message);
      });
    },
    on(channel: string, listener: Callback) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
  };

  // values are copied between the two worlds, functions are wrapped, and an error keeps its message only
  const across = (value: unknown): unknown => {
    if (typeof value === 'function')
      return (...args: unknown[]): unknown => across((value as (...all: unknown[]) => unknown)(...args.map(across)));
    if (value instanceof Promise)
      return value.then(across, (error: unknown) => {
        throw new Error(error instanceof Error ? error.message : String(error));
      });
    if (Array.isArray(value)) return value.map(across);
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
      return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, member]) => [key, across(member)])));
    return clone(value);
  };
  const contextBridge = {
    exposeInMainWorld: (name: string, api: unknown) =>
      Object.defineProperty(globalThis, name, { value: across(api), enumerable: true }),
  };

  const base64Of = (file: File): Promise<string> =>
    new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
      reader.readAsDataURL(file);
    });
  const webUtils = {
    // a page cannot know a path: the bytes go to main under a new one, ahead of whatever names it
    getPathForFile(file: File): string {
      const path = `${dropFolder}/${++lastFile}/${file.name}`;
      toMain(base64Of(file).then((base64) => ({ kind: 'file', path, base64 })));
      return path;
    },
  };

  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return { contextBridge, ipcRenderer, webUtils };
    throw new Error(`module not found: ${name}`); // as in a sandboxed preload
  };
  const sandboxed = { platform, env: {}, type: 'renderer', sandboxed: true, contextIsolated: true };
  const module = { exports: {} };
  preload(require, module.exports, module, sandboxed);
}
