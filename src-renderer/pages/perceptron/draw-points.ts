/** Marks of the classes on a canvas: the shapes of ClassMark. */
import type { Shape } from './plane-colours.ts';

/** Appends a mark of radius r around (x, y) to the canvas's path. */
export function tracePoint(context: CanvasRenderingContext2D, shape: Shape, x: number, y: number, r: number): void {
  switch (shape) {
    case 'circle':
      context.moveTo(x + r, y);
      context.arc(x, y, r, 0, 2 * Math.PI);
      break;
    case 'square':
      context.rect(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r);
      break;
    case 'triangle':
      context.moveTo(x, y - 1.1 * r);
      context.lineTo(x + 1.05 * r, y + 0.85 * r);
      context.lineTo(x - 1.05 * r, y + 0.85 * r);
      context.closePath();
      break;
    case 'diamond':
      context.moveTo(x, y - 1.2 * r);
      context.lineTo(x + 1.2 * r, y);
      context.lineTo(x, y + 1.2 * r);
      context.lineTo(x - 1.2 * r, y);
      context.closePath();
      break;
    case 'cross':
      context.rect(x - 0.35 * r, y - r, 0.7 * r, 2 * r);
      context.rect(x - r, y - 0.35 * r, 2 * r, 0.7 * r);
      break;
  }
}

/** An empty canvas in device pixels, its units CSS pixels; null where there is none to draw on. */
export function canvasOf(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  // a new size costs new memory: eight times a second it is the old one
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
