/** What is being written with a run: the prompt, how to draw, what was drawn, and what may come next. */
import { DEFAULT_SAMPLING, type Sample, type SamplingSettings, type TokenScore } from '#shared/protocol/index.ts';
import { detokenise } from '#shared/text/detokenise.ts';
import type { TokenRule } from '#shared/text/settings.ts';
import type { Connection } from '../../connection/connection.ts';

export type Weights = 'best' | 'last';

export interface Written {
  /** The prompt that the samples continue. */
  readonly prompt: string;
  readonly samples: readonly Sample[];
}

/** How many of the next tokens are shown. */
export const SHOWN_NEXT = 12;
const NEXT_DELAY = 250;

/** The last word of a prompt, which decides whether a space comes before the next token. */
const lastWord = (text: string): string => /\S+$/u.exec(text.trimEnd())?.[0] ?? '';

/** The prompt with a token taken, spaced as the token rule spaces text. */
export function takeToken(prompt: string, token: string, rule: TokenRule): string {
  if (prompt === '' || /\s$/u.test(prompt)) return prompt + token;
  const word = lastWord(prompt);
  return prompt + detokenise([word, token], rule).slice(word.length);
}

export class SampleDraft {
  readonly run: number;
  prompt = $state('');
  settings = $state.raw<SamplingSettings>(DEFAULT_SAMPLING);
  count = $state(3);
  weights = $state<Weights>('best');
  written = $state.raw<Written | null>(null);
  writing = $state(false);
  next = $state.raw<readonly TokenScore[]>([]);
  /** The prompt that `next` follows. */
  nextContext = $state('');
  nextError = $state.raw<unknown>(null);
  /** Prompts before each word that was taken. */
  taken = $state.raw<readonly string[]>([]);

  private readonly connection: Connection;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor(connection: Connection, run: number) {
    this.connection = connection;
    this.run = run;
  }

  setPrompt(prompt: string): void {
    this.prompt = prompt;
    this.taken = [];
    this.nextSoon();
  }

  setWeights(weights: Weights): void {
    this.weights = weights;
    this.nextSoon(0);
  }

  take(token: string, rule: TokenRule): void {
    this.taken = [...this.taken, this.prompt];
    this.prompt = takeToken(this.prompt, token, rule);
    this.nextSoon(0);
  }

  takeBack(): void {
    const before = this.taken.at(-1);
    if (before === undefined) return;
    this.taken = this.taken.slice(0, -1);
    this.prompt = before;
    this.nextSoon(0);
  }

  nextSoon(delay = NEXT_DELAY): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.updateNext(), delay);
  }

  async updateNext(): Promise<void> {
    const question = ++this.asked;
    const { run, weights, prompt: context } = this;
    try {
      const next = await this.connection.request('sampling.next', { run, weights, context, top: SHOWN_NEXT });
      if (question !== this.asked) return;
      this.next = next;
      this.nextContext = context;
      this.nextError = null;
    } catch (error) {
      if (question === this.asked) this.nextError = error;
    }
  }

  async write(): Promise<void> {
    const { run, weights, prompt, settings, count } = this;
    this.writing = true;
    try {
      const samples = await this.connection.request('sampling.generate', { run, weights, prompt, settings, count });
      this.written = { prompt, samples };
    } finally {
      this.writing = false;
    }
  }

  close(): void {
    clearTimeout(this.timer);
    this.asked++;
  }
}
