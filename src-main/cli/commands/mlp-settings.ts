/** Typed options of `mlp` and the data -> the run's settings. */
import type { Examples } from '#shared/datasets/examples.ts';
import { GENERATED, type GeneratedName } from '#shared/datasets/generated/registry.ts';
import type { DataSetEntry } from '#shared/protocol/index.ts';
import { networkShape } from '#shared/training/mlp/network-shape.ts';
import { DIGITS_PRESETS, digitsPreset, generatedPreset, tablePreset } from '#shared/training/mlp/presets.ts';
import type { MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import type { OptionValues } from '../options/option.ts';
import { UsageError } from '../usage-error.ts';
import type { MLP_PRESETS, mlpOptions } from './mlp-options.ts';

export type MlpValues = OptionValues<typeof mlpOptions>;

/** @throws UsageError for options that contradict each other */
export function checkMlpOptions({ layers, hidden, init }: MlpValues): void {
  if (layers !== undefined && hidden !== undefined) throw new UsageError('Give either --layers or --hidden.');
  if (layers !== undefined && layers.length < 2)
    throw new UsageError('--layers names at least the inputs and the outputs, for example 2,8,1.');
  if (init !== undefined && hidden !== undefined)
    throw new UsageError('With --init the layers come from the file: leave out --hidden.');
}

/** @throws UsageError when --layers does not fit the data */
export function mlpSettings(options: MlpValues, dataSet: DataSetEntry): MlpTrainingSettings {
  const { layers, hidden, activation, output, cost, initialisation, batch } = options;
  const { epochs, learningRate, schedule, momentum, weightDecay, patience, order, seed, checkpointSeconds } = options;
  const preset = presetFor(options, dataSet);
  const given = {
    hidden: hidden ?? layers?.slice(1, -1),
    activation,
    output: output ?? outputFor(options, preset, dataSet),
    cost,
    initialisation,
    batchSize: batch,
    ...{ epochs, learningRate, schedule, momentum, weightDecay, patience, order, seed, checkpointSeconds },
  };
  const settings = {
    ...preset,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  } as MlpTrainingSettings;
  if (layers !== undefined) checkEnds(layers, settings, dataSet);
  return settings;
}

/** What else was said decides: softmax does not go with the quadratic cost, nor with a single unit for two classes. */
function outputFor(
  { layers, cost }: MlpValues,
  preset: MlpTrainingSettings,
  { targets }: DataSetEntry,
): MlpTrainingSettings['output'] {
  if ((cost ?? preset.cost) === 'quadratic') return preset.output === 'softmax' ? 'sigmoid' : preset.output;
  const [ofTwo, outputs] = [targets.kind === 'classes' && targets.names.length === 2, layers?.at(-1)];
  if (ofTwo && outputs === 1) return 'sigmoid';
  return ofTwo && outputs === 2 ? 'softmax' : preset.output;
}

function presetFor({ preset, cost }: MlpValues, { description, counts, targets }: DataSetEntry): MlpTrainingSettings {
  const own = { generated: '', table: 'table', pictures: DIGITS_PRESETS[cost === 'quadratic' ? 0 : 1] } as const;
  const name: (typeof MLP_PRESETS)[number] =
    preset ?? (description.kind === 'generated' ? description.settings.name : own[description.kind]);
  const digits = DIGITS_PRESETS.find((candidate) => candidate === name);
  if (digits !== undefined) return digitsPreset(digits, counts.train);
  const generated = GENERATED.find((candidate): candidate is GeneratedName => candidate === name);
  if (generated !== undefined) return generatedPreset(generated);
  return tablePreset(targets.kind === 'classes' ? 'classes' : 'numbers');
}

/** The first and the last layer are the data's. */
function checkEnds(layers: readonly number[], settings: MlpTrainingSettings, dataSet: DataSetEntry): void {
  const expected = expectedLayers(settings, dataSet);
  const [inputs, outputs] = [expected[0], expected.at(-1)];
  if (layers[0] !== inputs)
    throw new UsageError(
      `--layers begins with ${layers[0]}, but "${dataSet.name}" has ${inputs} inputs. Write --layers ${[inputs, ...layers.slice(1)].join(',')}, or name the hidden layers alone with --hidden.`,
    );
  if (layers.at(-1) === outputs) return;
  const { kind, names } = dataSet.targets;
  const why =
    kind === 'values'
      ? `predicts ${names.length === 1 ? 'one number' : `${names.length} numbers`}`
      : `has ${names.length} classes${outputs === 1 ? `, for which a single ${settings.output} unit is enough` : ''}`;
  throw new UsageError(
    `--layers ends with ${layers.at(-1)}, but "${dataSet.name}" ${why}. Write --layers ${[...layers.slice(0, -1), outputs].join(',')}, or name the hidden layers alone with --hidden.`,
  );
}

function expectedLayers(settings: MlpTrainingSettings, { inputs: width, targets }: DataSetEntry): readonly number[] {
  const { kind, names } = targets;
  const none: Examples = {
    count: 0,
    width,
    inputs: { kind: 'dense', values: new Float32Array(0), scale: 1 },
    targets:
      kind === 'classes'
        ? { kind, classes: new Uint32Array(0), count: names.length }
        : { kind, values: new Float32Array(0), width: names.length },
  };
  try {
    return networkShape(settings, none).layers;
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}
