/** What a perceptron's run that is not training says of itself. */
import type { PerceptronRun, Run } from '#shared/protocol/index.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import { trainedBest } from '../../state/run-status.ts';
import { type RunNoticeWords, statusNotice } from '../run/run-notice.ts';

export function perceptronNotice(
  run: PerceptronRun,
  training: Run | null,
  { run: t, perceptron: p }: Messages,
  format: Format,
): RunNoticeWords | null {
  // paused is how one looks at a perceptron: the title bar says so, and the page stays as it is
  if (run.status === 'paused' && run.message === '') return null;
  return statusNotice(run, bestWords(run, p, format), training, t, format);
}

function bestWords(run: PerceptronRun, t: Messages['perceptron'], format: Format): string {
  const best = trainedBest(run);
  if (best === null) return '';
  const { accuracy, rootMeanSquaredError: error } = best;
  const epoch = format.integer(best.epoch);
  if (accuracy !== null) return t.best.accuracy(format.percent(accuracy), epoch);
  return error === null ? '' : t.best.error(format.figure(error), epoch);
}

/** What to begin again with after a cost that was no number: half the rate. */
export function tamerPerceptron(run: PerceptronRun): PerceptronRun {
  const learningRate = Number((run.settings.learningRate / 2).toPrecision(6));
  return { ...run, settings: { ...run.settings, learningRate } };
}
