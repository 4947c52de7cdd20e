/** The network that settings and data make together. */
import type { Examples } from '../../datasets/examples.ts';
import type { MlpShape } from '../../kernels/mlp/contract.ts';
import { checkShape } from '../../kernels/mlp/shape.ts';
import type { MlpTrainingSettings } from './settings.ts';

/**
 * Two classes need a single unit, 0 or 1, unless the output is softmax.
 * @throws RangeError when output, cost and targets do not go together
 */
export function networkShape(
  { hidden, activation, output, cost }: MlpTrainingSettings,
  { width, targets }: Examples,
): MlpShape {
  if (targets.kind === 'values' && cost === 'cross-entropy')
    throw new RangeError('The cross-entropy cost is for classes. Choose the quadratic cost to predict numbers.');
  const outputs =
    targets.kind === 'values' ? targets.width : targets.count === 2 && output !== 'softmax' ? 1 : targets.count;
  const activations = [...hidden.map(() => activation), output];
  const shape: MlpShape = { layers: [width, ...hidden, outputs], activations, cost };
  checkShape(shape);
  return shape;
}

/** The settings that a network of this shape has. Hidden layers of several activations count as the first one's. */
export function shapeSettingsOf({
  layers,
  activations,
  cost,
}: MlpShape): Pick<MlpTrainingSettings, 'hidden' | 'activation' | 'output' | 'cost'> {
  const output = activations.at(-1)!;
  const [first] = activations;
  const activation = first === undefined || first === 'softmax' ? 'sigmoid' : first;
  return { hidden: layers.slice(1, -1), activation, output, cost };
}
