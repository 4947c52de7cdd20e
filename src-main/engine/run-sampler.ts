/** What a run writes on its way: always from the same prompt and seed, with the weights of the moment. */
import type { LanguageModelKernels } from '#shared/kernels/contract.ts';
import type { Sample } from '#shared/protocol/index.ts';
import { readContext, withOwnState } from '#shared/sampling/context.ts';
import { generate, type GenerateOptions, trainedSentenceEnd } from '#shared/sampling/generate.ts';
import { NothingToDraw } from '#shared/sampling/sampler.ts';
import { SENTENCE_END, SENTENCE_START, type TokenRule, UNK } from '#shared/text/settings.ts';
import type { ReadableDatabase } from '../store/database.ts';
import type { StoredLanguageRun } from '../store/run-rows.ts';
import { type ReadPrompt, readPrompt, writtenText } from './prompt.ts';
import { runTokens } from './run-data.ts';
import { textPipeline } from './text-pipeline.ts';

/** From this evaluation on not each has a sample; as many come between n and 2n as between 2n and 4n. */
const THINNED_FROM = 256;

/** @param evaluation its number, from 1: the same ones have samples however often a run is resumed */
export function hasSample(evaluation: number): boolean {
  const doublings = Math.floor(Math.log2(Math.max(1, evaluation / THINNED_FROM)));
  return evaluation < THINNED_FROM || evaluation % 2 ** (doublings + 1) === 0;
}

export class RunSampler {
  readonly #tokens: readonly string[];
  readonly #prompt: ReadPrompt;
  readonly #rule: TokenRule;
  readonly #options: Omit<GenerateOptions, 'context'>;

  /** @param kernels the run's own */
  constructor(database: ReadableDatabase, run: StoredLanguageRun, kernels: LanguageModelKernels) {
    const { prompt, settings } = run.samples;
    const pipeline = textPipeline(database, run);
    this.#tokens = runTokens(database, run);
    const ids = new Map(this.#tokens.map((token, id) => [token, id]));
    this.#prompt = readPrompt(prompt, pipeline, { ids, unknown: UNK });
    this.#rule = pipeline.settings.tokens;
    this.#options = {
      kernels,
      settings,
      seed: settings.seed,
      length: settings.length,
      excluded: [SENTENCE_START, UNK],
      sentenceStart: SENTENCE_START,
      sentenceEnd: SENTENCE_END,
      atSentenceEnd: trainedSentenceEnd(run.settings),
    };
  }

  /** Leaves the kernels as they are: the run trains on with the same bits. */
  write(): Sample {
    const tokens: string[] = [];
    withOwnState(this.#options.kernels, () => {
      const context = readContext({ ...this.#options, tokens: this.#prompt.ids });
      try {
        for (const id of generate({ ...this.#options, context })) tokens.push(this.#tokens[id] ?? '');
      } catch (error) {
        // A model that gives all its probability to what is never written: its text ends there. The run does not.
        if (!(error instanceof NothingToDraw)) throw error;
      }
    });
    const { unknown } = this.#prompt;
    const text = writtenText(this.#prompt.tokens, tokens, this.#rule);
    return { text, tokens, seed: this.#options.seed, unknown };
  }
}
