/** `unfold next`: the next token's distribution. */
import { defaultWeights, requestSchemas } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findRun } from '../find-named.ts';
import { settingOr } from '../options/option.ts';
import { table } from '../terminal/table.ts';
import { bar } from '../training/progress-bar.ts';
import { withEngine } from '../with-engine.ts';
import { weightsOption } from './weights-option.ts';

const request = requestSchemas['sampling.next'].entries;

export const next = command({
  name: 'next',
  summary: 'Shows the likeliest next tokens, best first.',
  positionals: { usage: 'RUN', least: 1, most: 1 },
  options: {
    context: settingOr(request.context, '', 'TEXT', "what came before, from a sentence's start"),
    top: settingOr(request.top, 10, 'N', 'how many tokens'),
    weights: weightsOption,
  },
  examples: ['next novel --context "Call me"', 'next 3 --context "the white" --top 20 --json'],
  async run({ options, positionals, terminal, json, ...call }) {
    const scores = await withEngine(call, async (engine) => {
      const run = await findRun(engine.request, positionals[0] ?? '');
      const weights = options.weights ?? defaultWeights(run);
      return await engine.request('sampling.next', { ...options, run: run.id, weights });
    });
    if (json) for (const { token, probability } of scores) terminal.json({ token, probability });
    else {
      const best = scores[0]?.probability ?? 1;
      const columns = [{ title: 'token', most: 30 }, { title: 'probability', right: true }, { title: '' }];
      const rows = scores.map(({ token, probability }) => [
        token,
        `${(probability * 100).toFixed(probability < 0.001 ? 4 : 2)} %`,
        bar(probability / best, 20).replaceAll('░', ' '),
      ]);
      for (const line of table(columns, rows)) terminal.line(line);
    }
    return EXIT.done;
  },
});
