/** The settings that matter most, in a line; and all of them, in words. */
import type { PerceptronRun } from '#shared/protocol/index.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import { shapeName } from './layer-words.ts';

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

export function settingRows(run: PerceptronRun, { perceptron: t, newRun, run: r }: Messages, format: Format) {
  const { settings: s, shape } = run;
  const { options } = t;
  const optional = (value: number | null, none: string): string => (value === null ? none : format.integer(value));
  return [
    { label: options.shape, value: shapeName(shape) },
    { label: options.activation, value: t.activations[s.activation] },
    { label: options.output, value: t.activations[s.output] },
    { label: options.cost, value: t.costs[s.cost] },
    { label: options.initialisation, value: t.initialisations[s.initialisation] },
    { label: options.epochs, value: format.integer(s.epochs) },
    { label: options.learningRate, value: format.plain(s.learningRate) },
    { label: options.schedule, value: newRun.values[s.schedule] },
    { label: options.weightDecay, value: s.weightDecay > 0 ? format.plain(s.weightDecay) : t.off },
    { label: options.momentum, value: s.momentum > 0 ? format.plain(s.momentum) : t.off },
    { label: options.batchSize, value: optional(s.batchSize, t.wholeBatch) },
    { label: options.order, value: t.orders[s.order] },
    { label: options.patience, value: optional(s.patience, t.off) },
    { label: options.seed, value: format.plain(s.seed) },
    { label: options.checkpointSeconds, value: t.seconds(format.plain(s.checkpointSeconds)) },
    { label: options.parameters, value: format.integer(run.parameters) },
    { label: options.examples, value: format.integer(run.trainTokens) },
    { label: r.kernels, value: run.kernels },
    { label: r.program, value: run.programVersion },
  ] satisfies readonly SettingRow[];
}
