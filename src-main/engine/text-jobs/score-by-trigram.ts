/** Another text by the interpolated trigram of a stored one. The last text's counts are kept for the next time. */
import type { EvaluationFigures } from '#shared/protocol/index.ts';
import { TrigramModel } from '#shared/text/baselines.ts';
import { getCorpus } from '../../store/corpora.ts';
import { joinStore } from '../../store/open-store.ts';
import { readText } from '../../store/texts.ts';
import { mapTo } from './compute-baselines.ts';
import type { TrigramOrder } from './text-messages.ts';

/** The counts of a longer text would hold too much memory for what they save. */
const MOST_KEPT_TOKENS = 5_000_000;

let kept: { readonly key: string; readonly model: TrigramModel } | null = null;

export function scoreByTrigram(order: TrigramOrder): EvaluationFigures | null {
  return modelOf(order).score(order.stream, order.characters);
}

function modelOf({ dataFolder, corpus: id, vocabulary, owner, size }: TrigramOrder): TrigramModel {
  const database = joinStore(dataFolder);
  try {
    const corpus = getCorpus(database, id);
    const key = JSON.stringify([dataFolder, id, owner, size]);
    if (kept?.key === key) return kept.model;
    kept = null;
    const streams = {
      train: readText(database, id, 'train'),
      validation: readText(database, id, 'validation'),
      test: new Uint32Array(0),
    };
    const model = new TrigramModel({ streams, map: mapTo(database, corpus, { vocabulary, size }), vocabulary: size });
    if (streams.train.length <= MOST_KEPT_TOKENS) kept = { key, model };
    return model;
  } finally {
    database.close();
  }
}
