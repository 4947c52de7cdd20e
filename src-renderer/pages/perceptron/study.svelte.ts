/**
 * What one looks at: one example, one unit, one set of weights. The drawing, the plane, the equations and the answers
 * all show these, so that they always belong together.
 */
import type { PerceptronRun } from '#shared/protocol/index.ts';
import { emptyPass, feedforward } from '#shared/model/mlp/backpropagation.ts';
import { type WorkedExample, workExample } from '#shared/model/mlp/worked-example.ts';
import type { Split } from '#shared/text/settings.ts';
import type { Connection } from '../../connection/connection.ts';
import { type Confusion, countConfusion } from './confusion.ts';
import { largestAt } from './equation-numbers.ts';
import type { Example, Examples, Points } from './examples.svelte.ts';
import { NetworkFeed, type ShownNetwork, type WhichWeights } from './network-feed.svelte.ts';

/** Multiplications that a look may cost, so that a film of eight pictures a second stays one. */
const MOST_WORK = 6_000_000;

export class Study {
  which = $state<WhichWeights>('now');
  part = $state<Split>('train');
  place = $state(0);
  /** 1 … L */
  private chosenLayer = $state(0);
  private chosenUnit = $state<number | null>(null);
  /** k of BP4; null: where the gradient is largest. */
  input = $state<number | null>(null);

  readonly feed: NetworkFeed;
  readonly examples: Examples | null;
  private readonly shape: PerceptronRun['shape'];

  constructor(connection: Connection, run: PerceptronRun, examples: Examples | null) {
    this.feed = new NetworkFeed(connection);
    this.examples = examples;
    this.shape = run.shape;
    this.chosenLayer = Math.max(1, run.shape.activations.length - 1);
  }

  readonly network: ShownNetwork | null = $derived.by(() => this.feed.network);
  readonly example: Example | null = $derived.by(() => this.examples?.at(this.part, this.place) ?? null);
  readonly points: Points | null = $derived.by(() => this.examples?.points(this.part) ?? null);

  readonly worked: WorkedExample | null = $derived.by(() => {
    const { network, example } = this;
    return network && example ? workExample(network.perceptron, network.weights, example.x, example.y) : null;
  });

  /** a^L of all points, [N, S_L]; null where they are too many to be computed while one looks. */
  readonly outputs: Float32Array | null = $derived.by(() => {
    const { network, points } = this;
    if (!network || !points || points.count * weightCount(network) > MOST_WORK) return null;
    const { perceptron, weights } = network;
    const width = perceptron.layers[0]!;
    const units = perceptron.layers[perceptron.L]!;
    const outputs = new Float32Array(points.count * units);
    const pass = emptyPass(perceptron);
    for (let i = 0; i < points.count; i++) {
      const x = points.inputs.subarray(i * width, (i + 1) * width);
      outputs.set(feedforward(perceptron, weights, x, pass).a[perceptron.L]!, i * units);
    }
    return outputs;
  });

  /** Of the whole part with these weights; null: it is too large, or has no classes. */
  readonly confusion: Confusion | null = $derived.by(() => {
    const { outputs, points, examples } = this;
    if (!outputs || !points?.classes || !examples?.isWhole(this.part)) return null;
    return countConfusion(outputs, this.units, points.classes, examples.dataSet.targets.names.length);
  });

  /** S_L */
  get units(): number {
    return this.shape.layers.at(-1)!;
  }
  /** L */
  get L(): number {
    return this.shape.activations.length;
  }
  get layer(): number {
    return Math.min(this.chosenLayer, this.L);
  }
  get unit(): number {
    return Math.min(this.chosenUnit ?? 0, this.shape.layers[this.layer]! - 1);
  }

  /** Of a layer, or once of the first one that is shown, the unit with the largest error: there is something to see. */
  chooseLayer(layer: number): void {
    const delta = this.worked?.delta[layer];
    this.chooseUnit(layer, delta ? largestAt(delta) : 0);
  }
  begin(): void {
    if (this.chosenUnit !== null || !this.worked) return;
    // where every input is 0, so is every gradient of the first weights
    if (this.place === 0 && this.worked.a[0]!.every((x) => x === 0)) this.move(1);
    this.chooseLayer(this.layer);
  }

  chooseUnit(layer: number, unit: number): void {
    this.chosenLayer = layer;
    this.chosenUnit = unit;
    this.input = null;
  }

  /** @param place beyond the part's ends: the end */
  chooseExample(part: Split, place: number): void {
    const count = this.examples?.count(part) ?? 0;
    this.part = part;
    this.place = Math.max(0, Math.min(count - 1, place));
  }

  /** To the next example, and from the last one to the first. */
  move(by: number): void {
    const count = this.examples?.count(this.part) ?? 0;
    if (count > 0) this.chooseExample(this.part, (this.place + by + count) % count);
  }
}

const weightCount = ({ shape }: ShownNetwork): number =>
  shape.layers.slice(1).reduce((sum, units, l) => sum + units * shape.layers[l]!, 0);
