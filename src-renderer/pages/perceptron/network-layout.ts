/**
 * Where the units of a network are drawn. Layers are columns from left to right; of a wide layer the first and the last
 * units are drawn, with a gap between them that says how many are left out.
 */

export interface DrawnUnit {
  readonly layer: number;
  /** Index in its layer. */
  readonly unit: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface DrawnLayer {
  readonly layer: number;
  /** S_l */
  readonly size: number;
  readonly x: number;
  /** Empty where a picture stands for the units. */
  readonly units: readonly DrawnUnit[];
  /** Where units are left out; null: none are. */
  readonly gap: { readonly y: number; readonly from: number; readonly to: number } | null;
}

export interface DrawnWeight {
  /** Of the layer that it leads to, l = 1 … L. */
  readonly layer: number;
  readonly from: DrawnUnit;
  readonly to: DrawnUnit;
  /** In W^l, row-major. */
  readonly index: number;
}

export interface NetworkLayout {
  readonly layers: readonly DrawnLayer[];
  readonly weights: readonly DrawnWeight[];
}

export interface NetworkBox {
  readonly width: number;
  readonly height: number;
  /** Room for the words beside the first and the last layer. */
  readonly left: number;
  readonly right: number;
  /** The inputs are drawn as a picture. */
  readonly picture: boolean;
}

const LEAST_SPACING = 10;
const MOST_SPACING = 84;
const MOST_RADIUS = 11;
/** Edges beyond it are a grey cloud that costs time: of wide layers fewer units are drawn. */
const MOST_WEIGHTS = 1600;

/** All, or so many that the gap stands for more than one. */
const shownOf = (size: number, fit: number): number => (size <= fit ? size : fit - 1);

/** Units of each layer that are drawn, so that they fit the height and their weights can be told apart. */
export function drawnCounts(sizes: readonly number[], height: number, picture: boolean): number[] {
  const fit = Math.max(3, Math.floor(height / LEAST_SPACING));
  const counts = sizes.map((size, l) => (l === 0 && picture ? 0 : shownOf(size, fit)));
  const edges = (): number => counts.slice(1).reduce((sum, count, l) => sum + count * counts[l]!, 0);
  while (edges() > MOST_WEIGHTS) {
    const widest = counts.indexOf(Math.max(...counts));
    counts[widest] = counts[widest]! - 1;
  }
  return counts;
}

export function layoutNetwork(sizes: readonly number[], box: NetworkBox): NetworkLayout {
  const counts = drawnCounts(sizes, box.height, box.picture);
  const step = (box.width - box.left - box.right) / Math.max(1, sizes.length - 1);
  const layers = sizes.map((size, layer) => layoutLayer(layer, size, counts[layer]!, box.left + layer * step, box));
  const weights = layers.slice(1).flatMap(({ layer, units }): DrawnWeight[] => {
    const { size, units: before } = layers[layer - 1]!;
    return units.flatMap((to) => before.map((from) => ({ layer, from, to, index: to.unit * size + from.unit })));
  });
  return { layers, weights };
}

function layoutLayer(layer: number, size: number, count: number, x: number, { height }: NetworkBox): DrawnLayer {
  if (count === 0) return { layer, size, x, units: [], gap: null };
  const left = size - count;
  // the gap takes the place of one unit
  const places = left > 0 ? count + 1 : count;
  const spacing = Math.min(MOST_SPACING, height / places);
  const radius = Math.min(MOST_RADIUS, spacing * 0.4);
  const top = (height - spacing * (places - 1)) / 2;
  const first = left > 0 ? Math.ceil(count / 2) : count;
  const units = Array.from({ length: count }, (_, i): DrawnUnit => {
    const after = i >= first;
    return { layer, unit: after ? i + left : i, x, y: top + spacing * (after ? i + 1 : i), radius };
  });
  return {
    layer,
    size,
    x,
    units,
    gap: left > 0 ? { y: top + spacing * first, from: first, to: first + left - 1 } : null,
  };
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The unit that an arrow key leads to: among the drawn ones of its layer, or the nearest of the next layer. */
export function unitTowards({ layers }: NetworkLayout, from: DrawnUnit, direction: Direction): DrawnUnit {
  const { units } = layers[from.layer]!;
  const at = units.findIndex(({ unit }) => unit === from.unit);
  if (direction === 'up' || direction === 'down')
    return units[Math.max(0, Math.min(units.length - 1, at + (direction === 'up' ? -1 : 1)))] ?? from;
  const next = layers[from.layer + (direction === 'left' ? -1 : 1)]?.units ?? [];
  return (
    next.reduce<DrawnUnit | null>(
      (best, unit) => (best === null || Math.abs(unit.y - from.y) < Math.abs(best.y - from.y) ? unit : best),
      null,
    ) ?? from
  );
}
