/** `unfold evaluate`: how good a run is on what it has not seen: a text, a table, pictures. */
import { defaultWeights, type LanguageRun, type PerceptronRun, UnfoldError } from '#shared/protocol/index.ts';
import type { LocalEngine } from '../../engine/contract.ts';
import { type Call, command } from '../command.ts';
import { readingOptions } from '../data/data-options.ts';
import { separatorOf } from '../data/separators.ts';
import { EXIT } from '../exit-codes.ts';
import { findRun } from '../find-named.ts';
import { text } from '../options/option.ts';
import { perceptronFiguresLine } from '../perceptron-figures.ts';
import { count, percent } from '../terminal/figures.ts';
import { figuresLine } from '../training/language-view.ts';
import { checkReadable, withTexts } from '../training/text-files.ts';
import { UsageError } from '../usage-error.ts';
import { withEngine } from '../with-engine.ts';
import { weightsOption } from './weights-option.ts';

const options = {
  weights: weightsOption,
  labels: text('FILE', 'of a perceptron: an IDX file with the labels, when FILE holds pictures'),
  ...readingOptions,
};

type EvaluateCall = Call<typeof options>;

export const evaluate = command({
  name: 'evaluate',
  summary:
    "Measures a run on a text, read as the run's own was: loss, perplexity and bits per character. A perceptron is measured on a table or on pictures.",
  positionals: { usage: 'RUN FILE', least: 2, most: 2 },
  options,
  details:
    '"-" reads standard input. A table needs the columns that the run learnt from, and the one that it predicts.',
  examples: ['evaluate novel other.txt', 'evaluate 3 other.txt --weights last --json', 'evaluate iris new-flowers.csv'],
  async run(call) {
    const [typed = '', path = ''] = call.positionals;
    const { labels } = call.options;
    await checkReadable(path);
    if (labels !== undefined) await checkReadable(labels);
    await withEngine(call, async (engine) => {
      const run = await findRun(engine.request, typed);
      if (run.family === 'perceptron') await evaluatePerceptron(engine, run, call);
      else await evaluateText(engine, run, call);
    });
    return EXIT.done;
  },
});

async function evaluateText(engine: LocalEngine, run: LanguageRun, call: EvaluateCall): Promise<void> {
  const { options, positionals, terminal, stdin } = call;
  if (options.labels !== undefined || options.separator !== undefined)
    throw new UsageError('--labels and --separator are for perceptrons; this run is a language model.');
  if (options.encoding !== undefined)
    throw new UsageError('--encoding is for tables: the encoding of a text is recognised.');
  const { loss, perplexity, bitsPerCharacter, tokens, unknown } = await withTexts(
    engine,
    positionals.slice(1),
    stdin,
    ([id = '']) =>
      engine.request('runs.evaluateText', {
        run: run.id,
        source: { kind: 'file', id },
        weights: options.weights ?? defaultWeights(run),
      }),
  );
  const figures = { loss, perplexity, bitsPerCharacter };
  if (call.json) terminal.json({ event: 'evaluation', run: run.id, ...figures, tokens, unknown });
  else {
    terminal.line(figuresLine(figures));
    const share = tokens > 0 ? ` (${percent(unknown / tokens)})` : '';
    terminal.line(`${count(tokens)} predicted tokens, ${count(unknown)} of them unknown${share}`);
  }
}

async function evaluatePerceptron(engine: LocalEngine, run: PerceptronRun, call: EvaluateCall): Promise<void> {
  const { options, positionals, terminal, stdin } = call;
  const [, path = ''] = positionals;
  const { labels } = options;
  if (labels !== undefined && (options.separator !== undefined || options.encoding !== undefined))
    throw new UnfoldError(
      'refused',
      '--separator and --encoding are for tables: leave them out, or leave out --labels.',
    );
  const paths = labels === undefined ? [path] : [path, labels];
  const { examples, ...figures } = await withTexts(engine, paths, stdin, ([id = '', labelsId = '']) => {
    const file = { kind: 'file', id } as const;
    return engine.request('perceptrons.evaluate', {
      run: run.id,
      weights: options.weights ?? defaultWeights(run),
      source:
        labels === undefined
          ? {
              kind: 'table',
              source: file,
              encoding: options.encoding ?? 'auto',
              separator: separatorOf(options.separator),
            }
          : { kind: 'pictures', pictures: file, labels: { kind: 'file', id: labelsId } },
    });
  });
  if (call.json) terminal.json({ event: 'evaluation', run: run.id, ...figures, examples });
  else terminal.line(`${perceptronFiguresLine(figures)}  on ${count(examples)} examples`);
}
