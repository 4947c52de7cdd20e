/** What is to be written with a run: the prompt, how to draw, and what may come next at the caret. */
import { DEFAULT_SAMPLING, type LanguageRun, type SamplingSettings, type TokenScore } from '#shared/protocol/index.ts';
import { defaultWeights } from '#shared/protocol/default-weights.ts';
import type { TokenRule } from '#shared/text/settings.ts';
import type { Connection } from '../../connection/connection.ts';
import { promptOf } from './continuation.ts';
import { type PromptPart, promptParts } from './unknown-ranges.ts';
import { takeToken } from './take-token.ts';

export type Weights = 'best' | 'last';

/** The whole distribution up to this many tokens, so that the effect of the settings on it is exact. */
const MOST_NEXT = 10_000;
const NEXT_DELAY = 250; // milliseconds
export const LONGEST_PROMPT = 20_000;

interface Place {
  readonly prompt: string;
  readonly caret: number;
}

export class SampleDraft {
  run: LanguageRun;
  prompt = $state('');
  /** Where in the prompt the next token is to come, in UTF-16 units. */
  caret = $state(0);
  settings = $state.raw<SamplingSettings>(DEFAULT_SAMPLING);
  count = $state(3);
  next = $state.raw<readonly TokenScore[]>([]);
  /** The text that `next` follows; null before the first answer. */
  nextContext = $state<string | null>(null);
  nextError = $state.raw<unknown>(null);
  /** The prompts before each token that was taken. */
  taken = $state.raw<readonly Place[]>([]);
  /** What the person chose; null: the default of the run as it is now. */
  private chosen = $state<Weights | null>(null);
  private read = $state.raw<{ readonly prompt: string; readonly parts: readonly PromptPart[] } | null>(null);

  readonly weights: Weights = $derived.by(() => (this.run.best ? this.chosen : null) ?? defaultWeights(this.run));
  readonly context = $derived(this.prompt.slice(0, this.caret));
  /** The prompt with its unknown tokens apart; null until it was read. */
  readonly parts = $derived(this.read?.prompt === this.prompt ? this.read.parts : null);

  private readonly connection: Connection;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor(connection: Connection, run: LanguageRun) {
    this.connection = connection;
    this.run = $state.raw(run);
  }

  setPrompt(prompt: string, caret = prompt.length): void {
    this.prompt = prompt;
    this.caret = caret;
    this.taken = [];
    this.nextSoon();
  }

  setCaret(caret: number): void {
    if (caret === this.caret) return;
    this.caret = Math.min(caret, this.prompt.length);
    this.nextSoon();
  }

  /** The end of a text becomes the prompt. */
  goOnFrom(text: string): void {
    this.setPrompt(promptOf(text, LONGEST_PROMPT));
  }

  setWeights(weights: Weights): void {
    this.chosen = weights;
  }

  take(token: string, rule: TokenRule): void {
    const { prompt, caret, context } = this;
    const begun = takeToken(context, token, rule);
    if (begun.length + prompt.length - caret > LONGEST_PROMPT) return;
    this.taken = [...this.taken, { prompt, caret }];
    this.prompt = begun + prompt.slice(caret);
    this.caret = begun.length;
    this.nextSoon(0);
  }

  takeBack(): void {
    const before = this.taken.at(-1);
    if (!before) return;
    this.taken = this.taken.slice(0, -1);
    this.prompt = before.prompt;
    this.caret = before.caret;
    this.nextSoon(0);
  }

  nextSoon(delay = NEXT_DELAY): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), delay);
  }

  /** Asks for the next tokens and reads the prompt; of several questions the last one's answers count. */
  private async look(): Promise<void> {
    const question = ++this.asked;
    const { weights, context, prompt } = this;
    const run = this.run.id;
    try {
      const top = Math.min(this.run.vocabulary, MOST_NEXT);
      const [next, parts] = await Promise.all([
        this.connection.request('sampling.next', { run, weights, context, top }),
        this.parts ?? this.readPrompt(run, weights, prompt),
      ]);
      if (question !== this.asked) return;
      this.next = next;
      this.nextContext = context;
      this.read = { prompt, parts };
      this.nextError = null;
    } catch (error) {
      if (question === this.asked) this.nextError = error;
    }
  }

  private async readPrompt(run: number, weights: Weights, prompt: string): Promise<readonly PromptPart[]> {
    if (prompt.trim() === '') return promptParts(prompt, []);
    const source = { kind: 'text', text: prompt } as const;
    const { tokens } = await this.connection.request('sampling.score', { run, weights, source, alternatives: 0 });
    return promptParts(prompt, tokens);
  }
}
