/** The requests `corpora.*`. */
import { type Corpus, type Parameters, type Source, UnfoldError } from '#shared/protocol/index.ts';
import { getCorpus, getStatistics, listCorpora, type StoredCorpus, updateCorpus } from '../../store/corpora.ts';
import type { EngineContext } from '../engine-context.ts';
import type { ImportsUnderWay } from '../imports-under-way.ts';
import { effectiveVocabulary } from '../new-run.ts';
import type { TextSource } from '../text-jobs/text-messages.ts';
import { baselinesOf } from './baselines.ts';
import type { Handlers, NamesOf } from './handlers.ts';
import { VocabularyPages } from './vocabulary-pages.ts';

function toProtocolCorpus({ vocabulary: _vocabulary, longestSentence: _longest, ...corpus }: StoredCorpus): Corpus {
  return corpus;
}

export function textSource({ files }: EngineContext, source: Source): TextSource {
  if (source.kind !== 'file') return source;
  const { path, name } = files.get(source.id);
  return { kind: 'file', path, name };
}

export function corpusRequests(context: EngineContext, imports: ImportsUnderWay): Handlers<NamesOf<'corpora'>> {
  const { database, texts, watcher, files, options } = context;
  const pages = new VocabularyPages(database);

  const importCorpus = ({ importId, name, sources, settings }: Parameters<'corpora.import'>): Promise<Corpus> =>
    imports.run(importId, async (cancelled) => {
      const parts = sources.map(({ source, role }) => ({ source: textSource(context, source), role }));
      const { id } = await texts.run(
        { job: 'import', dataFolder: options.dataFolder, name, parts, settings, cancelled },
        (progress) => watcher.emit({ event: 'import-progress', payload: { importId, ...progress } }),
      );
      for (const { source } of sources) if (source.kind === 'file') files.release(source.id);
      watcher.look();
      return toProtocolCorpus(getCorpus(database, id));
    });

  return {
    'corpora.list': () => listCorpora(database).map(toProtocolCorpus),
    'corpora.preview': ({ sources, settings, draw }) => {
      const parts = sources.map(({ source, role }) => ({ source: textSource(context, source), role }));
      return texts.run({ job: 'preview', parts, settings, draw });
    },
    'corpora.import': importCorpus,
    'corpora.cancelImport': ({ importId }) => {
      imports.cancel(importId);
      return null;
    },
    'corpora.update': ({ corpus, ...changes }) => {
      updateCorpus(database, corpus, changes);
      watcher.look();
      return null;
    },
    'corpora.statistics': async ({ corpus }) =>
      getStatistics(database, corpus) ??
      (await texts.run({ job: 'statistics', dataFolder: options.dataFolder, corpus })),
    'corpora.vocabulary': (page) => pages.page(page),
    'corpora.baselines': async ({ corpus: id, vocabularySize, minimumCount, split }) => {
      const corpus = getCorpus(database, id);
      const size = effectiveVocabulary(database, corpus, { vocabularySize, minimumCount });
      const key = { corpus: id, vocabulary: corpus.vocabulary, size, split };
      const baselines = await baselinesOf(context, key, corpus.counts[split].tokens > 0);
      if (baselines === null)
        throw new UnfoldError('refused', `The ${split} part of this text is empty. Import it with a larger share.`);
      return baselines;
    },
  };
}
