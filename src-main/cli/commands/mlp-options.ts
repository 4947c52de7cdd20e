/** The options of `mlp`. Ranges come from the settings' schema, defaults from the data's preset. */
import * as v from 'valibot';
import { GENERATED } from '#shared/datasets/generated/registry.ts';
import { DIGITS_PRESETS } from '#shared/training/mlp/presets.ts';
import { MlpTrainingSettingsSchema } from '#shared/training/mlp/settings.ts';
import { dataOptions } from '../data/data-options.ts';
import { sizesReader } from '../options/list-reader.ts';
import { custom, group, setting, text } from '../options/option.ts';

const m = MlpTrainingSettingsSchema.entries;

export const MLP_PRESETS = [...GENERATED, ...DIGITS_PRESETS, 'table'] as const;

export const mlpOptions = {
  ...group('Run', {
    name: text('NAME', "the run's name, instead of the data's"),
    preset: setting(v.picklist(MLP_PRESETS), 'NAME', "settings to begin with, instead of the data's own"),
    init: text('FILE', 'start from the weights of a safetensors file, which also decides the layers'),
  }),
  ...group('Network', {
    layers: custom('S,…,S', 'units of all layers, inputs and outputs with them: 784,30,10', sizesReader(false)),
    hidden: custom('S,…,S', 'units of the hidden layers alone, or "none"', sizesReader(true)),
    activation: setting(m.activation, 'NAME', 'of the hidden layers'),
    output: setting(m.output, 'NAME', 'activation of the output layer'),
    cost: setting(m.cost, 'NAME', 'what is made small'),
    initialisation: setting(m.initialisation, 'NAME', 'how the weights begin'),
  }),
  ...group('Training', {
    epochs: setting(m.epochs, 'N', 'times through the data'),
    batch: setting(m.batchSize, 'M', 'examples in a mini-batch', { none: 'all' }),
    learningRate: setting(m.learningRate, 'X', 'alpha, for the mean gradient of a batch'),
    schedule: setting(m.schedule, 'NAME', 'how the learning rate changes'),
    momentum: setting(m.momentum, 'X', 'share of the last step that is kept'),
    weightDecay: setting(m.weightDecay, 'X', 'lambda in W -= alpha (dW / m + lambda W)'),
    patience: setting(m.patience, 'N', 'end after N epochs in a row without a better validation', { none: 'off' }),
    order: setting(m.order, 'ORDER', 'of the examples'),
    seed: setting(m.seed, 'N', 'of the initial weights and the order'),
    checkpointSeconds: setting(m.checkpointSeconds, 'X', 'seconds between checkpoints'),
    logEvery: setting(
      v.pipe(v.number(), v.integer(), v.minValue(1)),
      'N',
      'a metrics line every N batches instead of by the clock',
    ),
  }),
  ...dataOptions,
};
