/** A text, token by token, as a run's model expected it, and as counting the run's own text would have. */
import {
  type EvaluationFigures,
  type Parameters,
  type ScoredText,
  type ScoredToken,
  UnfoldError,
} from '#shared/protocol/index.ts';
import { ScorePass } from '#shared/sampling/score.ts';
import { evaluationResult } from '#shared/training/evaluation.ts';
import { SENTENCE_END } from '#shared/text/settings.ts';
import { getCorpus } from '../../store/corpora.ts';
import type { StoredLanguageRun } from '../../store/run-rows.ts';
import { breather } from '../breathe.ts';
import type { EngineContext } from '../engine-context.ts';
import type { LoadedModel } from '../language-model.ts';
import { runTokens } from '../run-data.ts';
import type { PlacedForModel } from '../text-jobs/text-messages.ts';
import { textPipeline } from '../text-pipeline.ts';
import { textSource } from './corpus-requests.ts';
import { modelSequences } from './model-sequences.ts';

const MOST_TOKENS = 20_000;
/** Below it n-grams have nothing to count. */
const SMALLEST_VOCABULARY = 4;

/** @param withModel gives the run's weights, alone */
export async function scoreText(
  context: EngineContext,
  run: StoredLanguageRun,
  { source, alternatives }: Pick<Parameters<'sampling.score'>, 'source' | 'alternatives'>,
  withModel: (work: (run: StoredLanguageRun, model: LoadedModel) => Promise<Scores>) => Promise<Scores>,
): Promise<ScoredText> {
  const { settings, sentenceRule } = textPipeline(context.database, run);
  const placed = await context.texts.run({
    job: 'place',
    source: textSource(context, source),
    settings: { ...settings, encoding: 'auto' },
    sentenceRule,
    tokens: runTokens(context.database, run),
    most: MOST_TOKENS,
  });
  const [trigram, scores] = await Promise.all([
    trigramFigures(context, run, placed),
    withModel((run, model) => score(run, model, placed, alternatives)),
  ]);
  if (source.kind === 'file') context.files.release(source.id);
  return { ...scores, unknown: placed.unknown, cut: placed.cut, trigram };
}

type Scores = EvaluationFigures & Pick<ScoredText, 'tokens'>;

async function score(
  run: StoredLanguageRun,
  model: LoadedModel,
  { stream, text, begins, ends, characters }: PlacedForModel,
  alternatives: number,
): Promise<Scores> {
  const N = stream.length;
  // A text that was cut inside a sentence gets an end, which does not count.
  const ended = new Uint32Array(stream[N - 1] === SENTENCE_END ? N : N + 1).fill(SENTENCE_END);
  ended.set(stream);
  const sequences = modelSequences(run, model, ended);
  const { kernels } = model;
  const pass = new ScorePass({ kernels, sequences, carryState: run.settings.carryState, alternatives });
  const breathe = breather();
  while (!pass.advance()) await breathe();
  if (!Number.isFinite(pass.nats))
    throw new UnfoldError('refused', 'The loss on this text is not a finite number: the weights are not usable.');

  const A = pass.alternatives;
  const name = (id: number): string => model.tokens[id] ?? '';
  const tokens: ScoredToken[] = [];
  for (let n = 0; n < N; n++) {
    const best = pass.bestIds.subarray(n * A, (n + 1) * A);
    tokens.push({
      text: text.slice(begins[n], ends[n]),
      before: text.slice(ends[n - 1] ?? 0, begins[n]),
      token: name(stream[n]!),
      probability: Math.exp(-pass.surprise[n]!),
      rank: pass.rank[n]!,
      alternatives: Array.from(best, (id, i) => ({
        token: name(id),
        probability: pass.bestProbabilities[n * A + i]!,
      })),
    });
    await breathe();
  }
  const nats = pass.nats - (ended.length > N ? pass.surprise[N]! : 0);
  return { ...evaluationResult(nats, N, characters), tokens };
}

async function trigramFigures(
  { database, options, texts }: EngineContext,
  run: StoredLanguageRun,
  { stream, characters }: PlacedForModel,
): Promise<EvaluationFigures | null> {
  const { corpusId: corpus, vocabulary: size, ownVocabulary } = run;
  if (corpus === null || size < SMALLEST_VOCABULARY) return null;
  const vocabulary = ownVocabulary ?? getCorpus(database, corpus).vocabulary;
  const owner = ownVocabulary === null ? null : run.id;
  const { dataFolder } = options;
  return await texts.run({ job: 'trigram', dataFolder, corpus, vocabulary, owner, size, stream, characters });
}
