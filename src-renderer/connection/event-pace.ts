/**
 * Passes events on at the pace at which a page is worth drawing. Training tells of itself ten times a second; of several
 * such events about a run, while its status stays, only the last of each interval is passed on. Everything else passes
 * at once, after what was held, so that the order stays.
 */
import type { EventMessage } from '#shared/protocol/index.ts';

type RunChanged = Extract<EventMessage, { event: 'run-changed' }>;

export const PACE = 250; // milliseconds

export function createEventPace(emit: (message: EventMessage) => void): (message: EventMessage) => void {
  const held = new Map<number, RunChanged>();
  const statuses = new Map<number, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function release(): void {
    clearTimeout(timer);
    timer = undefined;
    const messages = [...held.values()];
    held.clear();
    for (const message of messages) emit(message);
  }

  return (message) => {
    if (message.event !== 'run-changed') {
      release();
      emit(message);
      return;
    }
    const { id, status } = message.payload.run;
    held.set(id, message);
    if (statuses.get(id) !== status) {
      statuses.set(id, status);
      release();
    } else {
      timer ??= setTimeout(release, PACE);
    }
  };
}
