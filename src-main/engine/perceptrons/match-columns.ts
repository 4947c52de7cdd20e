/** Where a table holds the columns that a network knows: by their names, or by their places where it has no header. */
import { UnfoldError } from '#shared/protocol/index.ts';
import { inputColumns } from './input-columns.ts';
import type { LoadedPerceptron } from './loaded-perceptron.ts';

export interface MatchedColumns {
  /** The first row names them. */
  readonly header: boolean;
  /** Place of each input column. */
  readonly inputs: readonly number[];
  /** null: the table does not have it. */
  readonly target: number | null;
}

/** @param first row   @throws UnfoldError `refused` naming what is missing */
export function matchColumns(
  network: Pick<LoadedPerceptron, 'kernels' | 'known'>,
  first: readonly string[],
): MatchedColumns {
  const wanted = inputColumns(network);
  const { encoding, plan } = network.known;
  const names = first.map((name) => name.trim());
  const placeOf = (name: string): number => names.indexOf(name.trim());
  const targetName = encoding?.target.name;
  if (wanted.some((name) => placeOf(name) >= 0)) {
    const missing = wanted.find((name) => placeOf(name) < 0);
    if (missing !== undefined)
      throw new UnfoldError(
        'refused',
        `The table has no column "${missing}", which the network has learned from. Add it, or correct its name.`,
      );
    const target = targetName === undefined ? -1 : placeOf(targetName);
    return { header: true, inputs: wanted.map(placeOf), target: target >= 0 ? target : null };
  }
  const places = byPlace(wanted.length, first.length, plan?.columns.map(({ use }) => use) ?? []);
  if (places === null)
    throw new UnfoldError(
      'refused',
      `The table has ${first.length} columns. The network needs these: ${shortList(wanted)}.`,
    );
  return { header: false, ...places };
}

/** @param uses of the columns of the table that it learned from */
function byPlace(inputs: number, width: number, uses: readonly string[]): Omit<MatchedColumns, 'header'> | null {
  const placesIn = (columns: readonly string[]): Omit<MatchedColumns, 'header'> => {
    const target = columns.indexOf('target');
    const places = columns.flatMap((use, c) => (use === 'input' ? [c] : []));
    return { inputs: places, target: target < 0 ? null : target };
  };
  if (width === uses.length) return placesIn(uses);
  const withoutTarget = uses.filter((use) => use !== 'target');
  if (width === withoutTarget.length) return placesIn(withoutTarget);
  const alone = Array.from({ length: inputs }, () => 'input');
  if (width === inputs) return placesIn(alone);
  return width === inputs + 1 ? placesIn([...alone, 'target']) : null;
}

const MOST_NAMED = 10;
const shortList = (names: readonly string[]): string =>
  names.slice(0, MOST_NAMED).join(', ') + (names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '');
