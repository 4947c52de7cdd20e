/** Chart.js draws the curves and nothing else: axes, grid and words are HTML. Only these parts of it are loaded. */
import { Chart, type ChartDataset, LinearScale, LineController, LineElement, PointElement, type Scale } from 'chart.js';
import { type Axis, position } from './axis.ts';
import type { Curve } from './curve.ts';
import { colourOf, withOpacity } from './colours.ts';
import type { Point } from './point.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

/** Room around the chart's area for rings at its edges, pixels; the canvas is so much larger on each side. */
export const MARGIN = 6;

/** Ticks are HTML: chart.js need not measure any. */
const unit = {
  type: 'linear',
  min: 0,
  max: 1,
  display: false,
  afterBuildTicks: (scale: Scale) => void (scale.ticks = []),
} as const;

/** Everything is given in positions from 0 to 1, so both scales are fixed and a logarithm needs no scale of its own. */
export function createCurves(canvas: HTMLCanvasElement): Chart<'line', Point[]> {
  return new Chart<'line', Point[]>(canvas, {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      events: [],
      layout: { autoPadding: false, padding: MARGIN },
      scales: { x: unit, y: unit },
    },
  });
}

export function drawCurves(
  chart: Chart<'line', Point[]>,
  curves: readonly Curve[],
  axes: { readonly x: Axis; readonly y: Axis },
): void {
  const { canvas } = chart;
  chart.data.datasets = curves.map((curve): ChartDataset<'line', Point[]> => {
    const colour = withOpacity(colourOf(canvas, curve.colour), curve.opacity ?? 1);
    return {
      data: curve.points
        .map(({ x, y }) => ({ x: position(axes.x, x), y: position(axes.y, y) }))
        .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)),
      borderColor: colour,
      borderWidth: curve.width,
      borderDash: [...(curve.dash ?? [])],
      borderJoinStyle: 'round',
      stepped: curve.stepped ?? false,
      pointRadius: curve.rings ? 3 : 0,
      pointBackgroundColor: curve.rings ? colourOf(canvas, 'surface') : colour,
      pointBorderWidth: curve.rings ? 1.5 : 0,
      clip: curve.rings ? 5 : 1,
    };
  });
  chart.update('none');
}
