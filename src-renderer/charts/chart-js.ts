/** Chart.js draws the curves and nothing else: axes, grid and words are ours. Only these parts of it are loaded. */
import {
  BasicPlatform,
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type Scale,
} from 'chart.js';
import { type Axis, position } from './axis.ts';
import { withOpacity } from './colours.ts';
import type { Curve } from './curve.ts';
import type { Point } from './point.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

/** Room around the chart's area for rings at its edges, pixels; the canvas is so much larger on each side. */
export const MARGIN = 6;

export interface Drawing {
  readonly curves: readonly Curve[];
  readonly x: Axis;
  readonly y: Axis;
  /** Of the area, without the margin, pixels. */
  readonly width: number;
  readonly height: number;
}

/** A token's colour. */
export type ColourOf = (token: string) => string;

type Curves = Chart<'line', Point[]>;

/** Ticks are HTML: chart.js need not measure any. */
const unit = {
  type: 'linear',
  min: 0,
  max: 1,
  display: false,
  afterBuildTicks: (scale: Scale) => void (scale.ticks = []),
} as const;

/** Sizes are given: nothing is measured, so that drawing never forces a layout. */
const platformOf = (ratio: () => number): typeof BasicPlatform =>
  class extends BasicPlatform {
    override getDevicePixelRatio(): number {
      return ratio();
    }
  };

/**
 * Everything is given in positions from 0 to 1, so both scales are fixed and a logarithm needs no scale of its own.
 * @param ratio pixels of the canvas for one of the page
 */
export function createCurves(canvas: HTMLCanvasElement, ratio: () => number): Curves {
  return new Chart<'line', Point[]>(canvas, {
    type: 'line',
    platform: platformOf(ratio),
    data: { datasets: [] },
    options: {
      animation: false,
      responsive: false,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      events: [],
      layout: { autoPadding: false, padding: MARGIN },
      scales: { x: unit, y: unit },
    },
  });
}

export function drawCurves(chart: Curves, { curves, x, y, width, height }: Drawing, colour: ColourOf): void {
  const [wide, high] = [width + 2 * MARGIN, height + 2 * MARGIN];
  if (chart.width !== wide || chart.height !== high) chart.resize(wide, high);
  chart.data.datasets = curves.map((curve): ChartDataset<'line', Point[]> => {
    const stroke = withOpacity(colour(curve.colour), curve.opacity ?? 1);
    return {
      data: placed(curve.points, x, y),
      borderColor: stroke,
      borderWidth: curve.width,
      borderDash: [...(curve.dash ?? [])],
      borderJoinStyle: 'round',
      stepped: curve.stepped ?? false,
      pointRadius: curve.rings ? 3 : 0,
      pointBackgroundColor: curve.rings ? colour('surface') : stroke,
      pointBorderWidth: curve.rings ? 1.5 : 0,
      clip: curve.rings ? 5 : 1,
    };
  });
  chart.update('none');
}

/** Points as positions; what has none (a logarithm of nothing) is left out. */
function placed(points: readonly Point[], x: Axis, y: Axis): Point[] {
  const positions: Point[] = [];
  for (const point of points) {
    const at = { x: position(x, point.x), y: position(y, point.y) };
    if (Number.isFinite(at.x) && Number.isFinite(at.y)) positions.push(at);
  }
  return positions;
}
