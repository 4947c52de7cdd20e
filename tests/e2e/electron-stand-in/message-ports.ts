/** Message ports. Main keeps both ends; one that was transferred to another process is a number there. */
import { EventEmitter } from 'node:events';

/** What travels for a transferred port: a message, or that it was closed. */
export type PortTraffic =
  { readonly port: number; readonly data: unknown } | { readonly port: number; readonly closed: true };

const away = new Map<number, MessagePortMain>();
let lastNumber = 0;

export class MessagePortMain extends EventEmitter {
  #peer: MessagePortMain | undefined;
  /** Messages that wait for start(); undefined once it was called. */
  #queue: unknown[] | undefined = [];
  #forward: ((traffic: PortTraffic) => void) | undefined;
  #number = 0;

  entangle(peer: MessagePortMain): void {
    this.#peer = peer;
  }
  postMessage(message: unknown): void {
    this.#peer?.receive(structuredClone(message));
  }
  receive(data: unknown): void {
    if (this.#forward) this.#forward({ port: this.#number, data });
    else if (this.#queue) this.#queue.push(data);
    else this.emit('message', { data, ports: [] });
  }
  start(): void {
    const waiting = this.#queue ?? [];
    this.#queue = undefined;
    for (const data of waiting) this.receive(data);
  }
  close(): void {
    away.delete(this.#number);
    const peer = this.#peer;
    this.#peer = undefined;
    peer?.closedByPeer();
  }
  closedByPeer(): void {
    this.#peer = undefined;
    if (this.#forward) this.#forward({ port: this.#number, closed: true });
    else this.emit('close');
  }
  /** Moves this end to another process. */
  transfer(forward: (traffic: PortTraffic) => void): number {
    this.#number = ++lastNumber;
    away.set(this.#number, this);
    this.#forward = forward;
    this.start();
    return this.#number;
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();
  constructor() {
    this.port1.entangle(this.port2);
    this.port2.entangle(this.port1);
  }
}

/** Traffic that came from the process that holds a transferred port. */
export function portTraffic(traffic: PortTraffic): void {
  const port = away.get(traffic.port);
  if ('closed' in traffic) port?.close();
  else port?.postMessage(traffic.data);
}

/** The process that held these ports is gone. */
export function closePorts(numbers: Iterable<number>): void {
  for (const number of numbers) away.get(number)?.close();
}
