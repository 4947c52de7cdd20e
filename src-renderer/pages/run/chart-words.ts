/** What charts call the loss and what they count: tokens of a text, or examples of a data set. */
import type { Run } from '#shared/protocol/entities.ts';
import type { LossUnit } from '../../charts/loss-units.ts';
import type { XAxis } from '../../charts/x-axis.ts';
import type { Messages } from '../../i18n/en.ts';

export interface ChartWords {
  readonly axes: Readonly<Record<XAxis, string>>;
  readonly axisUnits: Readonly<Record<XAxis, string>>;
  readonly yUnits: Readonly<Record<LossUnit, string>>;
  readonly tokens: string;
  readonly tokensPerSecond: string;
}

export function chartWords({ family }: Run, { run, perceptron }: Messages): ChartWords {
  const { axes, axisUnits, yUnits, tokens, tokensPerSecond } = run;
  if (family === 'language') return { axes, axisUnits, yUnits, tokens, tokensPerSecond };
  return {
    axes: { ...axes, tokens: perceptron.examplesAxis },
    axisUnits: { ...axisUnits, tokens: perceptron.examplesAxis },
    yUnits: { ...yUnits, nats: perceptron.costUnit },
    tokens: perceptron.examplesTitle,
    tokensPerSecond: perceptron.examplesPerSecond,
  };
}
