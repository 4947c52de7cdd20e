/** `unfold mlp`: data -> a perceptron -> training, watched. */
import { GENERATED } from '#shared/datasets/generated/registry.ts';
import { command } from '../command.ts';
import { chooseData } from '../data/choose-data.ts';
import { checkData, importData } from '../data/import-data.ts';
import { EXIT } from '../exit-codes.ts';
import { freeName } from '../free-name.ts';
import { choosePerceptronView } from '../training/choose-view.ts';
import { watchRun } from '../training/watch-run.ts';
import { withEngine } from '../with-engine.ts';
import { mlpOptions } from './mlp-options.ts';
import { checkMlpOptions, mlpSettings } from './mlp-settings.ts';

export const mlp = command({
  name: 'mlp',
  summary: 'Trains a multi-layer perceptron on a table, on pictures or on a generated data set, and saves it as a run.',
  positionals: { usage: 'DATA', least: 1, most: 1 },
  options: mlpOptions,
  details:
    `DATA is a data set that Unfold generates (${GENERATED.join(', ')}), a table (CSV, TSV; "-" reads standard input), ` +
    'pictures in an IDX file with --labels, or a data set of the library, by its name or its id ("unfold data" lists them). ' +
    'What is read is kept in the library, once.\n' +
    'What is not said comes from a preset that suits the data. A batch of m examples changes the weights by ' +
    'W -= alpha (dW / m + lambda W). Two classes need a single output unit, unless the output is softmax. ' +
    'Ctrl-C stops after a checkpoint, and "resume" goes on with the same bits.',
  examples: [
    'mlp xor',
    'mlp spirals --size 3 --hidden 32,32 --epochs 500',
    'mlp iris.csv --target species --ignore id --hidden 16',
    'mlp houses.csv --target price --numbers',
    'mlp train-images-idx3-ubyte.gz --labels train-labels-idx1-ubyte.gz --layers 784,30,10 --cost quadratic --batch 10 --learning-rate 3 --epochs 30',
    'mlp 3 --seed 2 --json',
  ],
  async run(call) {
    const { options, positionals } = call;
    checkMlpOptions(options);
    const choice = chooseData(positionals[0] ?? '', options);
    await checkData(choice);
    const view = choosePerceptronView(call);
    return await withEngine(call, async (engine) => {
      const began = performance.now();
      const dataSet = await importData(engine, choice, options, call);
      if (choice.kind !== 'stored') view.dataSet(dataSet, (performance.now() - began) / 1000);
      if (call.interrupts.requested) return EXIT.interrupted;
      const settings = mlpSettings(options, dataSet);
      const name = options.name ?? freeName(dataSet.name, await engine.request('runs.list', {}));
      const { logEvery, init } = options;
      const run = await engine.startPerceptron(dataSet.id, name, settings, {
        ...(logEvery === undefined ? {} : { logEvery }),
        ...(init === undefined ? {} : { initialWeights: init }),
      });
      return await watchRun(run, { engine, view, surroundings: call });
    });
  },
});
