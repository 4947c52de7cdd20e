/** `unfold export`: a run as a file for other programs. */
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { defaultWeights, EXPORT_FORMATS, type ExportFormat, UnfoldError } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findRun } from '../find-named.ts';
import { flag, setting, text } from '../options/option.ts';
import { bytes } from '../terminal/figures.ts';
import { visibleLine } from '../terminal/visible.ts';
import { UsageError } from '../usage-error.ts';
import { withEngine } from '../with-engine.ts';
import { weightsOption } from './weights-option.ts';

const STANDARD_OUTPUT = '-';

export const exportRun = command({
  name: 'export',
  summary: 'Writes a run to a file: its weights for other programs, or its curves.',
  positionals: { usage: 'RUN', least: 1, most: 1 },
  options: {
    output: text('FILE', 'where to; "-" is standard output'),
    format: setting(v.picklist(EXPORT_FORMATS), 'NAME', "what to write; the default follows the file's name"),
    weights: weightsOption,
    force: flag('replace an existing file'),
  },
  details:
    'safetensors and npz hold the weights as float32: of a language model with the vocabulary, of a perceptron W1, b1, … ' +
    'with what its inputs and outputs mean; csv holds the metric ' +
    'rows; json holds the run with its settings, metric rows and evaluations.',
  examples: ['export novel --output novel.safetensors', 'export 3 --format csv --output - | head'],
  async run({ options, positionals, terminal, json, ...call }) {
    const { output, force } = options;
    if (output === undefined) throw new UsageError('Say where to write with --output FILE; "-" is standard output.');
    const format = options.format ?? formatOf(output);
    const toFile = output !== STANDARD_OUTPUT;
    if (json && !toFile) throw new UsageError('--json and --output - cannot share standard output: name a file.');
    if (toFile && existsSync(output) && !force)
      throw new UnfoldError(
        'refused',
        `"${output}" exists already: choose another name, or add --force to replace it.`,
      );

    return await withEngine(call, async (engine) => {
      const run = await findRun(engine.request, positionals[0] ?? '');
      const { id } = run;
      const weights = options.weights ?? defaultWeights(run);
      if (toFile) {
        await engine.exportRun(id, format, output, weights);
        const { size } = await stat(output);
        if (json) terminal.json({ event: 'export', run: id, format, output, bytes: size });
        else terminal.line(`Wrote ${visibleLine(output)}, ${bytes(size)}.`);
      } else {
        const folder = await mkdtemp(join(tmpdir(), 'unfold-'));
        try {
          const file = join(folder, 'export');
          await engine.exportRun(id, format, file, weights);
          for await (const part of createReadStream(file)) await terminal.bytes(part as Buffer);
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      }
      return EXIT.done;
    });
  },
});

/** @throws UsageError when the name does not say */
function formatOf(output: string): ExportFormat {
  const ending = /\.([^.]+)$/.exec(output)?.[1]?.toLowerCase();
  const format = EXPORT_FORMATS.find((name) => name === ending);
  if (format) return format;
  throw new UsageError(`Say what to write with --format ${EXPORT_FORMATS.join('|')}.`);
}
