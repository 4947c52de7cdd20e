/** A text that is scored with a run, as it is typed or from a file. */
import { type ScoredText, type ScoredToken, type Source, UnfoldError } from '#shared/protocol/index.ts';
import type { Connection, TextFile } from '../../connection/connection.ts';
import { isSameReading, type SentenceAround, sentenceAround } from './closer-look.ts';
import { mostSurprising } from './surprise.ts';
import type { Weights } from './sample-draft.svelte.ts';

const DELAY = 400; // milliseconds
/** Alternatives of each token; fewer for long texts, whose answer would take long to read. Then `lookCloser` has more. */
const ALTERNATIVES = { few: 1, many: 6 };
const CLOSER_DELAY = 120; // milliseconds
const LONG = 20_000; // characters or bytes

interface Asked {
  readonly source: Source;
  readonly size: number;
}

export class ScoreDraft {
  text = $state('');
  /** The name of the file that is scored instead of `text`. */
  file = $state<string | null>(null);
  result = $state.raw<ScoredText | null>(null);
  busy = $state(false);
  error = $state.raw<unknown>(null);
  /** Index of the token that was chosen. */
  chosen = $state<number | null>(null);
  /** Index of the token that is pointed at. */
  pointed = $state<number | null>(null);
  table = $state(false);

  /** The token whose figures are shown. */
  readonly shown = $derived.by(() => {
    const index = this.pointed ?? this.chosen;
    const closer = this.closer?.index === index && this.closer.of === this.result ? this.closer.token : null;
    return index === null ? null : (closer ?? this.result?.tokens[index] ?? null);
  });
  /** A token with more alternatives than the whole text was asked with. */
  private closer = $state.raw<{ of: ScoredText; index: number; token: ScoredToken } | null>(null);

  private readonly connection: Connection;
  private readonly run: number;
  private readonly weightsNow: () => Weights;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked: Asked | null = null;
  private askedWith: Weights | null = null;
  private question = 0;

  constructor(connection: Connection, run: number, weightsNow: () => Weights) {
    this.connection = connection;
    this.run = run;
    this.weightsNow = weightsNow;
  }

  setText(text: string, delay = DELAY): void {
    this.text = text;
    this.file = null;
    if (text.trim() === '') this.clear();
    else this.askSoon({ source: { kind: 'text', text }, size: text.length }, delay);
  }

  async setFile(file: TextFile): Promise<void> {
    const source = 'source' in file ? file.source : await this.connection.takeFile(file);
    this.text = '';
    this.file = file.name;
    this.askSoon({ source, size: 'source' in file ? file.bytes : file.size }, 0);
  }

  clear(): void {
    clearTimeout(this.timer);
    this.question++;
    this.asked = null;
    this.text = '';
    this.file = null;
    this.busy = false;
    this.error = null;
    this.show(null);
  }

  /** The same text again, after a failure. */
  again(): void {
    if (this.asked) this.askSoon(this.asked, 0);
  }

  /** The weights were changed, perhaps. */
  weigh(weights: Weights): void {
    if (this.askedWith !== weights) this.again();
  }

  /** @param by tokens; the first and the last are the ends */
  move(by: number): void {
    const count = this.result?.tokens.length ?? 0;
    if (count === 0) return;
    this.pointed = null;
    this.chosen = Math.max(0, Math.min(count - 1, (this.chosen ?? 0) + by));
  }

  /** Asks for more alternatives of the token that is shown, once it stays. @returns the function that ends it */
  lookCloser(): (() => void) | undefined {
    const { result } = this;
    const index = this.pointed ?? this.chosen;
    const token = index === null ? undefined : result?.tokens[index];
    if (!result || index === null || !token || token.alternatives.length !== ALTERNATIVES.few) return undefined;
    const sentence = sentenceAround(result.tokens, index);
    if (!sentence) return undefined;
    const timer = setTimeout(() => void this.readSentence(result, index, sentence), CLOSER_DELAY);
    return () => clearTimeout(timer);
  }

  private async readSentence(of: ScoredText, index: number, sentence: SentenceAround): Promise<void> {
    const token = of.tokens[index];
    const source = { kind: 'text', text: sentence.text } as const;
    const args = { run: this.run, weights: this.weightsNow(), source, alternatives: ALTERNATIVES.many };
    try {
      const { tokens } = await this.connection.request('sampling.score', args);
      const read = tokens[sentence.index];
      if (token && read && isSameReading(token, read)) this.closer = { of, index, token: read };
    } catch (error) {
      this.error = error;
    }
  }

  private show(result: ScoredText | null): void {
    this.pointed = null;
    this.chosen = result && mostSurprising(result.tokens);
    this.result = result;
  }

  private askSoon(asked: Asked, delay: number): void {
    this.asked = asked;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(asked), delay);
  }

  private async ask({ source, size }: Asked): Promise<void> {
    const question = ++this.question;
    this.busy = true;
    try {
      const alternatives = size > LONG ? ALTERNATIVES.few : ALTERNATIVES.many;
      const weights = (this.askedWith = this.weightsNow());
      const args = { run: this.run, weights, source, alternatives };
      const result = await this.connection.request('sampling.score', args);
      if (question !== this.question) return;
      this.error = null;
      this.show(result);
    } catch (error) {
      if (question === this.question) this.error = error;
    } finally {
      if (question === this.question) this.busy = false;
    }
  }
}

/** The clipboard's text. @throws UnfoldError `refused` with the given words */
export async function readClipboard(words: { readonly refused: string; readonly empty: string }): Promise<string> {
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    // browsers refuse without saying why: no permission, no focus
    throw new UnfoldError('refused', words.refused);
  }
  if (text.trim() === '') throw new UnfoldError('refused', words.empty);
  return text;
}
