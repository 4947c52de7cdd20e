/** The statistics of a text that was imported before they were kept: computed once, then stored. */
import type { CorpusStatistics } from '#shared/protocol/index.ts';
import { SPLITS } from '#shared/text/settings.ts';
import { textStatistics } from '#shared/text/statistics.ts';
import { getCorpus, setStatistics } from '../../store/corpora.ts';
import { joinStore } from '../../store/open-store.ts';
import { readText } from '../../store/texts.ts';
import type { StatisticsOrder } from './text-messages.ts';

export function computeStatistics({ dataFolder, corpus: id }: StatisticsOrder): CorpusStatistics {
  const database = joinStore(dataFolder);
  try {
    const { types, sentenceRule } = getCorpus(database, id);
    const streams = SPLITS.map((split) => readText(database, id, split));
    const statistics = textStatistics(streams, types, sentenceRule === 'running');
    setStatistics(database, id, statistics);
    return statistics;
  } finally {
    database.close();
  }
}
