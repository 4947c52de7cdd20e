/** What a run that is not training says of itself: what happened, what is kept, what to do. */
import type { Baselines, LanguageRun, Run } from '#shared/protocol/entities.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import { isFinished, trainedBest } from '../../state/run-status.ts';

export interface RunNoticeWords {
  readonly kind: 'bad' | 'cut' | 'ok' | 'run';
  readonly title: string;
  readonly text: string;
}

/** @param training the run that trains now, which a queued one waits for */
export function runNotice(
  run: LanguageRun,
  baselines: Baselines | null,
  training: Run | null,
  t: Messages['run'],
  format: Format,
): RunNoticeWords | null {
  return statusNotice(run, bestWords(run, baselines, t, format), training, t, format);
}

/** Of a run of either family. @param best how good its best weights are, for one that is done */
export function statusNotice(
  run: Run,
  best: string,
  training: Run | null,
  t: Messages['run'],
  format: Format,
): RunNoticeWords | null {
  const { status, progress, message } = run;
  const n = t.notice;
  const sentences = (first: string, second: string): string =>
    first && second ? n.both(first, second) : first || second;
  switch (status) {
    case 'running':
      return null;
    case 'queued': {
      if (training === null || training.id === run.id) return { kind: 'run', title: n.queued, text: n.queuedText };
      const left = training.progress.secondsLeft;
      const text = left === null ? n.queuedText : n.queuedLeft(format.duration(left));
      return { kind: 'run', title: n.queuedBehind(training.name), text };
    }
    case 'failed': {
      const kept = progress.checkpointAt === null ? '' : n.failedKept(format.integer(progress.epoch + 1));
      return { kind: 'bad', title: n.failed, text: sentences(message, kept) };
    }
    case 'completed':
    case 'early-stop':
      return {
        kind: 'ok',
        title: (status === 'completed' ? n.finished : n.finishedEarly)(format.duration(progress.seconds)),
        text: sentences(message, best),
      };
    case 'interrupted':
      return {
        kind: 'cut',
        title: n.interrupted,
        text: progress.checkpointAt === null ? n.notBegun : n.interruptedText,
      };
    case 'paused':
      return { kind: 'run', title: n.paused, text: progress.checkpointAt === null ? n.notBegun : n.pausedText };
    case 'stopped':
      return { kind: 'run', title: n.stopped, text: progress.checkpointAt === null ? n.notBegun : n.stoppedText };
  }
}

function bestWords(run: LanguageRun, baselines: Baselines | null, t: Messages['run'], format: Format): string {
  const best = trainedBest(run);
  if (!best) return '';
  const words = t.notice.best(format.figure(best.perplexity), format.integer(best.epoch));
  const compared = baselines ? comparison(best.perplexity, baselines) : null;
  if (!compared?.beaten) return words;
  return t.notice.both(words, t.notice.beaten(format.figure(compared.gap), t[compared.name]));
}

/** How far from the strongest baseline it beats, or from the weakest when it beats none. */
export function comparison(
  perplexity: number,
  baselines: Baselines,
): { readonly name: keyof Baselines; readonly gap: number; readonly beaten: boolean } {
  const beaten = (['trigram', 'bigram', 'unigram'] as const)
    .filter((name) => baselines[name].perplexity > perplexity)
    .sort((a, b) => baselines[a].perplexity - baselines[b].perplexity)[0];
  const name = beaten ?? 'unigram';
  return { name, gap: Math.abs(baselines[name].perplexity - perplexity), beaten: beaten !== undefined };
}

/** What to begin again with after a loss that was no number: half the rate and no large steps. */
export function tamer(run: LanguageRun): LanguageRun {
  const { settings } = run;
  const learningRate = Number((settings.learningRate / 2).toPrecision(6));
  return { ...run, settings: { ...settings, learningRate, clipNorm: Math.min(settings.clipNorm ?? 5, 5) } };
}

/** How many epochs in all are offered first: as many again. */
export function epochsOffered({ status, progress, settings }: Run): number {
  const again = status === 'stopped' ? settings.epochs : Math.max(1, progress.epoch);
  return Math.min(MOST_EPOCHS, Math.max(progress.epoch + 1, 2 * again));
}
export const MOST_EPOCHS = 100_000;

export const canContinue = (run: Run): boolean =>
  isFinished(run.status) || ['stopped', 'interrupted', 'failed', 'paused'].includes(run.status)
    ? run.progress.checkpointAt !== null
    : false;
export const canSetRate = (run: Run): boolean => run.status === 'running' || run.status === 'paused';
