/** One run's stored figures. Rows are fetched after each `run-changed`: what is shown is what was stored. */
import type {
  Baselines,
  EvaluationRow,
  EventMessage,
  LanguageRun,
  Run,
  RunEvent,
  RunSamples,
  RunStatus,
  StoredSample,
} from '#shared/protocol/index.ts';
import { bucketSize } from '../charts/bucket-size.ts';
import { MetricColumns } from '../charts/metric-columns.ts';
import type { Connection } from '../connection/connection.ts';
import { MetricDetail } from './metric-detail.ts';

/** Points that a whole run is kept in. Past it neighbours join: what was drawn keeps its value until then. */
export const MOST_BUCKETS = 2048;

interface Wanted {
  readonly lastMetric: number;
  readonly evaluations: number;
  readonly events: number;
  /** Finished: without a validation part a sample is written after each. */
  readonly epochs: number;
}

/** The evaluations of a family of runs. */
export type EvaluationsOf<R extends Run> = readonly Extract<EvaluationRow, { readonly family: R['family'] }>[];

export type LanguageRunData = RunData<LanguageRun>;

/** A run stays of its family: whoever opens it knows which, and `R` says it for all that is fetched. */
export class RunData<R extends Run = Run> {
  readonly id: number;
  run = $state.raw<R | null>(null);
  /** Grows in place; `version` says when. */
  metrics = new MetricColumns();
  version = $state(0);
  /** The part that is looked at from near, in finer buckets; null: there is nothing finer, or not yet. */
  detail = $state.raw<MetricColumns | null>(null);
  evaluations = $state.raw<EvaluationsOf<R>>([]);
  events = $state.raw<readonly RunEvent[]>([]);
  /** What it wrote by itself, oldest first. They come after the figures; null: not yet. */
  samples = $state.raw<readonly StoredSample[] | null>(null);
  baselines = $state.raw<Baselines | null>(null);
  loaded = $state(false);
  error = $state.raw<unknown>(null);

  private readonly connection: Connection;
  private readonly near: MetricDetail;
  private fetching = false;
  private wanted: Wanted = { lastMetric: 0, evaluations: 0, events: 0, epochs: 0 };
  /** Finished epochs when samples were fetched; below 0: they are still to be. */
  private sampled = -1;
  private looked: readonly [from: number, to: number] | null = null;
  private looking = false;
  private closed = false;

  /** @param known the run as the library lists it, so that its figures can be asked for at once */
  constructor(connection: Connection, id: number, known: R | null = null) {
    this.connection = connection;
    this.id = id;
    this.run = known;
    this.near = new MetricDetail(connection.request, id);
  }

  /** Loads everything and follows the run. @returns the function that ends it */
  open(): () => void {
    const unsubscribe = this.connection.subscribe((message) => this.onEvent(message));
    void this.load();
    return () => {
      this.closed = true;
      unsubscribe();
    };
  }

  async load(): Promise<void> {
    this.error = null;
    try {
      this.run ??= await this.getRun();
      await this.fetchAll();
      this.loaded = true;
      await Promise.all([this.catchUp(), this.loadBaselines()]);
    } catch (error) {
      if (!this.closed) this.error = error;
    }
  }

  /** Rows `from` to `to` are seen from near; null: the whole is. */
  look(rows: readonly [from: number, to: number] | null): void {
    const before = this.looked;
    if (rows?.[0] === before?.[0] && rows?.[1] === before?.[1]) return;
    this.looked = rows;
    if (rows === null) this.detail = null;
    else if (!this.looking) void this.fetchDetail();
  }

  private ask<N extends 'runs.get' | 'runs.evaluations' | 'runs.events' | 'runs.samples'>(name: N) {
    return this.connection.request(name, { run: this.id });
  }
  private getRun = async (): Promise<R> => (await this.ask('runs.get')) as R;
  private getEvaluations = async (): Promise<EvaluationsOf<R>> =>
    (await this.ask('runs.evaluations')) as unknown as EvaluationsOf<R>;

  /** Those the run wrote by itself, in contrast to what was asked of it. A perceptron writes none. */
  private async getOwnSamples(): Promise<readonly StoredSample[]> {
    if (this.run?.family !== 'language') return [];
    return ownSamples(await this.ask('runs.samples'), this.evaluations, this.run.samples);
  }

  /** Counting them can take a while for a large text; the figures do not wait. */
  private async loadBaselines(): Promise<void> {
    if (this.closed || this.run?.family !== 'language' || this.run.corpusId === null) return;
    this.baselines = await this.connection.request('runs.baselines', { run: this.id, split: 'validation' });
  }

