/**
 * Where a plot's words stand, in pixels from the top left of its area. The page shows them as HTML and a saved picture
 * draws them, both from here.
 */
import { type Axis, position } from './axis.ts';
import type { Colour, EndLabel, Level, Mark } from './curve.ts';
import { rowsOf, spread, textWidth } from './direct-labels.ts';

export interface PlotContents {
  readonly x: Axis;
  readonly y: Axis;
  readonly levels: readonly Level[];
  readonly marks: readonly Mark[];
  readonly ends: readonly EndLabel[];
  readonly notes: readonly EndLabel[];
  readonly xUnit?: string | undefined;
  readonly yUnit?: string | undefined;
}

export interface Word {
  readonly text: string;
  /** Lowered and smaller, after the text. */
  readonly sub?: string | undefined;
  readonly x: number;
  /** Of the middle of the line. */
  readonly y: number;
  readonly align: 'left' | 'middle' | 'right';
  readonly colour: Colour | 'ink-2' | 'ink-3';
  readonly bold?: boolean | undefined;
  /** Hides what lies behind it. */
  readonly backed?: boolean;
}

/** Straight lines across the area, pixels. */
export interface PlotLines {
  readonly grid: readonly number[];
  readonly levels: readonly number[];
  readonly marks: readonly number[];
}

const LINE = 14;
/** The lowest label beside the area stays so far above the words under it. */
const ABOVE_AXIS_WORDS = 4;
const TICK_GAP = 6;
const AXIS_GAP = 12;
const MARGIN_GAP = 8;
const MARK_GAP = 5;
/** The same words are said again only so far from where they stand, pixels. */
const REPEATED = 160;
/** Rows of words of the dotted verticals. */
const MARK_ROWS = 3;

const inside = (share: number): boolean => share >= -0.001 && share <= 1.001;

export function plotLines({ x, y, levels, marks }: PlotContents, width: number, height: number): PlotLines {
  const down = (value: number): number => (1 - position(y, value)) * height;
  return {
    grid: y.ticks.map((tick) => down(tick.value)),
    levels: levels.filter((level) => inside(position(y, level.y))).map((level) => down(level.y)),
    marks: marks.map((mark) => position(x, mark.x)).flatMap((at) => (inside(at) ? [at * width] : [])),
  };
}

export function plotWords(contents: PlotContents, width: number, height: number): Word[] {
  const { x, y, xUnit, yUnit } = contents;
  const across = (value: number): number => position(x, value) * width;
  const down = (value: number): number => (1 - position(y, value)) * height;
  const words: Word[] = [];
  for (const tick of y.ticks)
    words.push({ text: tick.text, x: -TICK_GAP, y: down(tick.value), align: 'right', colour: 'ink-3' });
  for (const tick of x.ticks)
    words.push({ text: tick.text, x: across(tick.value), y: height + AXIS_GAP, align: 'middle', colour: 'ink-3' });
  words.push(...sideWords(contents, width, height));
  words.push(...noteWords(contents, words, width, height));
  if (yUnit) words.push({ text: yUnit, x: 6, y: 3, align: 'left', colour: 'ink-3', backed: true });
  // beside the ticks, where no curve comes
  if (xUnit) words.push({ text: xUnit, x: width + 20, y: height + AXIS_GAP, align: 'left', colour: 'ink-3' });
  words.push(...markWords(contents, width, yUnit ? 6 + textWidth(yUnit) : 0));
  return words;
}

/**
 * Levels' names stand in the right margin, a curve's label after its last point; where that reaches into the margin, all
 * of them keep apart from one another.
 */
function sideWords({ x, y, levels, ends }: PlotContents, width: number, height: number): Word[] {
  const down = (value: number): number => (1 - position(y, value)) * height;
  const shownLevels = levels.filter((level) => inside(position(y, level.y)));
  const shownEnds = ends.filter((end) => position(x, end.x) >= 0);
  const endX = (end: EndLabel): number => Math.min(1, position(x, end.x)) * width + MARGIN_GAP;
  const levelTops = shownLevels.map((level) => down(level.y));
  const endTops = shownEnds.map((end) => Math.min(height, Math.max(0, down(end.y))));
  const reachOver = shownEnds.some((end) => endX(end) + textWidth(end.text, end.strong) > width);
  const bottom = height - ABOVE_AXIS_WORDS;
  const tops = reachOver
    ? spread([...levelTops, ...endTops], LINE + 1, bottom)
    : [...spread(levelTops, LINE, bottom), ...spread(endTops, LINE + 2, bottom)];
  return [
    ...shownLevels.map((level, i): Word => ({
      text: level.text,
      x: width + MARGIN_GAP,
      y: tops[i]!,
      align: 'left',
      colour: 'baseline',
    })),
    ...shownEnds.map((end, i): Word => ({
      text: end.text,
      sub: end.sub,
      x: endX(end),
      y: tops[shownLevels.length + i]!,
      align: 'left',
      colour: end.colour,
      bold: end.strong,
      backed: true,
    })),
  ];
}

/** Beneath its point, or above it where other words stand beneath. */
function noteWords({ x, y, notes }: PlotContents, others: readonly Word[], width: number, height: number): Word[] {
  return notes
    .filter((note) => inside(position(x, note.x)) && inside(position(y, note.y)))
    .map((note): Word => {
      const length = textWidth(note.text);
      const right = Math.max(length, position(x, note.x) * width + 4);
      const point = (1 - position(y, note.y)) * height;
      const free = (top: number): boolean =>
        top < height - LINE / 2 &&
        others.every((word) => {
          const wordWidth = textWidth(word.text, word.bold);
          const left = word.align === 'left' ? word.x : word.x - wordWidth;
          return Math.abs(word.y - top) >= LINE || left > right || left + wordWidth < right - length;
        });
      const top = free(point + LINE) ? point + LINE : point - LINE;
      return { text: note.text, x: right, y: top, align: 'right', colour: note.colour, backed: true };
    });
}

/**
 * Beside the dotted verticals at the top, in rows, away from the unit. What has no room is left out, and so is what only
 * says again what stands just before it.
 */
function markWords({ x, marks }: PlotContents, width: number, taken: number): Word[] {
  const shown = marks
    .map((mark) => ({ text: mark.text, at: position(x, mark.x) }))
    .filter(({ at }) => inside(at))
    .map(({ text, at }) => {
      const length = textWidth(text);
      const fits = at * width + MARK_GAP + length <= width;
      return { text, length, start: fits ? at * width + MARK_GAP : at * width - MARK_GAP - length };
    })
    .sort((a, b) => a.start - b.start)
    .filter(({ text, start }, i, all) => {
      const before = all.slice(0, i).findLast((other) => other.text === text);
      return before === undefined || start - before.start > REPEATED;
    });
  const rows = rowsOf(
    shown.map(({ start }) => start),
    shown.map(({ length }) => length),
    width,
    MARK_ROWS,
  );
  const lowered = shown.some(({ start }) => start < taken) ? 1 : 0;
  return shown.flatMap(({ text, start }, i): Word[] => {
    const row = rows[i]!;
    if (row < 0) return [];
    return [{ text, x: start, y: 9 + (row + lowered) * LINE, align: 'left', colour: 'ink-2', backed: true }];
  });
}
