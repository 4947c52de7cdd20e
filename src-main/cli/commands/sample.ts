/** `unfold sample`: text written by a run. */
import { DEFAULT_SAMPLING, defaultWeights, requestSchemas, SamplingSchema } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findRun } from '../find-named.ts';
import { settingOr } from '../options/option.ts';
import { visible, visibleLine } from '../terminal/visible.ts';
import { withEngine } from '../with-engine.ts';
import { weightsOption } from './weights-option.ts';

const s = SamplingSchema.entries;
const request = requestSchemas['sampling.generate'].entries;
const D = DEFAULT_SAMPLING;

export const sample = command({
  name: 'sample',
  summary: 'Writes text with a run.',
  positionals: { usage: 'RUN', least: 1, most: 1 },
  options: {
    prompt: settingOr(request.prompt, '', 'TEXT', 'what the text begins with'),
    temperature: settingOr(s.temperature, D.temperature, 'X', 'lower is safer, higher is wilder, 0 the likeliest'),
    topK: settingOr(s.topK, D.topK, 'N', 'only the N likeliest tokens', 'off'),
    topP: settingOr(s.topP, D.topP, 'P', 'only the likeliest tokens that together reach P', 'off'),
    seed: settingOr(s.seed, D.seed, 'N', 'the same seed writes the same text; each further text takes the next one'),
    count: settingOr(request.count, 1, 'N', 'how many texts'),
    length: settingOr(s.length, D.length, 'N', 'most tokens to write'),
    weights: weightsOption,
  },
  examples: ['sample novel --prompt "Call me" --count 5', 'sample 3 --temperature 1 --top-k 50 --json'],
  async run({ options, positionals, terminal, json, ...call }) {
    const { prompt, count, weights: chosen, ...settings } = options;
    const samples = await withEngine(call, async (engine) => {
      const run = await findRun(engine.request, positionals[0] ?? '');
      const weights = chosen ?? defaultWeights(run);
      return await engine.request('sampling.generate', { run: run.id, weights, prompt, settings, count });
    });
    const unknown = samples[0]?.unknown ?? [];
    if (json)
      for (const { text, tokens, seed } of samples) terminal.json({ event: 'sample', text, tokens, seed, unknown });
    else {
      if (unknown.length > 0) {
        const words = unknown.map((token) => `"${visibleLine(token)}"`).join(', ');
        terminal.note(`The run does not know ${words}; it reads <unk> there.`);
      }
      const several = samples.some(({ text }) => text.trim().includes('\n'));
      samples.forEach(({ text }, i) => {
        if (several && i > 0) terminal.line();
        terminal.line(visible(text));
      });
    }
    return EXIT.done;
  },
});
