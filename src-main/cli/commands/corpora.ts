/** `unfold corpora`: the imported texts. */
import { command } from '../command.ts';
import { corpusFields } from '../corpus-fields.ts';
import { EXIT } from '../exit-codes.ts';
import { isThere } from '../find-named.ts';
import { flag } from '../options/option.ts';
import { bytes, count, dateTime } from '../terminal/figures.ts';
import { table } from '../terminal/table.ts';
import { withEngine } from '../with-engine.ts';

export const corpora = command({
  name: 'corpora',
  summary: 'Lists the imported texts.',
  positionals: { usage: '', least: 0, most: 0 },
  options: { archived: flag('archived texts too') },
  examples: ['corpora', 'corpora --json'],
  async run({ options, terminal, json, ...call }) {
    const all = await withEngine(call, (engine) => engine.request('corpora.list', {}));
    const list = all.filter((corpus) => isThere(corpus) && (options.archived || !corpus.archived));
    if (json) for (const corpus of list) terminal.json(corpusFields(corpus));
    else if (list.length === 0)
      terminal.note(`There are no texts yet. "${call.place.program} train FILE" imports one.`);
    else {
      const columns = [
        { title: 'id', right: true },
        { title: 'name', most: 32 },
        { title: 'size', right: true },
        { title: 'tokens' },
        { title: 'sentences' },
        { title: 'train', right: true },
        { title: 'validation', right: true },
        { title: 'test', right: true },
        { title: 'types', right: true },
        { title: 'imported' },
        { title: '' },
      ];
      const rows = list.map((corpus) => [
        String(corpus.id),
        corpus.name,
        bytes(corpus.bytes),
        corpus.settings.tokens,
        corpus.sentenceRule,
        count(corpus.counts.train.tokens),
        count(corpus.counts.validation.tokens),
        count(corpus.counts.test.tokens),
        count(corpus.types),
        dateTime(corpus.createdAt),
        corpus.archived ? 'archived' : '',
      ]);
      for (const line of table(columns, rows)) terminal.line(line);
    }
    return EXIT.done;
  },
});
