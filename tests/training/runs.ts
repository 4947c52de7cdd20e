/** Drives trainers to their end, and again from every place on the way. */
import type { Parameters, LanguageModelKernels } from '#shared/kernels/contract.ts';
import type { Checkpoint } from '#shared/training/checkpoint.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';
import { LanguageTrainer } from '#shared/training/language-trainer.ts';
import type { EvaluationResult } from '#shared/training/evaluation.ts';
import type { TrainerEvent } from '#shared/training/trainer-events.ts';
import type { TrainingData } from '#shared/training/training-data.ts';

const isLast = (event: TrainerEvent<EvaluationResult>): boolean =>
  event.kind === 'finished' || event.kind === 'diverged';

/** All events until the run ends, the slices of evaluations left out. */
export function runToEnd(trainer: LanguageTrainer): TrainerEvent<EvaluationResult>[] {
  const events: TrainerEvent<EvaluationResult>[] = [];
  for (;;) {
    const event = trainer.advance();
    if (event.kind !== 'evaluating') events.push(event);
    if (isLast(event)) return events;
  }
}

export function losses(events: readonly TrainerEvent<EvaluationResult>[]): number[] {
  return events.flatMap((event) => (event.kind === 'trained' ? [event.loss] : []));
}

export function evaluations(events: readonly TrainerEvent<EvaluationResult>[], split: 'validation' | 'test'): number[] {
  return events.flatMap((event) => (event.kind === 'evaluated' && event.split === split ? [event.result.loss] : []));
}

export interface Ending {
  readonly events: TrainerEvent<EvaluationResult>[];
  readonly end: Checkpoint;
  readonly best: Parameters;
}

export interface Resumption {
  readonly from: Checkpoint;
  /** What the uninterrupted run did after that place. */
  readonly expected: TrainerEvent<EvaluationResult>[];
  readonly resumed: Ending;
}

/**
 * Takes a checkpoint before every call of `advance`, then runs from each of them to the end in a new trainer with new
 * kernels and new data, the place having gone through JSON.
 */
export function resumeEverywhere(
  create: { readonly kernels: () => LanguageModelKernels; readonly data: () => TrainingData },
  settings: TrainingSettings,
): { whole: Ending; resumptions: Resumption[] } {
  const trainer = new LanguageTrainer({ kernels: create.kernels(), data: create.data(), settings });
  const events: TrainerEvent<EvaluationResult>[] = [];
  const places: { from: Checkpoint; best: Parameters; done: number }[] = [];
  for (let last = false; !last;) {
    places.push({ from: trainer.checkpoint(), best: trainer.bestParameters(), done: events.length });
    const event = trainer.advance();
    if (event.kind !== 'evaluating') events.push(event);
    last = isLast(event);
  }
  const whole = { events, end: trainer.checkpoint(), best: trainer.bestParameters() };
  const resumptions = places.map(({ from, best, done }) => {
    const place = JSON.parse(JSON.stringify(from.place)) as Checkpoint['place'];
    const again = new LanguageTrainer({
      kernels: create.kernels(),
      data: create.data(),
      settings,
      from: { ...from, place },
      best,
    });
    const later = runToEnd(again);
    const resumed = { events: later, end: again.checkpoint(), best: again.bestParameters() };
    return { from, expected: events.slice(done), resumed };
  });
  return { whole, resumptions };
}
