/** A perceptron's setting as people read it. */
import type { MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';

type Said = { readonly [K in keyof MlpTrainingSettings]: (value: MlpTrainingSettings[K]) => string };

function sayers({ perceptron: t, newRun, newPerceptron }: Messages, format: Format): Said {
  const share = (value: number): string => (value === 0 ? t.off : format.plain(value));
  return {
    hidden: (units) => (units.length === 0 ? newPerceptron.noHidden : units.join(', ')),
    activation: (name) => t.activations[name],
    output: (name) => t.activations[name],
    cost: (name) => newPerceptron.costs[name],
    initialisation: (name) => t.initialisations[name],
    epochs: format.integer,
    learningRate: format.plain,
    schedule: (name) => newRun.values[name],
    weightDecay: share,
    momentum: share,
    batchSize: (m) => (m === null ? t.wholeBatch : format.integer(m)),
    order: (name) => t.orders[name],
    patience: (n) => (n === null ? t.off : format.integer(n)),
    seed: format.plain,
    checkpointSeconds: (n) => t.seconds(format.plain(n)),
  };
}

export const perceptronSettingWords = <K extends keyof MlpTrainingSettings>(
  key: K,
  value: MlpTrainingSettings[K],
  t: Messages,
  format: Format,
): string => sayers(t, format)[key](value);
