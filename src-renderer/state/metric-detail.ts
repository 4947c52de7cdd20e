/** Parts of a run's rows in finer buckets than the whole is kept in: fetched when a chart is looked at from near. */
import type { Request } from '#shared/protocol/index.ts';
import { bucketSize } from '../charts/bucket-size.ts';
import { MetricColumns } from '../charts/metric-columns.ts';

/** Buckets that a part has, at most, for what is seen. */
const MOST_SEEN = 2048;
/** Parts that are kept. */
const MOST_PARTS = 16;
/** A part that has so many buckets is not extended any more; another begins beside it. */
const LONG = 8192;
/** Parts begin at multiples of so many buckets, so that a small move to the left finds them again. */
const ALIGNMENT = 512;

export class MetricDetail {
  private readonly request: Request;
  private readonly run: number;
  /** The one looked at last is the last. */
  private parts: MetricColumns[] = [];

  constructor(request: Request, run: number) {
    this.request = request;
    this.run = run;
  }

  /** A part that shows the rows `from` to `to` in finer buckets than `coarse`; null when there is nothing finer. */
  async fetch(from: number, to: number, coarse: number): Promise<MetricColumns | null> {
    const bucket = bucketSize(to - from + 1, MOST_SEEN);
    if (bucket >= coarse) return null;
    const known = this.parts.find(
      (part) =>
        part.bucket === bucket &&
        part.start < from &&
        part.full >= from &&
        (part.lastIndex >= to || part.length < LONG),
    );
    const align = Math.max(coarse, bucket * ALIGNMENT);
    const part = known ?? new MetricColumns(bucket, Math.floor((from - 1) / align) * align);
    while (part.lastIndex < to) {
      const after = part.full;
      const rows = await this.request('runs.metrics', { run: this.run, after, bucket });
      part.put(rows);
      if (rows.length === 0 || part.full === after) break;
    }
    this.parts = [...this.parts.filter((other) => other !== part), part].slice(-MOST_PARTS);
    return part;
  }

  /** After the run went back to an earlier checkpoint. */
  forget(): void {
    this.parts = [];
  }
}
