/** `unfold data`: the data sets of the library; shows one, imports one. */
import type { DataSetEntry } from '#shared/protocol/index.ts';
import type { LocalEngine } from '../../engine/contract.ts';
import { type Call, command } from '../command.ts';
import { chooseData } from '../data/choose-data.ts';
import { dataOptions } from '../data/data-options.ts';
import { checkData, importData } from '../data/import-data.ts';
import { dataSetFields, dataSetLines, targetText } from '../data-set-words.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findDataSet, isThere } from '../find-named.ts';
import { flag, group, text } from '../options/option.ts';
import { bytes, count, dateTime, figure } from '../terminal/figures.ts';
import { table } from '../terminal/table.ts';
import { UsageError } from '../usage-error.ts';
import { withEngine } from '../with-engine.ts';

const options = {
  ...group('Options', {
    archived: flag('archived data sets too'),
    name: text('NAME', "what the imported data set is called, instead of the file's name"),
  }),
  ...dataOptions,
};

type DataCall = Call<typeof options>;

export const data = command({
  name: 'data',
  summary: 'Lists the data sets that perceptrons learn from, shows one, or imports one.',
  positionals: { usage: '[show DATA | import DATA]', least: 0, most: 2 },
  options,
  details:
    '"import" takes what "unfold mlp" takes: a generated set, a table, or pictures in an IDX file with --labels. The ' +
    'same data, read in the same way, are kept once. The other options belong to "import".',
  examples: [
    'data',
    'data show iris',
    'data import iris.csv --target species --split 80/10/10',
    'data import moons --count 1000 --noise 0.2 --name "noisy moons"',
    'data import train-images-idx3-ubyte.gz --labels train-labels-idx1-ubyte.gz --test-pictures t10k-images-idx3-ubyte.gz --test-labels t10k-labels-idx1-ubyte.gz',
  ],
  async run(call) {
    const [action, typed] = call.positionals;
    if (action === undefined) return await withEngine(call, (engine) => list(engine, call));
    if (action !== 'show' && action !== 'import')
      throw new UsageError(`"data ${action}" is not known: it is "data show DATA" or "data import DATA".`);
    if (typed === undefined) throw new UsageError(`Name the DATA to ${action}.`);
    if (action === 'show') return await withEngine(call, (engine) => show(engine, typed, call));
    const choice = chooseData(typed, call.options);
    if (choice.kind === 'stored') throw new UsageError(`There is no file "${typed}" to import.`);
    await checkData(choice);
    return await withEngine(call, async (engine) => {
      const dataSet = await importData(engine, choice, call.options, call, call.options.name);
      if (call.json) call.terminal.json({ event: 'data', ...dataSetFields(dataSet) });
      else for (const line of dataSetLines(dataSet)) call.terminal.line(line);
      return EXIT.done;
    });
  },
});

async function list({ request }: LocalEngine, { options, terminal, json, place }: DataCall): Promise<ExitCode> {
  const all = await request('datasets.list', {});
  const chosen = all.filter((dataSet) => isThere(dataSet) && (options.archived || !dataSet.archived));
  if (json) for (const dataSet of chosen) terminal.json(dataSetFields(dataSet));
  else if (chosen.length === 0)
    terminal.note(`There are no data sets yet. "${place.program} data import FILE" imports one.`);
  else for (const line of listTable(chosen)) terminal.line(line);
  return EXIT.done;
}

function listTable(dataSets: readonly DataSetEntry[]): string[] {
  const columns = [
    { title: 'id', right: true },
    { title: 'name', most: 32 },
    { title: 'kind' },
    { title: 'size', right: true },
    { title: 'inputs', right: true },
    { title: 'predicts', most: 40 },
    { title: 'train', right: true },
    { title: 'validation', right: true },
    { title: 'test', right: true },
    { title: 'imported' },
    { title: '' },
  ];
  const rows = dataSets.map((dataSet) => [
    String(dataSet.id),
    dataSet.name,
    dataSet.description.kind,
    dataSet.bytes > 0 ? bytes(dataSet.bytes) : '',
    count(dataSet.inputs),
    targetText(dataSet),
    count(dataSet.counts.train),
    count(dataSet.counts.validation),
    count(dataSet.counts.test),
    dateTime(dataSet.createdAt),
    dataSet.archived ? 'archived' : '',
  ]);
  return table(columns, rows);
}

const SHOWN_EXAMPLES = 5;
const SHOWN_INPUTS = 8;

async function show({ request }: LocalEngine, typed: string, { terminal, json }: DataCall): Promise<ExitCode> {
  const dataSet = await findDataSet(request, typed);
  if (json) {
    terminal.json({ ...dataSetFields(dataSet), inputNames: dataSet.inputNames, description: dataSet.description });
    return EXIT.done;
  }
  for (const line of dataSetLines(dataSet)) terminal.line(line);
  if (dataSet.inputNames.length === 0) return EXIT.done;
  const { examples } = await request('datasets.examples', {
    dataSet: dataSet.id,
    split: 'train',
    offset: 0,
    limit: SHOWN_EXAMPLES,
  });
  const names = dataSet.inputNames.slice(0, SHOWN_INPUTS);
  const { names: targets } = dataSet.targets;
  const rows = Array.from({ length: examples.count }, (_, i) => [
    ...names.map((_, k) => figure(examples.inputs[i * dataSet.inputs + k] ?? NaN)),
    examples.classes === null
      ? targets.map((_, j) => figure(examples.values?.[i * targets.length + j] ?? NaN)).join(', ')
      : (targets[examples.classes[i] ?? 0] ?? ''),
  ]);
  terminal.line();
  const columns = [...names.map((title) => ({ title, right: true, most: 20 })), { title: 'target', most: 30 }];
  for (const line of table(columns, rows)) terminal.line(line);
  const rest = dataSet.inputs - names.length;
  terminal.note(
    `The first examples to train on, as the network sees them${rest > 0 ? `; ${count(rest)} more inputs` : ''}.`,
  );
  return EXIT.done;
}
