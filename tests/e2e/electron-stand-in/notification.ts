/** `Notification`: shown to nobody. A test looks at what was shown, and clicks by emitting. */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { app } from './app.ts';
import { strict } from './strict.ts';

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }
  readonly title: string;
  readonly body: string;
  constructor({ title = '', body = '' }: Electron.NotificationConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create Notification before app is ready');
    this.title = title;
    this.body = body;
    strict('Notification', this);
  }
  show(): void {
    this.emit('show', {});
  }
  close(): void {
    this.emit('close', {});
  }
}
