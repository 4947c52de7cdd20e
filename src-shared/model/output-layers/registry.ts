/** Every output layer, as a function of K. To add one: its file and its line here. */
import { fullSoftmax } from './full-softmax.ts';
import type { OutputLayer } from './output-layer.ts';

export const OUTPUT_LAYERS = {
  'full-softmax': fullSoftmax,
} satisfies Record<string, (K: number) => OutputLayer>;

export type OutputLayerName = keyof typeof OUTPUT_LAYERS;
export const OUTPUT_LAYER_NAMES = Object.keys(OUTPUT_LAYERS) as readonly OutputLayerName[];
