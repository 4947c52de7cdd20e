/** The drawn figures as rows: what the table shows and a CSV file holds. */
import type { EvaluationRow } from '#shared/protocol/entities.ts';
import { lastOfGroups, span } from '../../charts/drawn-points.ts';
import type { LossView, SmoothedMetrics } from '../../charts/loss-curves.ts';
import { inUnit } from '../../charts/loss-units.ts';
import type { MetricColumn } from '../../charts/metric-columns.ts';
import { xOf, xsOf } from '../../charts/x-axis.ts';

export interface LossRow {
  readonly key: string;
  /** With its part that is done. */
  readonly epoch: number;
  readonly step: number;
  readonly tokens: number;
  readonly seconds: number;
  /** Smoothed. */
  readonly train: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly validation: number | null;
  readonly rate: number | null;
}

/** In the order of training; of what is seen, in at most `most` groups of rows. */
export function lossRows(
  { columns, smoothed }: SmoothedMetrics,
  evaluations: readonly EvaluationRow[],
  view: LossView,
  most: number,
): LossRow[] {
  const { unit, axis, range, trainTokens } = view;
  const xs = xsOf(columns, axis, trainTokens);
  const inSight = (x: number): boolean => range === null || (x >= range.min && x <= range.max);
  const train = (nats: number): number => inUnit(nats, unit, view.bitsPerNat.train);
  const epoch = (tokens: number): number => tokens / Math.max(1, trainTokens);
  const rows = lastOfGroups(span(xs, range, most, columns.first))
    .filter((i) => inSight(xs[i]!))
    .map((i): LossRow => {
      const of = (name: MetricColumn): number => columns.at(name, i);
      return {
        key: `m${of('index')}`,
        epoch: epoch(of('tokens')),
        step: of('step'),
        tokens: of('tokens'),
        seconds: of('seconds'),
        train: train(smoothed[i]!),
        low: train(of('lossLow')),
        high: train(of('lossHigh')),
        validation: null,
        rate: of('learningRate'),
      };
    });
  const evaluated = evaluations
    .filter((row) => row.split === 'validation' && inSight(xOf(row, axis, trainTokens)))
    .map(({ tokens, seconds, step, loss }): LossRow => {
      const validation = inUnit(loss, unit, view.bitsPerNat.validation);
      const none = { train: null, low: null, high: null, rate: null };
      return { key: `e${tokens} ${step}`, epoch: epoch(tokens), step, tokens, seconds, ...none, validation };
    });
  return [...rows, ...evaluated].sort((a, b) => a.tokens - b.tokens || a.step - b.step);
}

const COLUMNS = ['epoch', 'step', 'tokens', 'seconds', 'train', 'low', 'high', 'validation', 'rate'] as const;

/** As CSV with a line of names; what a row does not have is empty. */
export function lossCsv(rows: readonly LossRow[], unit: LossView['unit']): string {
  const names = {
    train: `train_smoothed_${unit}`,
    low: `train_low_${unit}`,
    high: `train_high_${unit}`,
    validation: `validation_${unit}`,
    rate: 'learning_rate',
  };
  const header = COLUMNS.map((name) => (name in names ? names[name as keyof typeof names] : name));
  const lines = rows.map((row) => COLUMNS.map((name) => row[name] ?? '').join(','));
  return [header.join(','), ...lines, ''].join('\r\n');
}
