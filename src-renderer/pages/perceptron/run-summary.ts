/** The settings that matter most, in a line; and all of them, in words. */
import type { PerceptronRun } from '#shared/protocol/index.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import { shapeName } from './layer-words.ts';
import { perceptronSettingWords } from './perceptron-setting-words.ts';

export function runSummary({ settings }: PerceptronRun, t: Messages['perceptron'], format: Format): string {
  const { batchSize, learningRate, weightDecay, momentum, cost, seed } = settings;
  return [
    t.summary(batchSize === null ? t.wholeBatch : format.integer(batchSize), format.plain(learningRate)),
    ...(weightDecay > 0 ? [t.summaryDecay(format.plain(weightDecay))] : []),
    ...(momentum > 0 ? [t.summaryMomentum(format.plain(momentum))] : []),
    t.costs[cost],
    t.summarySeed(format.plain(seed)),
  ].join(' · ');
}

export interface SettingRow {
  readonly label: string;
  readonly value: string;
}

/** The layers tell the hidden ones. */
const KEYS = [
  ...(['activation', 'output', 'cost', 'initialisation', 'epochs', 'learningRate', 'schedule', 'weightDecay'] as const),
  ...(['momentum', 'batchSize', 'order', 'patience', 'seed', 'checkpointSeconds'] as const),
];

export function settingRows(run: PerceptronRun, t: Messages, format: Format): readonly SettingRow[] {
  const { settings, shape } = run;
  const { options } = t.perceptron;
  return [
    { label: options.shape, value: shapeName(shape) },
    ...KEYS.map((key) => ({
      label: options[key],
      value: perceptronSettingWords(key, settings[key], t, format),
    })),
    { label: options.parameters, value: format.integer(run.parameters) },
    { label: options.examples, value: format.integer(run.trainTokens) },
    { label: t.run.kernels, value: run.kernels },
    { label: t.run.program, value: run.programVersion },
  ];
}
