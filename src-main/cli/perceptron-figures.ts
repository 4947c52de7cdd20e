/** What is said of a perceptron and of how good it is. */
import type { PerceptronFigures, PerceptronRun } from '#shared/protocol/index.ts';
import { figure, fixed, percentTo } from './terminal/figures.ts';

/** "784-30-10" */
export const layersText = ({ shape }: PerceptronRun): string => shape.layers.join('-');

/** "loss 0.123  accuracy 97.1 %" */
export const perceptronFiguresLine = ({ loss, accuracy, rootMeanSquaredError }: PerceptronFigures): string =>
  [
    `loss ${fixed(loss, 4)}`,
    ...(accuracy === null ? [] : [`accuracy ${percentTo(accuracy, 2)}`]),
    ...(rootMeanSquaredError === null ? [] : [`error ${figure(rootMeanSquaredError)} (root mean square)`]),
  ].join('  ');
