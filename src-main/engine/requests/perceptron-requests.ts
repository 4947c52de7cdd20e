/** The requests `perceptrons.*`. */
import { outputUnits } from '#shared/kernels/mlp/shape.ts';
import { type Parameters, type PerceptronNetwork, type Result, UnfoldError } from '#shared/protocol/index.ts';
import { mlpParametersFrom } from '#shared/training/mlp/checkpoint.ts';
import { readWeights } from '../../store/checkpoints.ts';
import { getPerceptronRun } from '../../store/runs.ts';
import type { StoredPerceptronRun } from '../../store/run-rows.ts';
import { epochAtStep } from '../../store/samples.ts';
import type { EngineContext } from '../engine-context.ts';
import { freshWeights } from '../fresh-weights.ts';
import { dataSetOf } from '../learnt-from.ts';
import { startPerceptron } from '../new-perceptron-run.ts';
import { answer } from '../perceptrons/answer.ts';
import { answeredExamples } from '../perceptrons/answered-examples.ts';
import { evaluatePerceptron, examplesOfTable } from '../perceptrons/evaluate-perceptron.ts';
import { decodeOutputs, encodeInputs } from '../perceptrons/input-columns.ts';
import type { LoadedPerceptron } from '../perceptrons/loaded-perceptron.ts';
import { PerceptronEstimates } from '../perceptrons/perceptron-estimate.ts';
import { predictTable } from '../perceptrons/predict-table.ts';
import { stepRun } from '../perceptrons/step-run.ts';
import { conflictWith, trainsElsewhere } from '../run-ownership.ts';
import { textSource } from './corpus-requests.ts';
import type { Handlers, NamesOf } from './handlers.ts';

/** More would not be seen, and not be quick. */
const MOST_SHOWN_WEIGHTS = 250_000;

export function perceptronRequests(context: EngineContext): Handlers<NamesOf<'perceptrons'>> {
  const { database, queue, texts, files, perceptrons, session, options } = context;
  const estimates = new PerceptronEstimates(context);

  /** Alone with the run's weights. */
  async function withModel<T>(
    { run: id, weights }: { readonly run: number; readonly weights: 'best' | 'last' },
    work: (model: LoadedPerceptron, run: StoredPerceptronRun) => Promise<T>,
  ): Promise<T> {
    await freshWeights(context, getPerceptronRun(database, id));
    const run = getPerceptronRun(database, id);
    return await perceptrons.use(run, weights, (model) => work(model, run));
  }

  async function network({ run: id, weights }: Parameters<'perceptrons.network'>): Promise<PerceptronNetwork> {
    const { shape, parameters } = getPerceptronRun(database, id);
    if (parameters > MOST_SHOWN_WEIGHTS)
      throw new UnfoldError(
        'refused',
        `This network has ${parameters} weights, and at most ${MOST_SHOWN_WEIGHTS} are shown. Export it to look at them.`,
      );
    const now = weights === 'now' ? await queue.weights(id) : null;
    const { tensors, step } = now ?? readWeights(database, id, weights === 'best' ? 'best' : 'last');
    const { weights: W, biases } = mlpParametersFrom(tensors, shape.activations.length);
    const epoch = now?.epoch ?? epochAtStep(database, id, step);
    const numbers = (array: Float32Array): number[] => Array.from(array);
    return { shape, weights: W.map(numbers), biases: biases.map(numbers), epoch, step };
  }

  async function evaluate(request: Parameters<'perceptrons.evaluate'>): Promise<Result<'perceptrons.evaluate'>> {
    const { source } = request;
    if (source.kind === 'table') {
      const { encoding, separator } = source;
      const table = { source: textSource(context, source.source), encoding, separator };
      getPerceptronRun(database, request.run);
      const rows = await texts.run({ job: 'table-rows', ...table });
      const figures = await withModel(request, (model) => evaluatePerceptron(model, examplesOfTable(model, rows)));
      release(source.source);
      return figures;
    }
    const [pictures, labels] = [textSource(context, source.pictures), textSource(context, source.labels)];
    const classes = await withModel(request, async ({ known: { targets } }) => {
      if (targets.kind === 'classes') return targets.names.length;
      throw new UnfoldError(
        'refused',
        'This network predicts numbers: pictures with labels cannot be compared with it.',
      );
    });
    const examples = await texts.run({ job: 'labelled-pictures', pictures, labels, classes });
    const figures = await withModel(request, (model) => evaluatePerceptron(model, examples));
    release(source.pictures);
    release(source.labels);
    return figures;
  }

  function release(source: { readonly kind: string; readonly id?: string }): void {
    if (source.kind === 'file' && source.id !== undefined) files.release(source.id);
  }

  return {
    'perceptrons.start': ({ dataSet, name, settings, stepsPerSecond }) =>
      startPerceptron(context, dataSet, name, settings, { stepsPerSecond }),
    'perceptrons.estimate': ({ dataSet, settings }) => estimates.estimate(dataSet, settings),
    'perceptrons.network': network,
    'perceptrons.step': async ({ run, steps }) => {
      await stepRun(context, run, steps);
      return null;
    },
    'perceptrons.setPace': ({ run: id, stepsPerSecond }) => {
      const run = getPerceptronRun(database, id);
      if (trainsElsewhere(database, options.dataFolder, session.id, id))
        throw conflictWith(options.dataFolder, run, 'Choose its speed there.');
      queue.setPace(id, stepsPerSecond);
      return null;
    },
    'perceptrons.examples': ({ run, weights, ...page }) =>
      withModel({ run, weights }, (model, stored) => answeredExamples(database, dataSetOf(stored), model, page)),
    'perceptrons.predict': ({ rows, ...which }) =>
      withModel(which, async (model) => {
        const outputs = await answer(model.kernels, encodeInputs(model, rows), rows.length);
        const units = outputUnits(model.kernels.shape);
        return rows.map((_, i) => decodeOutputs(model, outputs.subarray(i * units, (i + 1) * units)));
      }),
    'perceptrons.predictTable': async ({ source, encoding, separator, ...which }) => {
      getPerceptronRun(database, which.run);
      const rows = await texts.run({ job: 'table-rows', source: textSource(context, source), encoding, separator });
      const answered = await withModel(which, (model) => predictTable(model, rows));
      release(source);
      return answered;
    },
    'perceptrons.evaluate': evaluate,
  };
}
