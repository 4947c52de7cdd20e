/** Metric rows and evaluations arrive in separate lists: shown in the order in which they came about. */
import type { EvaluationRow, MetricRow } from '#shared/protocol/index.ts';

export type Row =
  { readonly kind: 'metrics'; readonly row: MetricRow } | { readonly kind: 'evaluation'; readonly row: EvaluationRow };

/** By step; an evaluation comes after the training that it measures. Rows of the same step keep their order. */
export function inOrder(rows: readonly Row[]): Row[] {
  const rank = ({ kind }: Row) => (kind === 'metrics' ? 0 : 1);
  return rows.toSorted((a, b) => a.row.step - b.row.step || rank(a) - rank(b));
}
