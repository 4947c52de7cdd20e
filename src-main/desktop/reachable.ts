/** Whether a window can be grasped: displays come and go between two starts. */
import type { Rectangle } from 'electron';

const MARGIN = 80; // pixels of the window that must be on a display

/** Whether enough of the window's top edge lies on one of the displays. */
export function isReachable({ x, y, width }: Rectangle, displays: readonly Rectangle[]): boolean {
  return displays.some(
    (display) =>
      x + width >= display.x + MARGIN &&
      x <= display.x + display.width - MARGIN &&
      y >= display.y &&
      y <= display.y + display.height - MARGIN,
  );
}
