/** Events that a listener may prevent. */
import type { EventEmitter } from 'node:events';

/** Emits with an event object first, and tells whether a listener called preventDefault. */
export function emitPreventable(
  emitter: EventEmitter,
  name: string,
  details: object = {},
  ...rest: unknown[]
): boolean {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  emitter.emit(name, event, ...rest);
  return event.defaultPrevented;
}
