/** `unfold vocabulary`: a text's tokens by frequency. */
import * as v from 'valibot';
import type { VocabularyEntry } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findCorpus } from '../find-named.ts';
import { settingOr } from '../options/option.ts';
import { count } from '../terminal/figures.ts';
import { table } from '../terminal/table.ts';
import { withEngine } from '../with-engine.ts';

/** As many as one request may ask for. */
const PAGE = 10_000;

export const vocabulary = command({
  name: 'vocabulary',
  summary: "Lists a text's tokens, the most frequent first.",
  positionals: { usage: 'CORPUS', least: 1, most: 1 },
  options: {
    top: settingOr(v.pipe(v.number(), v.integer(), v.minValue(1)), 50, 'N', 'how many'),
    search: settingOr(v.string(), '', 'TEXT', 'only tokens that contain this'),
  },
  examples: ['vocabulary novel --top 100', 'vocabulary 2 --search whale --json'],
  async run({ options, positionals, terminal, json, ...call }) {
    const { top, search } = options;
    const { entries, total } = await withEngine(call, async ({ request }) => {
      const corpus = await findCorpus(request, positionals[0] ?? '');
      const entries: VocabularyEntry[] = [];
      for (;;) {
        const limit = Math.min(PAGE, top - entries.length);
        const page = await request('corpora.vocabulary', { corpus: corpus.id, offset: entries.length, limit, search });
        entries.push(...page.entries);
        if (entries.length >= top || page.entries.length < limit) return { entries, total: page.total };
      }
    });
    if (json) for (const { rank, token, count } of entries) terminal.json({ rank, token, count });
    else {
      const columns = [
        { title: 'rank', right: true },
        { title: 'token', most: 40 },
        { title: 'count', right: true },
      ];
      for (const line of table(
        columns,
        entries.map((e) => [String(e.rank), e.token, count(e.count)]),
      ))
        terminal.line(line);
      terminal.note(
        `${count(entries.length)} of ${count(total)}${search ? ' found' : ''}; counts are those of the training part.`,
      );
    }
    return EXIT.done;
  },
});
