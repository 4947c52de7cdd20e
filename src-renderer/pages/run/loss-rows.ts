/** The drawn figures as rows: what the table shows and a CSV file holds. */
import { writeCsv } from '#shared/interchange/csv.ts';
import type { EvaluationRow } from '#shared/protocol/entities.ts';
import { lastOfGroups, span } from '../../charts/drawn-points.ts';
import type { LossView, SmoothedMetrics } from '../../charts/loss-curves.ts';
import { inUnit } from '../../charts/loss-units.ts';
import type { MetricColumn } from '../../charts/metric-columns.ts';
import { xOf } from '../../charts/x-axis.ts';

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
  readonly normOut: number | null;
  readonly normRec: number | null;
  readonly normIn: number | null;
  readonly speed: number | null;
}

const NO_METRICS = {
  train: null,
  low: null,
  high: null,
  rate: null,
  normOut: null,
  normRec: null,
  normIn: null,
  speed: null,
} satisfies Partial<LossRow>;

/** In the order of training; of what is seen, in at most `most` groups of rows. */
export function lossRows(
  { columns, xs, smoothed }: SmoothedMetrics,
  evaluations: readonly EvaluationRow[],
  view: LossView,
  most: number,
): LossRow[] {
  const { unit, axis, range, trainTokens } = view;
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
        normOut: of('normOut'),
        normRec: of('normRec'),
        normIn: of('normIn'),
        speed: of('tokensPerSecond'),
      };
    });
  const evaluated = evaluations
    .filter((row) => row.split === 'validation' && inSight(xOf(row, axis, trainTokens)))
    .map(({ tokens, seconds, step, loss }): LossRow => {
      const validation = inUnit(loss, unit, view.bitsPerNat.validation);
      return { key: `e${tokens} ${step}`, epoch: epoch(tokens), step, tokens, seconds, ...NO_METRICS, validation };
    });
  return [...rows, ...evaluated].sort((a, b) => a.tokens - b.tokens || a.step - b.step);
}

/** As CSV with a line of names; what a row does not have is empty. */
export function lossCsv(rows: readonly LossRow[], unit: LossView['unit']): string {
  const columns: readonly [name: string, of: (row: LossRow) => number | null][] = [
    ['epoch', (row) => row.epoch],
    ['step', (row) => row.step],
    ['tokens', (row) => row.tokens],
    ['seconds', (row) => row.seconds],
    [`train_smoothed_${unit}`, (row) => row.train],
    [`train_low_${unit}`, (row) => row.low],
    [`train_high_${unit}`, (row) => row.high],
    [`validation_${unit}`, (row) => row.validation],
    ['learning_rate', (row) => row.rate],
    ['norm_W_out', (row) => row.normOut],
    ['norm_W_rec', (row) => row.normRec],
    ['norm_W_in', (row) => row.normIn],
    ['tokens_per_second', (row) => row.speed],
  ];
  return writeCsv(
    columns.map(([name]) => name),
    rows.map((row) => columns.map(([, of]) => of(row))),
  );
}
