/** What is worth telling outside the pages, from the engine's events: how far training is, and that a run has ended. */
import type { Run, RunStatus } from './entities.ts';
import type { EventMessage } from './events.ts';

/** The run that trains now. */
export interface TrainingShare {
  readonly run: number;
  readonly name: string;
  /** Done of all its epochs, 0 to 1, in steps that can be seen. */
  readonly share: number;
}

/** A run that came to its end by itself: one that a person stopped or paused is no news to them. */
export interface RunEnd {
  readonly run: number;
  readonly name: string;
  readonly status: EndStatus;
  /** Why, as a sentence; empty when all went well. */
  readonly message: string;
}

export const END_STATUSES = ['completed', 'early-stop', 'failed', 'interrupted'] as const;
export type EndStatus = (typeof END_STATUSES)[number];

export interface TrainingNewsListener {
  /** null: nothing trains any more. */
  training(share: TrainingShare | null): void;
  ended(end: RunEnd): void;
}

/** Steps of the share. */
const STEPS = 200;

const isEnd = (status: RunStatus): status is EndStatus => END_STATUSES.some((end) => end === status);

export function shareDone({ progress, settings, trainTokens }: Run): number {
  const share = progress.tokens / (trainTokens * settings.epochs);
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

/** @returns what is to be called with each event */
export function followTraining(listener: TrainingNewsListener): (message: EventMessage) => void {
  const training = new Map<number, TrainingShare>();
  let told: TrainingShare | null = null;

  function tell(): void {
    const [now = null] = training.values();
    if (now?.run === told?.run && now?.share === told?.share && now?.name === told?.name) return;
    told = now;
    listener.training(now);
  }

  return (message) => {
    if (message.event !== 'run-changed') return;
    const { run } = message.payload;
    const { id, name, status } = run;
    if (status === 'running') {
      training.set(id, { run: id, name, share: Math.floor(shareDone(run) * STEPS) / STEPS });
      tell();
    } else if (training.delete(id)) {
      tell();
      if (isEnd(status)) listener.ended({ run: id, name, status, message: run.message });
    }
  };
}
