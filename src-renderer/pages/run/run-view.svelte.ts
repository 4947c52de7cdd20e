/** How charts are read: the same for every run one looks at, so that runs can be compared by eye; kept for the next time. */
import { LOSS_UNITS, type LossUnit } from '../../charts/loss-units.ts';
import { X_AXES, type XAxis } from '../../charts/x-axis.ts';
import { loadStored, saveStored } from '../../state/stored-preferences.ts';

export const SIDES = ['samples', 'evaluations'] as const;
export type Side = (typeof SIDES)[number];

export interface RunViewChoices {
  readonly unit: LossUnit;
  readonly axis: XAxis;
  readonly logX: boolean;
  readonly logY: boolean;
  /** The slider's position, 0 to 1. */
  readonly smoothing: number;
  readonly table: boolean;
  /** What stands beside the charts. */
  readonly side: Side;
}

export const DEFAULT_VIEW: RunViewChoices = {
  unit: 'nats',
  axis: 'epochs',
  logX: false,
  logY: false,
  smoothing: 0.6,
  table: false,
  side: 'samples',
};

/** What was kept, where it still means something. */
export function storedView(stored: Readonly<Record<string, unknown>>): RunViewChoices {
  const { unit, axis, side, smoothing } = stored;
  const flag = (name: 'logX' | 'logY' | 'table'): boolean => stored[name] === true;
  return {
    unit: LOSS_UNITS.find((name) => name === unit) ?? DEFAULT_VIEW.unit,
    axis: X_AXES.find((name) => name === axis) ?? DEFAULT_VIEW.axis,
    logX: flag('logX'),
    logY: flag('logY'),
    smoothing: typeof smoothing === 'number' && smoothing >= 0 && smoothing <= 1 ? smoothing : DEFAULT_VIEW.smoothing,
    table: flag('table'),
    side: SIDES.find((name) => name === side) ?? DEFAULT_VIEW.side,
  };
}

const NAME = 'charts';

class RunView {
  choices = $state.raw<RunViewChoices>(storedView(loadStored(NAME)));

  choose(choice: Partial<RunViewChoices>): void {
    this.choices = { ...this.choices, ...choice };
    saveStored(NAME, this.choices);
  }

  private smoothed = DEFAULT_VIEW.smoothing;
  /** Off, and back to what it was. */
  toggleSmoothing(): void {
    const { smoothing } = this.choices;
    if (smoothing > 0) this.smoothed = smoothing;
    this.choose({ smoothing: smoothing > 0 ? 0 : this.smoothed });
  }
}

export const runView = new RunView();
