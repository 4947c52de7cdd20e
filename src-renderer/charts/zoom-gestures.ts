/**
 * Pointer and wheel on a chart: hovering reads it, dragging marks a range to zoom into, Shift-drag and two fingers pan,
 * the wheel and a pinch zoom at the pointer, a double click shows the whole. One finger reads.
 */
import type { Attachment } from 'svelte/attachments';
import { valueAt } from './axis.ts';
import type { ChartZoom } from './chart-zoom.svelte.ts';

/** A drag shorter than this is a click, pixels. */
const SHORTEST_DRAG = 5;
/** A wheel that scrolls the page goes on scrolling it when the chart comes under the pointer, milliseconds. */
const SCROLL_PAUSE = 300;
const WHEEL_STEP = 0.002;
/** A pinch on a touchpad arrives as a wheel with Ctrl, in smaller steps. */
const PINCH_STEP = 0.01;
const LINE = 16; // pixels, for wheels that count lines

type Mode = 'mark' | 'pan' | 'read' | 'pinch';

export const zoomGestures =
  (zoom: ChartZoom): Attachment<HTMLElement> =>
  (area) => {
    /** Where each pressed pointer is, 0 to 1. */
    const pointers = new Map<number, number>();
    let mode: Mode | null = null;
    let scrolledAt = -Infinity;

    const placeOf = (event: MouseEvent): number => {
      const box = area.getBoundingClientRect();
      return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    };
    const read = (at: number): void => {
      zoom.reading = valueAt({ ...zoom.seen, ticks: [] }, at);
    };
    /** The middle of two fingers and how far they are apart. */
    const pinch = (): { middle: number; apart: number } => {
      const [a = 0, b = 0] = pointers.values();
      return { middle: (a + b) / 2, apart: Math.max(0.01, Math.abs(a - b)) };
    };

    function onpointerdown(event: PointerEvent): void {
      if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button'))) return;
      area.setPointerCapture(event.pointerId);
      const at = placeOf(event);
      pointers.set(event.pointerId, at);
      if (event.pointerType === 'touch') {
        mode = pointers.size > 1 ? 'pinch' : 'read';
        if (mode === 'read') read(at);
      } else {
        mode = event.shiftKey ? 'pan' : 'mark';
        if (mode === 'mark') zoom.marked = { min: at, max: at };
      }
    }

    function onpointermove(event: PointerEvent): void {
      const at = placeOf(event);
      const before = pointers.get(event.pointerId);
      if (before === undefined) {
        if (event.pointerType !== 'touch') read(at);
        return;
      }
      if (mode === 'pinch') {
        const old = pinch();
        pointers.set(event.pointerId, at);
        const now = pinch();
        zoom.zoom(old.middle, old.apart / now.apart);
        zoom.pan(old.middle - now.middle);
        return;
      }
      pointers.set(event.pointerId, at);
      if (mode === 'pan') zoom.pan(before - at);
      if (mode === 'mark' && zoom.marked) zoom.marked = { min: zoom.marked.min, max: at };
      if (mode !== 'pan') read(at);
    }

    function end(event: PointerEvent): void {
      if (!pointers.delete(event.pointerId)) return;
      if (mode === 'mark' && zoom.marked && event.type === 'pointerup') {
        const { min, max } = zoom.marked;
        if (Math.abs(max - min) * area.clientWidth >= SHORTEST_DRAG) zoom.showBetween(min, max);
      }
      zoom.marked = null;
      if (pointers.size === 0) mode = null;
    }

    function onpointerleave(): void {
      if (pointers.size === 0) zoom.reading = null;
    }

    function onwheel(event: WheelEvent): void {
      if (!event.ctrlKey && event.timeStamp - scrolledAt < SCROLL_PAUSE) return;
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      const changed =
        Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey
          ? zoom.pan((sideways * unit) / area.clientWidth)
          : zoom.zoom(placeOf(event), Math.exp(event.deltaY * unit * (event.ctrlKey ? PINCH_STEP : WHEEL_STEP)));
      // the whole cannot be zoomed out of: there the wheel scrolls the page
      if (changed || event.ctrlKey) event.preventDefault();
    }

    const onscroll = (event: Event): void => void (scrolledAt = event.timeStamp);

    const controller = new AbortController();
    const { signal } = controller;
    area.addEventListener('pointerdown', onpointerdown, { signal });
    area.addEventListener('pointermove', onpointermove, { signal });
    area.addEventListener('pointerup', end, { signal });
    area.addEventListener('pointercancel', end, { signal });
    area.addEventListener('pointerleave', onpointerleave, { signal });
    area.addEventListener('dblclick', () => void zoom.showWhole(), { signal });
    area.addEventListener('wheel', onwheel, { signal, passive: false });
    addEventListener('scroll', onscroll, { signal, capture: true, passive: true });
    return () => controller.abort();
  };
