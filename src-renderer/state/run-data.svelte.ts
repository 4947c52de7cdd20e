/** One run's stored figures. Rows are fetched after each `run-changed`: what is shown is what was stored. */
import type { Baselines, EvaluationRow, EventMessage, Run } from '#shared/protocol/index.ts';
import { MetricColumns } from '../charts/metric-columns.ts';
import type { Connection } from '../connection/connection.ts';

export class RunData {
  readonly id: number;
  run = $state.raw<Run | null>(null);
  /** Grows in place; `version` says when. */
  readonly metrics = new MetricColumns();
  version = $state(0);
  evaluations = $state.raw<readonly EvaluationRow[]>([]);
  baselines = $state.raw<Baselines | null>(null);
  loaded = $state(false);
  error = $state.raw<unknown>(null);

  private readonly connection: Connection;
  private fetching = false;
  private wanted = { lastMetric: 0, evaluations: 0 };
  private closed = false;

  constructor(connection: Connection, id: number) {
    this.connection = connection;
    this.id = id;
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
      this.run = await this.connection.request('runs.get', { run: this.id });
      this.evaluations = await this.connection.request('runs.evaluations', { run: this.id });
      await this.fetchRows();
      this.version++;
      this.loaded = true;
      void this.catchUp();
      if (!this.closed) await this.loadBaselines();
    } catch (error) {
      if (!this.closed) this.error = error;
    }
  }

  /** Counting them can take a while for a large text; the figures do not wait. */
  private async loadBaselines(): Promise<void> {
    if (this.run?.corpusId === null) return;
    this.baselines = await this.connection.request('runs.baselines', { run: this.id, split: 'validation' });
  }

  private onEvent(message: EventMessage): void {
    if (message.event === 'library-changed') void this.reload();
    if (message.event !== 'run-changed' || message.payload.run.id !== this.id) return;
    this.run = message.payload.run;
    this.wanted = message.payload;
    void this.catchUp();
  }

  /** The run may have been renamed, or have gone on while the connection was lost. */
  private async reload(): Promise<void> {
    if (!this.loaded) return;
    try {
      this.run = await this.connection.request('runs.get', { run: this.id });
      await this.fetchRows();
      this.evaluations = await this.connection.request('runs.evaluations', { run: this.id });
    } catch (error) {
      if (!this.closed) this.error = error;
    }
  }

  /** One fetch at a time; what changes meanwhile is fetched after it. */
  private async catchUp(): Promise<void> {
    if (this.fetching || this.closed || !this.loaded) return;
    this.fetching = true;
    try {
      let seen: typeof this.wanted;
      do {
        seen = this.wanted;
        if (seen.lastMetric > this.metrics.lastIndex) await this.fetchRows();
        if (seen.evaluations > this.evaluations.length)
          this.evaluations = await this.connection.request('runs.evaluations', { run: this.id });
      } while (seen !== this.wanted && !this.closed);
      this.error = null;
    } catch (error) {
      this.error = error;
    } finally {
      this.fetching = false;
    }
  }

  private async fetchRows(): Promise<void> {
    while (!this.closed) {
      const after = this.metrics.lastIndex;
      this.metrics.push(await this.connection.request('runs.metrics', { run: this.id, after }));
      const { lastIndex } = this.metrics;
      // while the first rows arrive, page after page, nothing is drawn yet
      if (this.loaded && lastIndex > after) this.version++;
      if (lastIndex === after || (this.loaded && lastIndex >= this.wanted.lastMetric)) return;
    }
  }
}
