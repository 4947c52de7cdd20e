/** `unfold import`: weights from elsewhere become a run. */
import { access } from 'node:fs/promises';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { text } from '../options/option.ts';
import { runFields } from '../run-fields.ts';
import { networkText } from '../network-text.ts';
import { visibleLine } from '../terminal/visible.ts';
import { withEngine } from '../with-engine.ts';

export const importModel = command({
  name: 'import',
  summary: 'Makes a run of the weights in a safetensors or npz file, to work with and to measure.',
  positionals: { usage: 'FILE', least: 1, most: 1 },
  options: { name: text('NAME', "the run's name, instead of the file's") },
  details:
    'Of a language model the file holds W_in [H,K], W_rec [H,H] and W_out [K,H], and the K tokens as a JSON list under "vocabulary" in its ' +
    'metadata (in an npz file: an array of texts). Of a perceptron it is a safetensors file that Unfold wrote.',
  examples: ['import weights.safetensors', 'import weights.npz --name "from NumPy"'],
  async run({ options, positionals, terminal, json, ...call }) {
    const [file = ''] = positionals;
    await access(file);
    const run = await withEngine(call, (engine) => engine.importModel(file, options.name));
    if (json) terminal.json({ event: 'import', ...runFields(run) });
    else {
      terminal.line(`Imported as run ${run.id}, ${visibleLine(run.name)}: ${networkText(run)}.`);
      const next = run.family === 'perceptron' ? `predict ${run.id} FILE` : `sample ${run.id}`;
      terminal.line(`Next:\n  ${call.place.program} ${next}`);
    }
    return EXIT.done;
  },
});
