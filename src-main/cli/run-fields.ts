/** A run as one JSON object: the same fields in `runs`, `show`, `compare` and `import`. */
import type { Run } from '#shared/protocol/index.ts';

export const runFields = (run: Run) => ({
  run: run.id,
  name: run.name,
  status: run.status,
  message: run.message,
  tags: run.tags,
  notes: run.notes,
  archived: run.archived,
  corpus: run.corpusId,
  createdAt: new Date(run.createdAt).toISOString(),
  vocabulary: run.vocabulary,
  hidden: run.settings.hidden,
  parameters: run.parameters,
  trainTokens: run.trainTokens,
  epoch: run.progress.epoch,
  step: run.progress.step,
  tokens: run.progress.tokens,
  seconds: run.progress.seconds,
  best: run.best,
  kernels: run.kernels,
  programVersion: run.programVersion,
  settings: run.settings,
});
