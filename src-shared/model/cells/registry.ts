/** Every cell the network can be built of. To add one: its file, its line here, its name in the kernels' contract. */
import type { CellName } from '../../kernels/contract.ts';
import type { Cell } from './cell.ts';
import { relu } from './relu.ts';
import { sigmoid } from './sigmoid.ts';
import { tanh } from './tanh.ts';

export const CELLS: Readonly<Record<CellName, Cell>> = { tanh, sigmoid, relu };
