/** What a chart's horizontal axis counts: epochs, predicted tokens or seconds of training. */
import type { MetricColumns } from './metric-columns.ts';

export const X_AXES = ['epochs', 'tokens', 'time'] as const;
export type XAxis = (typeof X_AXES)[number];

export interface Moment {
  readonly tokens: number;
  readonly seconds: number;
}

/** @param trainTokens predicted tokens in one epoch */
export function xOf(moment: Moment, axis: XAxis, trainTokens: number): number {
  if (axis === 'tokens') return moment.tokens;
  return axis === 'time' ? moment.seconds : moment.tokens / Math.max(1, trainTokens);
}

/** `xOf` of every bucket. */
export function xsOf(metrics: MetricColumns, axis: XAxis, trainTokens: number): Float64Array {
  if (axis === 'time') return metrics.column('seconds');
  const tokens = metrics.column('tokens');
  if (axis === 'tokens') return tokens;
  const epochs = new Float64Array(tokens.length);
  for (let i = 0; i < epochs.length; i++) epochs[i] = tokens[i]! / Math.max(1, trainTokens);
  return epochs;
}

/** Where the axis ends: at the planned end while it is near enough to show, else a little after the last row. */
export function xEnd(last: number, planned: number | null): number {
  if (last <= 0) return planned ?? 1;
  return planned !== null && last >= planned / 20 ? Math.max(planned, last) : last * 1.25;
}
