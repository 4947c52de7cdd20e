/** The plane of a network with two inputs: what it says everywhere, its borders, and the points over them. */
import {
  type Rgb,
  classColour,
  classShape,
  classTint,
  parseRgb,
  type PlanePalette,
  valueTint,
} from './plane-colours.ts';
import { canvasOf, tracePoint } from './draw-points.ts';
import type { Points } from './examples.svelte.ts';
import { borders, type PlaneAnswers, type PlaneView } from './plane.ts';

export interface PlaneSize {
  readonly width: number;
  readonly height: number;
}
type ColourOf = (token: string) => string;

function paletteOf(classes: number, colourOf: ColourOf): PlanePalette {
  const rgb = (token: string): Rgb => parseRgb(colourOf(token));
  return {
    surface: rgb('surface'),
    classes: Array.from({ length: classes }, (_, c) => rgb(classColour(c, classes))),
    positive: rgb('pos'),
    negative: rgb('neg'),
  };
}

/** @param classes 0 in regression   @param largest of the targets, in regression */
export function drawAnswers(
  canvas: HTMLCanvasElement,
  answers: PlaneAnswers,
  { width, height }: PlaneSize,
  classes: number,
  largest: number,
  colourOf: ColourOf,
): void {
  const context = canvasOf(canvas, width, height);
  if (!context) return;
  const { n, units, outputs } = answers;
  const palette = paletteOf(classes, colourOf);
  const small = document.createElement('canvas');
  small.width = small.height = n + 1;
  const painter = small.getContext('2d');
  if (!painter) return;
  const image = painter.createImageData(n + 1, n + 1);
  for (let i = 0; i < (n + 1) ** 2; i++) {
    const colour =
      classes > 0 ? classTint(outputs, i * units, units, palette) : valueTint(outputs[i * units]!, largest, palette);
    image.data.set([...colour, 255], 4 * i);
  }
  painter.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  // a corner's colour belongs to the corner, not to the cell beside it
  context.drawImage(small, 0.5, 0.5, n, n, 0, 0, width, height);
  if (classes === 0) return;
  context.beginPath();
  const lines = borders(answers);
  for (let i = 0; i < lines.length; i += 4) {
    context.moveTo(lines[i]! * width, lines[i + 1]! * height);
    context.lineTo(lines[i + 2]! * width, lines[i + 3]! * height);
  }
  context.strokeStyle = colourOf('ink');
  context.lineWidth = 1.4;
  context.lineCap = 'round';
  context.stroke();
}

/** From values to pixels. */
export const toPixels = ({ x1, x2 }: PlaneView, { width, height }: PlaneSize, a: number, b: number) => ({
  x: ((a - x1.min) / (x1.max - x1.min)) * width,
  y: ((x2.max - b) / (x2.max - x2.min)) * height,
});

/** @param classes 0 in regression: points have their target's colour */
export function drawPoints(
  canvas: HTMLCanvasElement,
  points: Points,
  view: PlaneView,
  size: PlaneSize,
  classes: number,
  largest: number,
  colourOf: ColourOf,
): void {
  const context = canvasOf(canvas, size.width, size.height);
  if (!context) return;
  const radius = points.count > 1500 ? 1.6 : points.count > 300 ? 2.3 : points.count > 60 ? 2.8 : 5;
  context.lineWidth = 1.6;
  context.strokeStyle = colourOf('surface');
  const at = (i: number) => toPixels(view, size, points.inputs[2 * i]!, points.inputs[2 * i + 1]!);
  if (points.classes === null) {
    const palette = paletteOf(0, colourOf);
    for (let i = 0; i < points.count; i++) {
      const { x, y } = at(i);
      context.beginPath();
      tracePoint(context, 'circle', x, y, radius + 0.6);
      const value = points.values?.[i * (points.values.length / points.count)] ?? 0;
      context.fillStyle = `rgb(${valueTint(value, largest, palette).map(Math.round).join(' ')})`;
      context.fill();
      context.strokeStyle = colourOf('ink-2');
      context.stroke();
    }
    return;
  }
  for (let c = 0; c < classes; c++) {
    context.beginPath();
    for (let i = 0; i < points.count; i++) {
      if (points.classes[i] !== c) continue;
      const { x, y } = at(i);
      tracePoint(context, classShape(c, classes), x, y, radius);
    }
    // the rim lies behind its own class, so that points close together stay points
    context.stroke();
    context.fillStyle = colourOf(classColour(c, classes));
    context.fill();
  }
}
