/** A perceptron's new run: its form on a fake connection, and the pure logic behind it. */
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { defaultGeneratedSettings } from '#shared/datasets/generated/registry.ts';
import { generatedPreset, tablePreset } from '#shared/training/mlp/presets.ts';
import {
  DEFAULT_MLP_SETTINGS,
  type MlpTrainingSettings,
  MlpTrainingSettingsSchema,
} from '#shared/training/mlp/settings.ts';
import { networkOf } from '../../../src-renderer/pages/new-perceptron/network-of.ts';
import { isValid, OPTIONS, parseLayers } from '../../../src-renderer/pages/new-perceptron/options.ts';
import { presetsFor } from '../../../src-renderer/pages/new-perceptron/presets.ts';
import { perceptronCommand } from '../../../src-renderer/pages/perceptron/perceptron-command.ts';
import { mlpOptions } from '../../../src-main/cli/commands/mlp-options.ts';
import { flagName } from '../../../src-main/cli/options/option.ts';
import { FakeConnection } from '../fake-connection.ts';
import { perceptronRun, xorSet } from '../perceptron-entities.ts';
import { show } from '../show.ts';

const values = xorSet({
  description: { kind: 'generated', settings: defaultGeneratedSettings('sine') },
  targets: { kind: 'values', names: ['y'] },
});
const pictures = xorSet({
  description: {
    kind: 'pictures',
    height: 1,
    width: 2,
    plan: { split: { train: 100, validation: 0, test: 0 }, splitSeed: 1 },
  },
});

describe('the options of a perceptron', () => {
  it('are all of them, each once', () =>
    expect(OPTIONS.map(({ key }) => key).sort()).toEqual(Object.keys(DEFAULT_MLP_SETTINGS).sort()));
  const fits = (key: string, value: unknown): boolean =>
    v.is(MlpTrainingSettingsSchema, { ...DEFAULT_MLP_SETTINGS, [key]: value });
  it.each(OPTIONS.filter(({ kind }) => kind === 'number'))('$key accepts what the engine accepts', (option) => {
    const edges = [1_000_000, 1_000_001, 10_000_000, 10_000_001, 0xffffffff, 0x100000000];
    for (const value of [NaN, null, -1, 0, 0.5, 1, 1.5, 2, ...edges, Infinity])
      expect([value, isValid(option, value)]).toEqual([value, fits(option.key, value)]);
  });
  it('take layers as a person writes them', () => {
    expect(parseLayers('10, 8')).toEqual([10, 8]);
    expect(parseLayers(' 10，8、３ ')).toEqual([10, 8, 3]);
    expect(parseLayers('10-8 4')).toEqual([10, 8, 4]);
    expect(parseLayers('')).toEqual([]);
    const layers = OPTIONS.find(({ key }) => key === 'hidden')!;
    for (const typed of ['10,', 'ten', '0', '4097', '2.5', '1,'.repeat(16) + '1', '4096', '', '1,'.repeat(15) + '1'])
      expect([typed, isValid(layers, parseLayers(typed))]).toEqual([typed, fits('hidden', parseLayers(typed))]);
  });
  it.each([xorSet(), values, pictures])('every preset makes a network of its data', (dataSet) => {
    for (const { settings } of presetsFor(dataSet)) {
      expect(v.is(MlpTrainingSettingsSchema, settings)).toBe(true);
      expect(networkOf(settings, dataSet).conflict).toBeNull();
    }
  });
  it('contradict each other in the words of the engine', () => {
    expect(networkOf(DEFAULT_MLP_SETTINGS, values).conflict).toMatch(/cross-entropy cost is for classes/);
    expect(networkOf({ ...DEFAULT_MLP_SETTINGS, cost: 'quadratic' }, xorSet()).conflict).toMatch(/^Softmax outputs/);
    expect(networkOf(generatedPreset('xor'), xorSet()).shape?.layers).toEqual([2, 2, 1]);
  });
});

it('the terminal command has the options of the terminal, with all that a preset could say otherwise', () => {
  const changed: Partial<MlpTrainingSettings> = { hidden: [], batchSize: null, schedule: 'cosine' };
  const command = perceptronCommand(xorSet(), { ...tablePreset('classes'), ...changed });
  expect(command).toBe(
    'unfold mlp 3 --hidden none --activation tanh --output softmax --cost cross-entropy --initialisation glorot ' +
      '--epochs 100 --batch all --learning-rate 0.05 --schedule cosine --momentum 0.9 --weight-decay 0 --patience 20 --seed 1',
  );
  const known = Object.keys(mlpOptions).map((key) => flagName(key));
  for (const [flag] of command.matchAll(/--[a-z-]+/g)) expect(known).toContain(flag);
});

describe('the page of a new run', () => {
  const library = () =>
    new FakeConnection({
      'datasets.list': () => [xorSet()],
      'perceptrons.estimate': ({ settings }) => ({
        shape: networkOf(settings, xorSet()).shape!,
        parameters: 1234,
        memoryBytes: 4096,
        checkpointBytes: 512,
        trainExamples: 4,
        examplesPerSecond: 50_000,
        seconds: 2,
        shared: false,
      }),
      'perceptrons.start': () => perceptronRun({ status: 'queued' }),
    });

  it('begins with what suits the data, shows the network and the cost, and starts', async () => {
    const connection = library();
    const app = show(connection, '#/data/3/run');
    const hidden: HTMLInputElement = await screen.findByLabelText('Hidden layers');
    expect(hidden.value).toBe('2');
    expect(await screen.findByText('1,234')).toBeTruthy();
    await fireEvent.input(hidden, { target: { value: '10, 8' } });
    expect(screen.getByLabelText('Network').textContent).toBe('2–10–8–1');
    expect(within(hidden.closest('.option') as HTMLElement).getByText('was 2')).toBeTruthy();
    await waitFor(() => expect(connection.callsOf('perceptrons.estimate').at(-1)?.settings.hidden).toEqual([10, 8]));
    await fireEvent.click(screen.getByRole('button', { name: 'Start training' }));
    await waitFor(() => expect(app.router.route).toMatchObject({ page: 'run', run: 9 }));
    expect(connection.callsOf('perceptrons.start')).toEqual([
      { dataSet: 3, name: '', settings: { ...generatedPreset('xor'), hidden: [10, 8] }, stepsPerSecond: null },
    ]);
  });
  it('says what contradicts what before the start', async () => {
    show(library(), '#/data/3/run');
    const output: HTMLSelectElement = await screen.findByLabelText('Output');
    await fireEvent.change(output, { target: { value: 'softmax' } });
    expect(screen.getByRole('alert').textContent).toMatch(/^Softmax outputs need the cross-entropy cost/);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Start training' }).disabled).toBe(true);
  });
  it('begins again with the settings of another run', async () => {
    const app = show(library(), '#/');
    app.runAgain(perceptronRun({ settings: { ...generatedPreset('xor'), learningRate: 0.7 } }));
    const rate: HTMLInputElement = await screen.findByLabelText(/^Learning rate/);
    expect(rate.value).toBe('0.7');
    expect(screen.getAllByText('was 2').length).toBeGreaterThan(0);
  });
});
