/** The network that settings and a data set make together, or the sentence that says why there is none. */
import type { Examples } from '#shared/datasets/examples.ts';
import type { MlpShape } from '#shared/kernels/mlp/contract.ts';
import type { DataSetEntry } from '#shared/protocol/index.ts';
import { networkShape } from '#shared/training/mlp/network-shape.ts';
import type { MlpTrainingSettings } from '#shared/training/mlp/settings.ts';

type Sizes = Pick<DataSetEntry, 'inputs' | 'targets'>;

/** As wide as the data's, and none of them. */
const noExamples = ({ inputs: width, targets: { kind, names } }: Sizes): Examples => ({
  count: 0,
  width,
  inputs: { kind: 'dense', values: new Float32Array(0), scale: 1 },
  targets:
    kind === 'classes'
      ? { kind, classes: new Uint32Array(0), count: names.length }
      : { kind, values: new Float32Array(0), width: names.length },
});

/** @returns as `conflict` what the engine would say at the start */
export function networkOf(
  settings: MlpTrainingSettings,
  dataSet: Sizes,
): { readonly shape: MlpShape; readonly conflict: null } | { readonly shape: null; readonly conflict: string } {
  try {
    return { shape: networkShape(settings, noExamples(dataSet)), conflict: null };
  } catch (error) {
    if (error instanceof RangeError) return { shape: null, conflict: error.message };
    throw error;
  }
}
