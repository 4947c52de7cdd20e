/** Runs first in a forked utility process: gives it `process.parentPort`. Transferred ports arrive as numbers. */
import { EventEmitter } from 'node:events';
import type { PortTraffic } from './message-ports.ts';

interface Arrived {
  readonly data: unknown;
  readonly ports: readonly Port[];
}

/** Messages wait until the entry listens (parentPort) or calls start() (a port). */
class Port extends EventEmitter {
  readonly #number: number | undefined;
  #queue: Arrived[] | undefined = [];
  constructor(number?: number) {
    super();
    this.#number = number;
    if (number === undefined)
      this.on('newListener', (name) => {
        if (name === 'message') queueMicrotask(() => this.start());
      });
  }
  postMessage(data: unknown): void {
    process.send?.(this.#number === undefined ? { data } : { port: this.#number, data });
  }
  receive(message: Arrived): void {
    if (this.#queue) this.#queue.push(message);
    else this.emit('message', message);
  }
  start(): void {
    const waiting = this.#queue ?? [];
    this.#queue = undefined;
    for (const message of waiting) this.emit('message', message);
  }
  close(): void {
    if (this.#number !== undefined) process.send?.({ port: this.#number, closed: true });
  }
}

const parentPort = new Port();
const ports = new Map<number, Port>();

function adopt(number: number): Port {
  const port = new Port(number);
  ports.set(number, port);
  return port;
}

process.on('message', (message: PortTraffic | { readonly data: unknown; readonly ports: readonly number[] }) => {
  if (!('port' in message)) parentPort.receive({ data: message.data, ports: message.ports.map(adopt) });
  else if ('closed' in message) ports.get(message.port)?.emit('close');
  else ports.get(message.port)?.receive({ data: message.data, ports: [] });
});
Object.defineProperty(process, 'parentPort', { value: parentPort });
// Chromium ends its utility processes with the browser process
process.on('disconnect', () => process.exit(0));
