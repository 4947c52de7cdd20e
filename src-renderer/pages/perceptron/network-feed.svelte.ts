/** A run's weights, to be drawn and computed with in the page: while it trains again and again, else as they change. */
import type { PerceptronNetwork, PerceptronRun } from '#shared/protocol/index.ts';
import type { Weights } from '#shared/model/mlp/backpropagation.ts';
import { createPerceptron, type Perceptron } from '#shared/model/mlp/network.ts';
import type { MlpShape } from '#shared/kernels/mlp/contract.ts';
import type { Connection } from '../../connection/connection.ts';

/** More would take longer to send than to train with for a while; the engine refuses them. */
export const MOST_WEIGHTS = 250_000;

export type WhichWeights = 'now' | 'best' | 'last';

export interface ShownNetwork {
  readonly shape: MlpShape;
  readonly perceptron: Perceptron;
  readonly weights: Weights;
  readonly epoch: number;
  readonly step: number;
}

export function toShownNetwork({ shape, weights, biases, epoch, step }: PerceptronNetwork): ShownNetwork {
  const arrays = (all: readonly (readonly number[])[]): Float64Array[] => all.map((one) => Float64Array.from(one));
  const parameters = { weights: arrays(weights), biases: arrays(biases) };
  return { shape, perceptron: createPerceptron(shape), weights: parameters, epoch, step };
}

/** Milliseconds from one answer to the next question: eight a second are a film, and a large network takes its time. */
const pauseFor = (parameters: number): number => (parameters < 4000 ? 110 : parameters < 40_000 ? 400 : 900);

/** Changes when other weights would be answered. */
function versionOf({ status, progress, best }: PerceptronRun, which: WhichWeights): string {
  if (which === 'best') return `best ${best?.step}`;
  if (which === 'last') return `last ${progress.checkpointAt}`;
  return status === 'running' ? 'now' : `now ${status} ${progress.step}`;
}

export class NetworkFeed {
  network = $state.raw<ShownNetwork | null>(null);
  error = $state.raw<unknown>(null);

  private readonly connection: Connection;
  private wanted: { readonly run: PerceptronRun; readonly which: WhichWeights } | null = null;
  private answered = '';
  private asking = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = true;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** @returns the function that ends it */
  open(): () => void {
    this.closed = false;
    const look = (): void => void this.ask();
    document.addEventListener('visibilitychange', look);
    look();
    return () => {
      this.closed = true;
      clearTimeout(this.timer);
      document.removeEventListener('visibilitychange', look);
    };
  }

  /** Tells how the run is now, and which of its weights are looked at. */
  follow(run: PerceptronRun, which: WhichWeights): void {
    this.wanted = { run, which };
    void this.ask();
  }

  /** Nobody looks at it for a while. */
  rest(): void {
    this.wanted = null;
  }

  retry(): void {
    this.answered = '';
    void this.ask();
  }

  /** Never two questions at a time, and none that nobody would see answered. */
  private async ask(): Promise<void> {
    const { wanted } = this;
    if (wanted === null || this.asking || this.closed || document.hidden) return;
    const { run, which } = wanted;
    if (run.parameters > MOST_WEIGHTS || !hasBegun(run)) return;
    const version = versionOf(run, which);
    const isLive = version === 'now';
    if (version === this.answered && !isLive) return;
    if (isLive && this.timer !== undefined) return;
    this.asking = true;
    try {
      const answer = await this.connection.request('perceptrons.network', { run: run.id, weights: which });
      if (this.closed) return;
      this.network = toShownNetwork(answer);
      this.error = null;
    } catch (error) {
      if (!this.closed) this.error = error;
    } finally {
      this.answered = version;
      this.asking = false;
    }
    if (isLive) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        void this.ask();
      }, pauseFor(run.parameters));
      return;
    }
    // it may have changed meanwhile
    void this.ask();
  }
}

/** A queued run has no weights yet, unless it goes on from a checkpoint. */
const hasBegun = ({ status, progress, best }: PerceptronRun): boolean =>
  status !== 'queued' || progress.checkpointAt !== null || best !== null;
