/** A language model to sample from and to evaluate. */
import type { LanguageModelKernels } from '#shared/kernels/contract.ts';
import { SENTENCE_END, SENTENCE_START, UNK } from '#shared/text/settings.ts';
import { parametersFrom } from '#shared/training/checkpoint.ts';
import { modelShape } from '#shared/training/model-shape.ts';
import type { StoredWeights } from '../store/checkpoints.ts';
import type { ReadableDatabase } from '../store/database.ts';
import type { StoredLanguageRun } from '../store/run-rows.ts';
import { createKernels, type KernelChoice } from './kernel-choice.ts';
import { runTokens } from './run-data.ts';

export interface LoadedModel {
  readonly kernels: LanguageModelKernels;
  /** Index: id. */
  readonly tokens: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  /** Step of the weights. */
  readonly step: number;
  readonly unknown: number;
  readonly sentenceStart: number;
  readonly sentenceEnd: number;
}

export function loadLanguageModel(
  database: ReadableDatabase,
  choice: KernelChoice,
  run: StoredLanguageRun,
  { step, tensors }: StoredWeights,
): LoadedModel {
  const kernels = createKernels(choice, modelShape(run.settings, run.vocabulary));
  kernels.writeParameters(parametersFrom(tensors));
  const tokens = runTokens(database, run);
  const ids = new Map(tokens.map((token, id) => [token, id]));
  // A run's own vocabulary begins with the special tokens as a corpus's does.
  return { kernels, tokens, ids, step, unknown: UNK, sentenceStart: SENTENCE_START, sentenceEnd: SENTENCE_END };
}
