/** Long work in the engine's own thread: gives way to messages every few milliseconds. */
import { setImmediate } from 'node:timers/promises';

const SLICE_MILLISECONDS = 12;

/** Await what it returns between small pieces of work. */
export function breather(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < SLICE_MILLISECONDS) return undefined;
    return setImmediate().then(() => {
      began = performance.now();
    });
  };
}
