/** Tells what a `sampling.generate` writes while it writes it, and hears when it is to end. */
import { type Events, UnfoldError } from '#shared/protocol/index.ts';

type SampleProgress = Events['sample-progress'];

/** At most twenty events a second. */
const BETWEEN_MILLISECONDS = 50;

export class SampleStream {
  cancelled = false;
  readonly #stream: string;
  readonly #tell: (progress: SampleProgress) => void;
  #due = 0;
  /** The last event, and the end of its sample when that was not told yet. */
  #told: Omit<SampleProgress, 'stream'> | null = null;
  #ended: Omit<SampleProgress, 'stream'> | null = null;

  constructor(stream: string, tell: (progress: SampleProgress) => void) {
    this.#stream = stream;
    this.#tell = tell;
  }

  /** After each token. @param text makes the text so far: asked for only when it is told */
  wrote(sample: number, tokens: number, text: () => string): void {
    const now = performance.now();
    if (now < this.#due) return;
    this.#due = now + BETWEEN_MILLISECONDS;
    this.#told = this.#ended ?? { sample, tokens, text: text() };
    this.#ended = null;
    this.#tell({ stream: this.#stream, ...this.#told });
  }

  /** A sample that was seen half written is told whole before the next one. */
  ended(sample: number, tokens: number, text: string): void {
    if (this.#told?.sample === sample && this.#told.tokens < tokens) this.#ended = { sample, tokens, text };
  }
}

/** The streams under way, by the names that their callers chose. */
export class SampleStreams {
  readonly #streams = new Map<string, SampleStream>();

  /** @throws UnfoldError `conflict` */
  begin(name: string, tell: (progress: SampleProgress) => void): SampleStream {
    if (this.#streams.has(name))
      throw new UnfoldError('conflict', 'A stream of this name is being written. Wait for it, or cancel it.');
    const stream = new SampleStream(name, tell);
    this.#streams.set(name, stream);
    return stream;
  }

  end(name: string): void {
    this.#streams.delete(name);
  }

  /** @throws UnfoldError `not-found` */
  cancel(name: string): void {
    const stream = this.#streams.get(name);
    if (stream === undefined)
      throw new UnfoldError('not-found', 'Nothing is being written under this name: it may have ended already.');
    stream.cancelled = true;
  }
}
