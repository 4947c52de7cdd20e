/** What a perceptron's run is called when nobody names it: its layers and what differs from the usual. "2-8-1 tanh, rate 0.3" */
import type { MlpShape } from '../../kernels/mlp/contract.ts';
import { DEFAULT_MLP_SETTINGS, type MlpTrainingSettings } from './settings.ts';

const ACTIVATIONS = { sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU', linear: 'linear' } as const;
const SCHEDULES = { constant: 'constant rate', halve: 'halving rate', linear: 'linear rate', cosine: 'cosine rate' };

/** @param taken names of the other runs on the data: "2-8-1 tanh, rate 0.3 2" when that is among them */
export function mlpRunName(settings: MlpTrainingSettings, { layers }: MlpShape, taken: ReadonlySet<string>): string {
  const name = described(settings, layers);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name} ${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function described(settings: MlpTrainingSettings, layers: readonly number[]): string {
  const { activation, cost, learningRate, schedule, momentum, weightDecay, batchSize, order, seed } = settings;
  const differs = (key: keyof MlpTrainingSettings): boolean => settings[key] !== DEFAULT_MLP_SETTINGS[key];
  const network = layers.join('-');
  const words = [layers.length > 2 ? `${network} ${ACTIVATIONS[activation]}` : network];
  if (differs('cost')) words.push(cost);
  words.push(`rate ${Number.isInteger(learningRate) ? learningRate.toFixed(1) : learningRate}`);
  if (differs('schedule')) words.push(SCHEDULES[schedule]);
  if (differs('momentum')) words.push(`momentum ${momentum}`);
  if (differs('weightDecay')) words.push(`decay ${weightDecay}`);
  if (differs('batchSize')) words.push(batchSize === null ? 'full batch' : `batch ${batchSize}`);
  if (differs('order')) words.push(order === 'shuffled' ? 'shuffled' : 'in order');
  if (differs('seed')) words.push(`seed ${seed}`);
  return words.join(', ');
}
