/** Files -> a corpus in the library: read once, stored in one transaction, or not at all. */
import { createHash } from 'node:crypto';
import { UnfoldError } from '#shared/protocol/index.ts';
import { CorpusBuilder } from '#shared/text/encode.ts';
import type { EncodedCorpus } from '#shared/text/encoded-corpus.ts';
import { floorOf, type GrammarFloor } from '#shared/text/small-grammar/floor.ts';
import { smallGrammar } from '#shared/text/small-grammar/small-grammar.ts';
import { textStatistics } from '#shared/text/statistics.ts';
import { insertCorpus, updateCorpus } from '../../store/corpora.ts';
import { joinStore } from '../../store/open-store.ts';
import { restore } from '../../store/trash.ts';
import { ProgressReport } from './progress-report.ts';
import { readSource, sourceName, sourceSize } from './read-source.ts';
import type { ImportOrder, Progress, TextResults } from './text-messages.ts';

export function importText(order: ImportOrder, report: (progress: Progress) => void): TextResults['import'] {
  const { parts, settings } = order;
  const cancelled = new Int32Array(order.cancelled);
  const isCancelled = (): boolean => Atomics.load(cancelled, 0) !== 0;
  const bytesTotal = parts.reduce((sum, { source }) => sum + sourceSize(source), 0);
  const progress = new ProgressReport(bytesTotal, report);
  const builder = new CorpusBuilder(settings, { onProgress: (bytes) => progress.read(bytes), isCancelled });

  const whole = createHash('sha256');
  const sources: { readonly role: string; readonly hash: string }[] = [];
  let bytes = 0;
  for (const { source, role } of parts) {
    const single = createHash('sha256');
    builder.beginFile(sourceName(source), role);
    for (const piece of readSource(source)) {
      whole.update(piece);
      single.update(piece);
      builder.push(piece);
      bytes += piece.length;
    }
    builder.endFile();
    sources.push({ role, hash: single.digest('hex') });
  }
  progress.stage('counting');
  const corpus = builder.finish();
  const { vocabulary, sentenceRule } = corpus;
  const statistics = textStatistics(Object.values(corpus.streams), vocabulary.size, sentenceRule === 'running');
  const floor = grammarFloor(order, corpus);
  stopIfCancelled();

  progress.stage('storing');
  const database = joinStore(order.dataFolder);
  try {
    return database.transaction(() => {
      const { id, archived } = insertCorpus(database, {
        name: order.name,
        origin: origin(order),
        bytes,
        contentHash: whole.digest('hex'),
        identity: createHash('sha256').update(JSON.stringify({ sources, settings })).digest('hex'),
        settings,
        encoding: corpus.encoding,
        sentenceRule,
        counts: corpus.counts,
        longestSentence: corpus.longestSentence,
        warnings: corpus.warnings.map(({ message }) => message),
        tokens: vocabulary.tokens,
        tokenCounts: vocabulary.counts,
        streams: corpus.streams,
        floor,
        statistics,
      });
      // The same text was there already, perhaps out of sight.
      restore(database, [{ kind: 'corpus', id }]);
      if (archived) updateCorpus(database, id, { archived: false });
      stopIfCancelled();
      return { id };
    });
  } finally {
    database.close();
  }

  function stopIfCancelled(): void {
    if (isCancelled()) throw new UnfoldError('cancelled', 'The import was cancelled; nothing was stored.');
  }
}

/** Of the small grammar's text alone, read so that its tokens are the grammar's. */
const grammarFloor = ({ parts }: ImportOrder, corpus: EncodedCorpus): GrammarFloor | null =>
  parts.length === 1 && parts[0]?.source.kind === 'sample' ? floorOf(smallGrammar(), corpus) : null;

const MOST_NAMES = 5;

function origin({ parts }: ImportOrder): string {
  const names = [...new Set(parts.map(({ source }) => sourceName(source)))];
  const rest = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
