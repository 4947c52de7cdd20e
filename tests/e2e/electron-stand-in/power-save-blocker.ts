/** `powerSaveBlocker`: what is held back, by numbers that are never used again. */
import { app } from './app.ts';
import { strict } from './strict.ts';

const started = new Set<number>();
let last = -1;

export const powerSaveBlocker = strict('powerSaveBlocker', {
  start(type: 'prevent-app-suspension' | 'prevent-display-sleep'): number {
    if (!app.isReady()) throw new Error('powerSaveBlocker cannot be used before app is ready');
    if (!['prevent-app-suspension', 'prevent-display-sleep'].includes(type)) throw new TypeError(`No type "${type}".`);
    started.add(++last);
    return last;
  },
  stop: (id: number): boolean => started.delete(id),
  isStarted: (id: number): boolean => started.has(id),
});
