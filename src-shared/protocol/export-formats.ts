export const EXPORT_FORMATS = ['safetensors', 'npz', 'csv', 'json'] as const;
/**
 * - `safetensors`: the weights with the vocabulary in the metadata; `importModel` and `initialWeights` read it.
 * - `npz`: the weights for NumPy, and the vocabulary as an array.
 * - `csv`: the metric rows.
 * - `json`: the run, its settings, metric rows and evaluations.
 */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
