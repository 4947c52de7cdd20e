/** What runs learnt from: texts and data sets by name. */
import type { Request, Run } from '#shared/protocol/index.ts';

/** Answers the name of a run's text or data set; null for weights that were imported without one. */
export async function sourceNames(request: Request): Promise<(run: Run) => string | null> {
  const [corpora, dataSets] = await Promise.all([request('corpora.list', {}), request('datasets.list', {})]);
  return (run) =>
    run.family === 'perceptron'
      ? (dataSets.find(({ id }) => id === run.dataSetId)?.name ?? null)
      : (corpora.find(({ id }) => id === run.corpusId)?.name ?? null);
}

/** As a field of the run's JSON object. */
export const sourceField = ({ family }: Run, name: string | null) =>
  family === 'perceptron' ? { dataSetName: name } : { corpusName: name };
