/** How runs are compared; kept for the next time. */
import { LOSS_UNITS, type LossUnit } from '../../charts/loss-units.ts';
import { smoothingWeight } from '../../charts/smoothing.ts';
import { X_AXES, type XAxis } from '../../charts/x-axis.ts';
import { NEWEST_FIRST, RUN_ORDERS, type RunSort } from '../../state/run-order.ts';
import { loadStored, saveStored, type StoredPreferences } from '../../state/stored-preferences.ts';
import { runView } from '../run/run-view.svelte.ts';
import type { CurveView } from './compared-curves.ts';
import { isInRange, type SamplingNumber, SHARED_SAMPLING, type SharedSampling } from './shared-sampling.ts';

export const COMPARED_SPLITS = ['validation', 'train'] as const;
export type ComparedSplit = (typeof COMPARED_SPLITS)[number];

export interface CompareChoices extends RunSort {
  readonly unit: LossUnit;
  readonly split: ComparedSplit;
  readonly axis: XAxis;
  readonly logY: boolean;
  readonly table: boolean;
  readonly onlyDifferences: boolean;
  /** Only runs of this text are listed; null: of all texts. */
  readonly corpus: number | null;
  readonly sampling: SharedSampling;
}

export const DEFAULT_CHOICES: CompareChoices = {
  // the one unit that texts and token rules have in common
  unit: 'bits',
  split: 'validation',
  axis: 'epochs',
  logY: false,
  table: false,
  onlyDifferences: true,
  corpus: null,
  ...NEWEST_FIRST,
  sampling: SHARED_SAMPLING,
};

/** What was kept, where it still means something. */
export function storedChoices(stored: StoredPreferences): CompareChoices {
  const D = DEFAULT_CHOICES;
  const flag = (name: 'logY' | 'table' | 'onlyDifferences' | 'descending'): boolean =>
    typeof stored[name] === 'boolean' ? stored[name] : D[name];
  const found = (stored['sampling'] ?? {}) as Partial<Record<keyof SharedSampling, unknown>>;
  const number = (name: SamplingNumber): number => {
    const value = found[name];
    return typeof value === 'number' && isInRange(name, value) ? value : D.sampling[name];
  };
  return {
    unit: LOSS_UNITS.find((name) => name === stored['unit']) ?? D.unit,
    split: COMPARED_SPLITS.find((name) => name === stored['split']) ?? D.split,
    axis: X_AXES.find((name) => name === stored['axis']) ?? D.axis,
    logY: flag('logY'),
    table: flag('table'),
    onlyDifferences: flag('onlyDifferences'),
    corpus: Number.isSafeInteger(stored['corpus']) ? (stored['corpus'] as number) : null,
    order: RUN_ORDERS.find((name) => name === stored['order']) ?? D.order,
    descending: flag('descending'),
    sampling: {
      prompt: typeof found.prompt === 'string' ? found.prompt.slice(0, 1000) : D.sampling.prompt,
      temperature: number('temperature'),
      seed: number('seed'),
      length: number('length'),
    },
  };
}

const NAME = 'compare';

class CompareView {
  choices = $state.raw<CompareChoices>(storedChoices(loadStored(NAME)));

  /** What the curves are drawn by. */
  readonly curves: CurveView = $derived({
    ...this.choices,
    smoothing: smoothingWeight(runView.choices.smoothing),
  });

  choose(choice: Partial<CompareChoices>): void {
    this.choices = { ...this.choices, ...choice };
    saveStored(NAME, this.choices);
  }
}

export const compareView = new CompareView();
