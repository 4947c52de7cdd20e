/** `unfold check-gradients`: backpropagation, through time and through windows, against central differences. */
import { checkGradients } from '#shared/model/gradient-check.ts';
import { checkWindowGradients } from '#shared/model/window/gradient-check.ts';
import { TrainingSettingsSchema } from '#shared/training/settings.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { settingOr } from '../options/option.ts';
import { table } from '../terminal/table.ts';

/** Correct gradients agree to about 1e-9 in double precision; a wrong term shows at 1e-3 or more. */
const LARGEST_ERROR = 1e-6;

export const gradientCheck = command({
  name: 'check-gradients',
  summary: 'Compares the gradients of every network and cell with numerical differences.',
  positionals: { usage: '', least: 0, most: 0 },
  options: { seed: settingOr(TrainingSettingsSchema.entries.seed, 1, 'N', 'of the weights and the sentence') },
  details:
    `The relative error is |a - n| / max(|a|, |n|) over a whole matrix, a being backpropagation's gradient and n the ` +
    `numerical one. Ends with 1 when one is above ${LARGEST_ERROR.toExponential()}.`,
  examples: ['check-gradients', 'check-gradients --seed 7 --json'],
  run({ options, terminal, json }) {
    const { seed } = options;
    const checks = [...checkGradients({ seed }), ...checkWindowGradients({ seed })];
    const right = checks.every(({ relativeError }) => relativeError <= LARGEST_ERROR);
    if (json) for (const check of checks) terminal.json(check);
    else {
      const columns = [
        { title: 'network' },
        { title: 'cell' },
        { title: 'output' },
        { title: 'matrix' },
        { title: 'relative error', right: true },
      ];
      const rows = checks.map((c) => [
        c.architecture,
        c.cell,
        c.outputLayer,
        c.parameter,
        c.relativeError.toExponential(2),
      ]);
      for (const line of table(columns, rows)) terminal.line(line);
      if (right)
        terminal.line(terminal.style.good(`All below ${LARGEST_ERROR.toExponential()}: the gradients are right.`));
      else terminal.note(`A relative error is above ${LARGEST_ERROR.toExponential()}: the gradients are wrong.`);
    }
    return Promise.resolve(right ? EXIT.done : EXIT.failed);
  },
});
