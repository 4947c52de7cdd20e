/** Which part of the horizontal axis charts show and where they are read: shared by charts that lie over one another. */
import type { Range } from './ranges.ts';
import { between, fitted, panned, type WholeAxis, zoomed } from './zoom-range.ts';

export class ChartZoom {
  /** The value of the axis at which the charts are read; null: not read. */
  reading = $state<number | null>(null);
  /** What is being marked by dragging, both ends from 0 to 1 of what is seen. */
  marked = $state.raw<Range | null>(null);
  private chosen = $state.raw<Range | null>(null);
  /** null: the whole. */
  readonly range: Range | null = $derived.by(() => fitted(this.whole(), this.chosen));
  private readonly whole: () => WholeAxis;

  /** @param whole what there is to see */
  constructor(whole: () => WholeAxis) {
    this.whole = whole;
  }

  get isZoomed(): boolean {
    return this.range !== null;
  }

  /** What is seen. */
  get seen(): WholeAxis {
    return { ...this.whole(), ...this.range };
  }

  /** @returns whether that changed anything */
  zoom(at: number, factor: number): boolean {
    return this.show(zoomed(this.whole(), this.range, at, factor));
  }

  pan(share: number): boolean {
    return this.show(panned(this.whole(), this.range, share));
  }

  /** Between two places, 0 to 1 of what is seen. */
  showBetween(a: number, b: number): boolean {
    return this.show(between(this.whole(), this.range, a, b));
  }

  showWhole(): boolean {
    return this.show(null);
  }

  private show(range: Range | null): boolean {
    const before = this.range;
    if (before?.min === range?.min && before?.max === range?.max) return false;
    this.chosen = range;
    return true;
  }
}
