/** `utilityProcess`: a forked Node process with a `process.parentPort`. */
import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { app } from './app.ts';
import { closePorts, type MessagePortMain, type PortTraffic, portTraffic } from './message-ports.ts';
import { strict } from './strict.ts';

const running = new Set<Utility>();
const parentPort = new URL('./parent-port.ts', import.meta.url).href;

class Utility extends EventEmitter {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #ports: number[] = [];
  constructor(entry: string, args: string[], options: Electron.ForkOptions) {
    super();
    this.name = options.serviceName ?? 'Node Utility Process';
    this.#child = fork(entry, args, {
      serialization: 'advanced',
      execArgv: [...(options.execArgv ?? []), '--import', parentPort],
    });
    running.add(this);
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message: PortTraffic | { readonly data: unknown }) => {
      if ('port' in message) portTraffic(message);
      else this.emit('message', message.data);
    });
    this.#child.on('exit', (code) => {
      running.delete(this);
      closePorts(this.#ports);
      this.emit('exit', code ?? 1);
    });
  }
  get pid(): number | undefined {
    return running.has(this) ? this.#child.pid : undefined;
  }
  postMessage(message: unknown, transfer: MessagePortMain[] = []): void {
    const ports = transfer.map((port) => port.transfer((traffic) => this.#send(traffic)));
    this.#ports.push(...ports);
    this.#send({ data: message, ports });
  }
  kill(): boolean {
    return this.#child.kill();
  }
  #send(message: object): void {
    if (this.#child.connected) this.#child.send(message);
  }
}

export const utilityProcess = strict('utilityProcess', {
  fork(entry: string, args: string[] = [], options: Electron.ForkOptions = {}): Utility {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready.');
    return strict('UtilityProcess', new Utility(entry, args, options));
  },
});

/** What tests read of it: which process is the engine. */
app.parts.metrics = () =>
  [...running].map(
    ({ pid, name }) =>
      ({ pid, type: 'Utility', name, serviceName: 'node.mojom.NodeService' }) as Electron.ProcessMetric,
  );