  private onEvent(message: EventMessage): void {
    if (message.event === 'library-changed') void this.reload();
    if (message.event !== 'run-changed' || message.payload.run.id !== this.id) return;
    const { run, evaluations, events } = message.payload;
    const before = this.run?.status;
    this.run = run as R;
    const { lastMetric, epoch: epochs } = run.progress;
    this.wanted = { lastMetric, evaluations, events, epochs };
    // resumed, a run goes back to its last checkpoint: rows after it are gone
    if (this.loaded && (goesOn(before, run.status) || run.progress.lastMetric < this.metrics.lastIndex))
      void this.reload();
    else void this.catchUp();
  }

  /** The run may have been renamed, or have gone on while the connection was lost, or back to a checkpoint. */
  private async reload(): Promise<void> {
    if (!this.loaded || this.closed) return;
    try {
      this.run = await this.getRun();
      await this.fetchAll();
      // what changed meanwhile went into the rows that were just replaced
      void this.catchUp();
    } catch (error) {
      if (!this.closed) this.error = error;
    }
  }

  private async fetchAll(): Promise<void> {
    const rows = this.run?.progress.lastMetric ?? 0;
    const metrics = new MetricColumns(bucketSize(rows, MOST_BUCKETS));
    const [evaluations, events] = await Promise.all([
      this.getEvaluations(),
      this.ask('runs.events'),
      this.fetchRows(metrics, rows),
    ]);
    // reading many rows and drawing them are a task each, so that neither is long
    await new Promise((resolve) => setTimeout(resolve));
    this.near.forget();
    this.looked = null;
    this.detail = null;
    this.metrics = metrics;
    this.evaluations = evaluations;
    this.events = events;
    this.version++;
    this.sampled = -1;
    // one more turn of a `catchUp` that is under way
    this.wanted = { ...this.wanted };
  }

  /** One fetch at a time; what changes meanwhile is fetched after it. */
  private async catchUp(): Promise<void> {
    if (this.fetching || this.closed || !this.loaded) return;
    this.fetching = true;
    try {
      let seen: Wanted;
      do {
        seen = this.wanted;
        if (seen.events > this.events.length) this.events = await this.ask('runs.events');
        const evaluated = seen.evaluations > this.evaluations.length;
        if (evaluated) this.evaluations = await this.getEvaluations();
        if (evaluated || seen.epochs > this.sampled) {
          this.sampled = seen.epochs;
          this.samples = await this.getOwnSamples();
        }
        const { metrics } = this;
        if (seen.lastMetric > metrics.lastIndex) {
          await this.fetchRows(metrics, seen.lastMetric);
          if (metrics === this.metrics) this.version++;
        }
      } while (seen !== this.wanted && !this.closed);
      this.error = null;
    } catch (error) {
      if (!this.closed) this.error = error;
    } finally {
      this.fetching = false;
    }
  }

  /** Rows up to `last` at least. What the last bucket holds is asked for again as long as it grows. */
  private async fetchRows(metrics: MetricColumns, last: number): Promise<void> {
    while (!this.closed && (metrics.lastIndex < last || metrics.length === 0)) {
      const { lastIndex, full, bucket } = metrics;
      metrics.put(await this.connection.request('runs.metrics', { run: this.id, after: full, bucket }));
      if (metrics.lastIndex === lastIndex) return;
      metrics.join(MOST_BUCKETS);
    }
  }

  private async fetchDetail(): Promise<void> {
    this.looking = true;
    try {
      let looked: typeof this.looked;
      do {
        looked = this.looked;
        if (looked === null) break;
        const detail = await this.near.fetch(...looked, this.metrics.bucket);
        if (this.looked !== null && !this.closed) {
          this.detail = detail;
          this.version++;
        }
      } while (looked !== this.looked && !this.closed);
    } catch (error) {
      if (!this.closed) this.error = error;
    } finally {
      this.looking = false;
    }
  }
}

const goesOn = (before: RunStatus | undefined, after: RunStatus): boolean =>
  after === 'running' && before !== undefined && before !== 'running';

/** Written after evaluations, or after epochs when it has none. */
function ownSamples(
  samples: readonly StoredSample[],
  evaluations: readonly EvaluationRow[],
  own: RunSamples,
): readonly StoredSample[] {
  if (evaluations.some((row) => row.split === 'validation')) return samples.filter((one) => one.evaluation !== null);
  return samples.filter(
    ({ prompt, settings }) => prompt === own.prompt && JSON.stringify(settings) === JSON.stringify(own.settings),
  );
}
