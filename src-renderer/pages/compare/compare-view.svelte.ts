/** How runs are compared; kept for the next time. */
import { LOSS_UNITS, type LossUnit } from '../../charts/loss-units.ts';
import type { LibraryItem } from '#shared/protocol/index.ts';
import { NEWEST_FIRST, RUN_ORDERS, type RunSort } from '../../state/run-order.ts';
import { loadStored, saveStored, type StoredPreferences } from '../../state/stored-preferences.ts';
import {
  COMPARED_AXES,
  COMPARED_SPLITS,
  type ComparedAxis,
  type ComparedSplit,
  PERCEPTRON_MEASURES,
  type PerceptronMeasure,
} from './compared-measures.ts';
import { isInRange, type SamplingNumber, SHARED_SAMPLING, type SharedSampling } from './shared-sampling.ts';

export interface CompareChoices extends RunSort {
  /** Of language models. */
  readonly unit: LossUnit;
  /** Of perceptrons. */
  readonly measure: PerceptronMeasure;
  readonly split: ComparedSplit;
  readonly axis: ComparedAxis;
  readonly logY: boolean;
  readonly table: boolean;
  readonly onlyDifferences: boolean;
  /** Only runs of this text or data set are listed; null: all. */
  readonly parent: LibraryItem | null;
  readonly sampling: SharedSampling;
}

export const DEFAULT_CHOICES: CompareChoices = {
  // the one unit that texts and token rules have in common
  unit: 'bits',
  measure: 'accuracy',
  split: 'validation',
  axis: 'epochs',
  logY: false,
  table: false,
  onlyDifferences: true,
  parent: null,
  ...NEWEST_FIRST,
  sampling: SHARED_SAMPLING,
};

function storedParent(found: unknown): LibraryItem | null {
  const { kind, id } = (found ?? {}) as Partial<LibraryItem>;
  return (kind === 'corpus' || kind === 'dataset') && Number.isSafeInteger(id) ? { kind, id: id! } : null;
}

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
    measure: PERCEPTRON_MEASURES.find((name) => name === stored['measure']) ?? D.measure,
    split: COMPARED_SPLITS.find((name) => name === stored['split']) ?? D.split,
    axis: COMPARED_AXES.find((name) => name === stored['axis']) ?? D.axis,
    logY: flag('logY'),
    table: flag('table'),
    onlyDifferences: flag('onlyDifferences'),
    parent: storedParent(stored['parent']),
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

  choose(choice: Partial<CompareChoices>): void {
    this.choices = { ...this.choices, ...choice };
    saveStored(NAME, this.choices);
  }
}

export const compareView = new CompareView();
