/** A run's network in a few words. */
import type { Run } from '#shared/protocol/index.ts';
import { layersText } from './perceptron-figures.ts';
import { count } from './terminal/figures.ts';

export function networkText(run: Run): string {
  const parameters = `${count(run.parameters)} parameters`;
  if (run.family === 'perceptron') return `a perceptron ${layersText(run)}, ${parameters}`;
  return `${run.settings.hidden} ${run.settings.cell} units, vocabulary ${count(run.vocabulary)}, ${parameters}`;
}
