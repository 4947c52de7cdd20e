/** A run as one JSON object: the same fields in `runs`, `show`, `compare` and `import`. */
import type { Run } from '#shared/protocol/index.ts';

export const runFields = (run: Run) => ({
  run: run.id,
  name: run.name,
  family: run.family,
  status: run.status,
  message: run.message,
  tags: run.tags,
  notes: run.notes,
  archived: run.archived,
  createdAt: new Date(run.createdAt).toISOString(),
  ...familyFields(run),
  parameters: run.parameters,
  epoch: run.progress.epoch,
  step: run.progress.step,
  seconds: run.progress.seconds,
  best: run.best,
  kernels: run.kernels,
  programVersion: run.programVersion,
  settings: run.settings,
});

function familyFields(run: Run) {
  const { trainTokens, progress } = run;
  if (run.family === 'perceptron')
    return { dataSet: run.dataSetId, ...run.shape, trainExamples: trainTokens, examples: progress.tokens };
  const { corpusId: corpus, vocabulary, settings } = run;
  return { corpus, vocabulary, hidden: settings.hidden, trainTokens, tokens: progress.tokens };
}
