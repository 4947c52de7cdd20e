/**
 * Every activation a unit can have by itself; softmax, which couples the units of a layer, is the output's alone.
 *
 *     sigmoid   a = 1 / (1 + e^-z)    f'(z) = a (1 - a)
 *     tanh      a = tanh z            f'(z) = 1 - a^2
 *     relu      a = max(0, z)         f'(z) = 1 where a > 0, else 0
 *     linear    a = z                 f'(z) = 1
 */
import type { ActivationName } from '../../kernels/mlp/contract.ts';
import type { Cell } from '../cells/cell.ts';
import { relu } from '../cells/relu.ts';
import { sigmoid } from '../cells/sigmoid.ts';
import { tanh } from '../cells/tanh.ts';

/** f, and f' written with a = f(z): nothing but the activation has to be kept for the backward pass. */
export type Activation = Cell;

const linear: Activation = { activate: (z) => z, derivativeFromOutput: () => 1 };

export const ACTIVATIONS: Readonly<Record<ActivationName, Activation>> = { sigmoid, tanh, relu, linear };
