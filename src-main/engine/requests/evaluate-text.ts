/** The loss of a run's model on any text, in the units of the run's own evaluations. */
import { type Parameters, type Result, UnfoldError } from '#shared/protocol/index.ts';
import { SentenceSequences } from '#shared/training/sentence-sequences.ts';
import { WindowSequences } from '#shared/training/window-sequences.ts';
import { evaluationResult } from '#shared/training/evaluation.ts';
import { EvaluationPass } from '#shared/training/evaluation-pass.ts';
import { getRun } from '../../store/runs.ts';
import { breather } from '../breathe.ts';
import type { EngineContext } from '../engine-context.ts';
import { runTokens } from '../run-data.ts';
import { textPipeline } from '../text-pipeline.ts';
import { textSource } from './corpus-requests.ts';

export async function evaluateText(
  context: EngineContext,
  { run: id, weights, source }: Parameters<'runs.evaluateText'>,
): Promise<Result<'runs.evaluateText'>> {
  const { database, texts, models, queue, files } = context;
  const run = getRun(database, id);
  await queue.checkpoint(id);
  const { settings, sentenceRule } = textPipeline(database, run);
  const { stream, characters, unknown } = await texts.run({
    job: 'encode',
    source: textSource(context, source),
    settings: { ...settings, encoding: 'auto', sentences: sentenceRule },
    tokens: runTokens(database, run),
  });
  return await models.use(run, weights, async ({ kernels, unknown: unk, sentenceStart, sentenceEnd }) => {
    const { window, carryState } = run.settings;
    // The stream is in the model's own ids already.
    const ids = Uint32Array.from({ length: run.vocabulary }, (_, token) => token);
    const map = { ids, unknown: unk, sentenceStart, sentenceEnd };
    const sequences = window === null ? new SentenceSequences(stream, map) : new WindowSequences(stream, map, window);
    const pass = new EvaluationPass(kernels, sequences, carryState);
    const breathe = breather();
    while (!pass.advance()) await breathe();
    if (!Number.isFinite(pass.nats))
      throw new UnfoldError('refused', 'The loss on this text is not a finite number: the weights are not usable.');
    if (source.kind === 'file') files.release(source.id);
    return {
      ...evaluationResult(pass.nats, sequences.tokens, characters),
      tokens: sequences.tokens,
      unknown,
    };
  });
}
