/** `unfold evaluate`: a run's loss on another text. */
import { defaultWeights } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findRun } from '../find-named.ts';
import { count, percent } from '../terminal/figures.ts';
import { figuresLine } from '../training/human-view.ts';
import { checkReadable, withTexts } from '../training/text-files.ts';
import { withEngine } from '../with-engine.ts';
import { weightsOption } from './weights-option.ts';

export const evaluate = command({
  name: 'evaluate',
  summary: "Measures a run on a text: loss, perplexity and bits per character. The text is read as the run's own was.",
  positionals: { usage: 'RUN FILE', least: 2, most: 2 },
  options: { weights: weightsOption },
  details: '"-" reads standard input.',
  examples: ['evaluate novel other.txt', 'evaluate 3 other.txt --weights last --json'],
  async run({ options, positionals, terminal, json, ...call }) {
    const [typed = '', path = ''] = positionals;
    await checkReadable(path);
    const { run, figures } = await withEngine(call, async (engine) => {
      const run = await findRun(engine.request, typed);
      const figures = await withTexts(engine, [path], call.stdin, ([id = '']) =>
        engine.request('runs.evaluateText', {
          run: run.id,
          source: { kind: 'file', id },
          weights: options.weights ?? defaultWeights(run),
        }),
      );
      return { run, figures };
    });
    const { loss, perplexity, bitsPerCharacter, tokens, unknown } = figures;
    if (json) terminal.json({ event: 'evaluation', run: run.id, loss, perplexity, bitsPerCharacter, tokens, unknown });
    else {
      terminal.line(figuresLine(figures));
      const share = tokens > 0 ? ` (${percent(unknown / tokens)})` : '';
      terminal.line(`${count(tokens)} predicted tokens, ${count(unknown)} of them unknown${share}`);
    }
    return EXIT.done;
  },
});
