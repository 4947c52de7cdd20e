/** `unfold score`: a text, token by token, as a run expected it. */
import { defaultWeights, requestSchemas, type ScoredText, type ScoredToken } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findRun } from '../find-named.ts';
import { settingOr } from '../options/option.ts';
import { count, fixed, percent } from '../terminal/figures.ts';
import { table } from '../terminal/table.ts';
import { figuresLine } from '../training/language-view.ts';
import { checkReadable, withTexts } from '../training/text-files.ts';
import { withEngine } from '../with-engine.ts';
import { weightsOption } from './weights-option.ts';

const request = requestSchemas['sampling.score'].entries;

export const score = command({
  name: 'score',
  summary: "Shows how well a run expected each token of a text. The text is read as the run's own was.",
  positionals: { usage: 'RUN FILE', least: 2, most: 2 },
  options: {
    top: settingOr(request.alternatives, 3, 'N', 'for each token, so many that the run would rather have written'),
    weights: weightsOption,
  },
  details:
    '"-" reads standard input. At most the first 20,000 tokens are scored. A token that took the run by surprise has ' +
    'many nats, which is -log of its probability; rank 1 is the token that the run expected most.',
  examples: ['score novel other.txt', 'score 3 - --top 5 --json'],
  async run({ options, positionals, terminal, json, ...call }) {
    const [typed = '', path = ''] = positionals;
    await checkReadable(path);
    const { run, scored } = await withEngine(call, async (engine) => {
      const run = await findRun(engine.request, typed);
      const scored = await withTexts(engine, [path], call.stdin, ([id = '']) =>
        engine.request('sampling.score', {
          run: run.id,
          source: { kind: 'file', id },
          weights: options.weights ?? defaultWeights(run),
          alternatives: options.top,
        }),
      );
      return { run, scored };
    });
    const { tokens, ...figures } = scored;
    if (json) {
      for (const token of tokens) terminal.json({ event: 'token', ...token, nats: nats(token) });
      terminal.json({ event: 'score', run: run.id, ...figures, tokens: tokens.length });
    } else {
      for (const line of tokenTable(tokens)) terminal.line(line);
      terminal.line();
      for (const line of summary(scored)) terminal.line(line);
    }
    return EXIT.done;
  },
});

const nats = ({ probability }: ScoredToken): number => -Math.log(probability) || 0;

function tokenTable(tokens: readonly ScoredToken[]): string[] {
  const rather = tokens.some(({ alternatives }) => alternatives.length > 0);
  const columns = [
    { title: 'token', most: 30 },
    { title: 'nats', right: true },
    { title: 'rank', right: true },
    ...(rather ? [{ title: 'expected', most: 100 }] : []),
  ];
  const rows = tokens.map((token) => [
    token.token === '<unk>' ? `${token.text} (<unk>)` : token.text || token.token,
    fixed(nats(token), 2),
    count(token.rank),
    token.alternatives.map((other) => `${other.token} ${percent(other.probability)}`).join(', '),
  ]);
  return table(columns, rows);
}

function summary({ tokens, unknown, cut, trigram, ...figures }: ScoredText): string[] {
  const share = ` (${percent(unknown / tokens.length)})`;
  return [
    figuresLine(figures),
    ...(trigram === null ? [] : [`${figuresLine(trigram)}  by the trigram of its own text`]),
    `${count(tokens.length)} predicted tokens, ${count(unknown)} of them unknown${share}`,
    ...(cut ? ['The text goes on: its beginning was scored.'] : []),
  ];
}
