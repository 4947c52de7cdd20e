/** `unfold predict`: a table with a perceptron's predictions beside it. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { defaultWeights, UnfoldError } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { readingOptions } from '../data/data-options.ts';
import { separatorOf } from '../data/separators.ts';
import { EXIT } from '../exit-codes.ts';
import { findRun } from '../find-named.ts';
import { flag, text } from '../options/option.ts';
import { count } from '../terminal/figures.ts';
import { visibleLine } from '../terminal/visible.ts';
import { checkReadable, withTexts } from '../training/text-files.ts';
import { withEngine } from '../with-engine.ts';
import { weightsOption } from './weights-option.ts';

export const predict = command({
  name: 'predict',
  summary: 'Predicts each row of a table with a perceptron: writes the table as CSV, with the predictions beside it.',
  positionals: { usage: 'RUN FILE', least: 2, most: 2 },
  options: {
    output: text('FILE', 'where to, instead of standard output'),
    force: flag('replace an existing file'),
    ...readingOptions,
    weights: weightsOption,
  },
  details:
    '"-" reads standard input. The table has the columns that the run learnt from, under the same names; the column to ' +
    'predict may be missing.',
  examples: ['predict iris new-flowers.csv', 'predict 3 new.csv --output predictions.csv'],
  async run({ options, positionals, terminal, json, ...call }) {
    const [typed = '', path = ''] = positionals;
    const { output, force, encoding, separator } = options;
    await checkReadable(path);
    if (output !== undefined && existsSync(output) && !force)
      throw new UnfoldError(
        'refused',
        `"${output}" exists already: choose another name, or add --force to replace it.`,
      );
    const { run, csv, rows } = await withEngine(call, async (engine) => {
      const run = await findRun(engine.request, typed);
      const predicted = await withTexts(engine, [path], call.stdin, ([id = '']) =>
        engine.request('perceptrons.predictTable', {
          run: run.id,
          weights: options.weights ?? defaultWeights(run),
          source: { kind: 'file', id },
          encoding: encoding ?? 'auto',
          separator: separatorOf(separator),
        }),
      );
      return { run, ...predicted };
    });
    if (output !== undefined) await writeFile(output, csv);
    if (json)
      terminal.json({ event: 'predictions', run: run.id, rows, ...(output === undefined ? { csv } : { output }) });
    else if (output === undefined) await terminal.bytes(Buffer.from(csv));
    else terminal.line(`Wrote ${visibleLine(output)}, ${count(rows)} ${rows === 1 ? 'row' : 'rows'}.`);
    return EXIT.done;
  },
});
