/** A plot as a picture to keep: curves, lines and words at twice the size of the screen's pixels, on the page's surface. */
import { type ColourOf, createCurves, type Drawing, drawCurves, MARGIN } from './chart-js.ts';
import { colourOf } from './colours.ts';
import type { Curve } from './curve.ts';
import { type PlotContents, plotLines, plotWords, type Word } from './plot-layout.ts';

const RATIO = 2;
const PADDING = 16;
const TITLE = 28;
const SIZE = 11.5;

export interface PlotFrame {
  /** Of the whole chart, with its margins. */
  readonly width: number;
  readonly height: number;
  /** Where its area lies within. */
  readonly left: number;
  readonly top: number;
  readonly areaWidth: number;
  readonly areaHeight: number;
}

/**
 * @param element in the page, for its colours and its face   @param title stands above
 * @returns a PNG; made at once, since what is dragged must be there when the drag begins
 */
export function plotPicture(
  element: HTMLElement,
  frame: PlotFrame,
  contents: PlotContents,
  curves: readonly Curve[],
  title: string,
): Uint8Array<ArrayBuffer> {
  const colour: ColourOf = (token) => colourOf(element, token);
  const face = getComputedStyle(element).fontFamily;
  const canvas = document.createElement('canvas');
  canvas.width = RATIO * (frame.width + 2 * PADDING);
  canvas.height = RATIO * (frame.height + 2 * PADDING + TITLE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This window cannot draw pictures. Save the figures as CSV instead.');
  context.scale(RATIO, RATIO);
  context.fillStyle = colour('surface');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'middle';
  context.fillStyle = colour('ink');
  context.font = `600 14px ${face}`;
  context.fillText(title, PADDING, PADDING + 8);

  context.translate(PADDING + frame.left, PADDING + TITLE + frame.top);
  const { areaWidth: width, areaHeight: height } = frame;
  const line = (x1: number, y1: number, x2: number, y2: number, token: string, dash: number[]): void => {
    context.strokeStyle = colour(token);
    context.lineWidth = 1;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  };
  const lines = plotLines(contents, width, height);
  for (const y of lines.grid) line(0, y, width, y, 'grid', []);
  line(0, height, width, height, 'axis', []);
  for (const y of lines.levels) line(0, y, width, y, 'baseline', [5, 4]);
  drawInto(context, { curves, x: contents.x, y: contents.y, width, height }, colour);
  for (const x of lines.marks) line(x, 0, x, height, 'ink-2', [1.5, 2.5]);
  for (const word of plotWords(contents, width, height)) write(context, word, colour, face);
  return bytesOf(canvas.toDataURL('image/png'));
}

function drawInto(context: CanvasRenderingContext2D, drawing: Drawing, colour: ColourOf): void {
  const canvas = document.createElement('canvas');
  const curves = createCurves(canvas, () => RATIO);
  try {
    drawCurves(curves, drawing, colour);
    const { width, height } = drawing;
    context.drawImage(canvas, -MARGIN, -MARGIN, width + 2 * MARGIN, height + 2 * MARGIN);
  } finally {
    curves.destroy();
  }
}

function write(context: CanvasRenderingContext2D, word: Word, colour: ColourOf, face: string): void {
  const font = (size: number): string => `${word.bold ? 600 : 400} ${size}px ${face}`;
  context.font = font(SIZE);
  const width = context.measureText(word.text).width;
  const left = { left: word.x, middle: word.x - width / 2, right: word.x - width }[word.align];
  if (word.backed) {
    context.globalAlpha = 0.82;
    context.fillStyle = colour('surface');
    context.fillRect(left, word.y - 7, width, 14);
    context.globalAlpha = 1;
  }
  context.fillStyle = colour(word.colour);
  context.fillText(word.text, left, word.y);
  if (word.sub === undefined) return;
  context.font = font(SIZE * 0.8);
  context.fillText(word.sub, left + width, word.y + 3);
}

const bytesOf = (address: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (character) => character.charCodeAt(0));
