/** Keys on a chart that has the focus: + and - zoom, 0 and Escape show the whole, arrows move the reading line. */
import { position, valueAt } from './axis.ts';
import type { ChartZoom } from './chart-zoom.svelte.ts';

const STEP = 0.01;
const LARGE_STEP = 0.1;

/** @returns whether the key meant something here */
export function zoomByKey(zoom: ChartZoom, event: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  const axis = { ...zoom.seen, ticks: [] };
  const at = zoom.reading === null ? 1 : position(axis, zoom.reading);
  const step = event.shiftKey ? LARGE_STEP : STEP;
  switch (event.key) {
    case '+':
    case '=':
      zoom.zoom(Math.min(1, Math.max(0, at)), 0.5);
      return true;
    case '-':
    case '_':
      zoom.zoom(Math.min(1, Math.max(0, at)), 2);
      return true;
    case '0':
      zoom.showWhole();
      return true;
    case 'Escape':
      return zoom.showWhole();
    case 'ArrowLeft':
      return move(at - step);
    case 'ArrowRight':
      return move(at + step);
    case 'Home':
      return move(0);
    case 'End':
      return move(1);
    default:
      return false;
  }

  /** Beyond the edge what is seen moves along. */
  function move(to: number): true {
    if (to < 0) zoom.pan(to);
    if (to > 1) zoom.pan(to - 1);
    zoom.reading = valueAt({ ...zoom.seen, ticks: [] }, Math.min(1, Math.max(0, to)));
    return true;
  }
}
