/** The network's answer to what a person asks: of a table by the engine, else at once with the weights in the page. */
import type { DataSetEntry } from '#shared/protocol/index.ts';
import { feedforward } from '#shared/model/mlp/backpropagation.ts';
import type { Connection } from '../../connection/connection.ts';
import { numbersOf, wrongFields } from './asked-row.ts';
import type { ShownNetwork } from './network-feed.svelte.ts';

export class AskedAnswer {
  /** [S_L]; null: nothing was asked, or it cannot be answered. */
  outputs = $state.raw<ArrayLike<number> | null>(null);
  error = $state.raw<unknown>(null);

  private readonly connection: Connection;
  private asked = 0;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** @param x [S_0] */
  compute({ perceptron, weights }: ShownNetwork, x: Float64Array): void {
    this.asked++;
    this.error = null;
    this.outputs = feedforward(perceptron, weights, x).a[perceptron.L]!;
  }

  forget(): void {
    this.asked++;
    this.outputs = null;
  }

  /** Rows of a table are encoded by the engine, as the table was; the newest question wins. */
  async ask(run: number, weights: 'best' | 'last', fields: readonly string[]): Promise<void> {
    const asked = ++this.asked;
    try {
      const [outputs] = await this.connection.request('perceptrons.predict', { run, weights, rows: [[...fields]] });
      if (asked !== this.asked) return;
      this.outputs = outputs ?? null;
      this.error = null;
    } catch (error) {
      if (asked !== this.asked) return;
      this.error = error;
      this.outputs = null;
    }
  }

  /** Whichever way suits the data set. */
  answer(
    { run, weights, network }: { run: number; weights: 'best' | 'last'; network: ShownNetwork | null },
    dataSet: DataSetEntry,
    fields: readonly string[],
  ): void {
    if (wrongFields(dataSet, fields).length > 0) this.forget();
    else if (dataSet.description.kind === 'table') void this.ask(run, weights, fields);
    else if (network) this.compute(network, numbersOf(fields));
  }
}
