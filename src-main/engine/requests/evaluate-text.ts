/** The loss of a run's model on any text, in the units of the run's own evaluations. */
import { type Parameters, type Result, UnfoldError } from '#shared/protocol/index.ts';
import { evaluationResult } from '#shared/training/evaluation.ts';
import { EvaluationPass } from '#shared/training/evaluation-pass.ts';
import { getLanguageRun } from '../../store/runs.ts';
import { breather } from '../breathe.ts';
import type { EngineContext } from '../engine-context.ts';
import { runTokens } from '../run-data.ts';
import { textPipeline } from '../text-pipeline.ts';
import { textSource } from './corpus-requests.ts';
import { modelSequences } from './model-sequences.ts';

export async function evaluateText(
  context: EngineContext,
  { run: id, weights, source }: Parameters<'runs.evaluateText'>,
): Promise<Result<'runs.evaluateText'>> {
  const { database, texts, models, queue, files } = context;
  const run = getLanguageRun(database, id);
  await queue.checkpoint(id);
  const { settings, sentenceRule } = textPipeline(database, run);
  const { stream, characters, unknown } = await texts.run({
    job: 'encode',
    source: textSource(context, source),
    settings: { ...settings, encoding: 'auto', sentences: sentenceRule },
    tokens: runTokens(database, run),
  });
  // It may have been deleted meanwhile.
  return await models.use(getLanguageRun(database, id), weights, async (model) => {
    const sequences = modelSequences(run, model, stream);
    const pass = new EvaluationPass(model.kernels, sequences, run.settings.carryState);
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
