/** What a person said of a table's columns, over what the table suggests. */
import { kindAsTarget, type TableProfile } from '#shared/datasets/table/table-profile.ts';
import { suggestPlan, type TablePlan } from '#shared/datasets/table/table-reader.ts';
import { type DataSetPreview, UnfoldError } from '#shared/protocol/index.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import type { DataValues } from './data-options.ts';

/** @throws UnfoldError `refused` for a column that the table does not have, or when none can be predicted */
export function tablePlan(preview: DataSetPreview & { kind: 'table' }, options: DataValues): TablePlan {
  const { decimal = preview.profile.decimal } = options;
  const profile = { ...preview.profile, decimal };
  const target = targetOf(profile, options);
  if (target === null) throw new UnfoldError('refused', preview.problem);
  const plan = suggestPlan({ ...profile, target });
  const ignored = new Set(options.ignore?.map((typed) => columnOf(profile, typed)));
  const categories = new Set(options.categories?.map((typed) => columnOf(profile, typed)));
  if (ignored.has(target.column))
    throw new UnfoldError('refused', 'The column to predict cannot be left out: choose another one with --target.');
  return {
    ...plan,
    columns: plan.columns.map((column, c) => ({
      ...column,
      use: ignored.has(c) ? 'ignore' : categories.has(c) && column.use === 'ignore' ? 'input' : column.use,
      kind: categories.has(c) ? 'category' : column.kind,
    })),
    missing: options.dropMissing ? 'drop' : plan.missing,
    split: options.split ?? plan.split,
    splitSeed: options.splitSeed ?? plan.splitSeed,
  };
}

function targetOf(profile: TableProfile, { target, classes, numbers, ignore }: DataValues): TableProfile['target'] {
  const ignored = new Set(ignore?.map((typed) => columnOf(profile, typed)));
  const column =
    target !== undefined
      ? columnOf(profile, target)
      : profile.columns.findLastIndex(({ kind }, c) => (kind === 'number' || kind === 'category') && !ignored.has(c));
  const summary = profile.columns[column];
  if (summary === undefined) return null;
  return { column, kind: classes ? 'category' : numbers ? 'number' : kindAsTarget(summary, profile.decimal) };
}

/** By its name, or by its number from 1. */
function columnOf({ columns }: TableProfile, typed: string): number {
  const named = columns.findIndex(({ name }) => name === typed);
  if (named >= 0) return named;
  const number = /^\d+$/.test(typed) ? Number(typed) : NaN;
  if (number >= 1 && number <= columns.length) return number - 1;
  const names = columns.map(({ name }) => name);
  const shown = names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '');
  throw new UnfoldError(
    'refused',
    `There is no column "${typed}".${didYouMean(typed, names)} The columns are: ${shown}.`,
  );
}
