/** Every architecture. To add one: its file, its line here, its shape in the kernels' contract. */
import type { ModelShape } from '../../kernels/contract.ts';
import type { Architecture } from './architecture.ts';
import { recurrent } from './recurrent.ts';
import { window } from './window.ts';

/** @throws RangeError when the shape is not one of a network */
export const createArchitecture = (shape: ModelShape): Architecture =>
  shape.architecture === 'window' ? window(shape) : recurrent(shape);
