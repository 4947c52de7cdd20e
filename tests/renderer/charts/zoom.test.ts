/** Zooming and panning, the words of a chart, and the figures that leave it. */
import { describe, expect, it } from 'vitest';
import { ChartZoom } from '../../../src-renderer/charts/chart-zoom.svelte.ts';
import { plotLines, plotWords } from '../../../src-renderer/charts/plot-layout.ts';
import { between, fitted, panned, zoomed } from '../../../src-renderer/charts/zoom-range.ts';
import { zoomByKey } from '../../../src-renderer/charts/zoom-keys.ts';

const linear = { min: 0, max: 20, log: false };
const log = { min: 1, max: 10_000, log: true };
const press = (key: string, shiftKey = false) => ({ key, shiftKey });

describe('a part of an axis', () => {
  it('is zoomed around the pointer', () => {
    expect(zoomed(linear, null, 0.5, 0.5)).toEqual({ min: 5, max: 15 });
    expect(zoomed(linear, { min: 5, max: 15 }, 0, 0.5)).toEqual({ min: 5, max: 10 });
    const part = zoomed(log, null, 0.5, 0.5)!;
    expect(part.min).toBeCloseTo(10, 9);
    expect(part.max).toBeCloseTo(1000, 9);
  });
  it('is the whole again when nothing is left to zoom out of', () => {
    expect(zoomed(linear, { min: 5, max: 15 }, 0.5, 2)).toBeNull();
    expect(zoomed(linear, null, 0.3, 5)).toBeNull();
  });
  it('stays within the whole when it is panned', () => {
    expect(panned(linear, { min: 5, max: 15 }, 0.2)).toEqual({ min: 7, max: 17 });
    expect(panned(linear, { min: 5, max: 15 }, 9)).toEqual({ min: 10, max: 20 });
    expect(panned(linear, null, 0.5)).toBeNull();
  });
  it('is marked in either direction, and never narrower than can be drawn', () => {
    expect(between(linear, null, 0.75, 0.25)).toEqual({ min: 5, max: 15 });
    const thin = between(linear, null, 0.5, 0.5)!;
    expect(thin.max).toBeGreaterThan(thin.min);
  });
  it('stays while the whole grows, and is given up when it means nothing there', () => {
    expect(fitted({ ...linear, max: 40 }, { min: 5, max: 15 })).toEqual({ min: 5, max: 15 });
    expect(fitted({ min: 0, max: 4, log: false }, { min: 5, max: 15 })).toBeNull();
  });
});

describe('keys on a chart', () => {
  it('zoom at the reading line, pan beyond the edge, and show the whole', () => {
    const zoom = new ChartZoom(() => linear);
    expect(zoomByKey(zoom, press('ArrowLeft'))).toBe(true);
    expect(zoom.reading).toBeCloseTo(19.8, 9);
    zoomByKey(zoom, press('+'));
    expect(zoom.range!.max - zoom.range!.min).toBeCloseTo(10, 9);
    zoomByKey(zoom, press('Home'));
    const { min } = zoom.range!;
    zoomByKey(zoom, press('ArrowLeft', true));
    expect(zoom.range!.min).toBeLessThan(min);
    expect(zoom.reading).toBeCloseTo(zoom.range!.min, 9);
    zoomByKey(zoom, press('0'));
    expect(zoom.isZoomed).toBe(false);
  });
  it('that mean nothing here are left alone', () => {
    const zoom = new ChartZoom(() => linear);
    expect(zoomByKey(zoom, press('Escape'))).toBe(false);
    expect(zoomByKey(zoom, press('x'))).toBe(false);
  });
});

describe('the words of a chart', () => {
  const axis = { min: 0, max: 10, log: false, ticks: [{ value: 5, text: '5' }] };
  const contents = { x: axis, y: axis, levels: [], marks: [], ends: [], notes: [] };
  const find = (words: ReturnType<typeof plotWords>, text: string) => words.find((word) => word.text === text)!;

  it('stand at ticks, in the margin and after a curve’s end, and keep apart', () => {
    const levels = [
      { y: 5, text: 'trigram 5.00' },
      { y: 5.1, text: 'bigram 5.10' },
      { y: 99, text: 'beyond' },
    ];
    const ends = [{ x: 10, y: 5, text: 'train 5.00', colour: 's1' as const }];
    const words = plotWords({ ...contents, levels, ends }, 500, 200);
    expect(words.filter((word) => word.text === '5').map(({ x, y }) => [x, y])).toEqual([
      [-6, 100],
      [250, 212],
    ]);
    expect(find(words, 'beyond')).toBeUndefined();
    const heights = ['trigram 5.00', 'bigram 5.10', 'train 5.00']
      .map((text) => find(words, text).y)
      .sort((a, b) => a - b);
    expect(heights[1]! - heights[0]!).toBeGreaterThanOrEqual(14);
    expect(heights[2]! - heights[1]!).toBeGreaterThanOrEqual(14);
    expect(plotLines({ ...contents, levels }, 500, 200).levels).toEqual([100, 98]);
  });
  it('say what happened beside its line, left of it at the right edge, never over one another', () => {
    const marks = [
      { x: 4, text: 'rate halved' },
      { x: 4.1, text: 'rate set to 1' },
      { x: 4.2, text: 'rate halved' },
      { x: 9.9, text: 'resumed' },
    ];
    const words = plotWords({ ...contents, marks }, 500, 200);
    expect(words.filter((word) => word.text === 'rate halved')).toHaveLength(1);
    expect(find(words, 'rate set to 1').y - find(words, 'rate halved').y).toBe(14);
    expect(find(words, 'resumed').x).toBeLessThan(495 - 30);
    expect(plotLines({ ...contents, marks }, 500, 200).marks.map(Math.round)).toEqual([200, 205, 210, 495]);
  });
  it('of a note stand above its point where there are words beneath', () => {
    const note = { x: 5, y: 5, text: 'best 5.0, kept', colour: 's2' as const };
    const free = plotWords({ ...contents, notes: [note] }, 500, 200);
    expect(find(free, note.text).y).toBe(114);
    const ends = [{ x: 4, y: 4.3, text: 'train 4.30', colour: 's1' as const }];
    const taken = plotWords({ ...contents, notes: [note], ends }, 500, 200);
    expect(find(taken, note.text).y).toBe(86);
  });
});
