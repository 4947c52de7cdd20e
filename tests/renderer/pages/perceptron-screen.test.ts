/** The page of a perceptron's run on a fake connection: what it shows, what it asks of the engine. */
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { paces } from '../../../src-renderer/pages/perceptron/paces.svelte.ts';
import { FakeConnection } from '../fake-connection.ts';
import { perceptronEvaluation, perceptronRun, xorNetwork, XOR_EXAMPLES, xorSet } from '../perceptron-entities.ts';
import { show } from '../show.ts';

function library(
  over: ConstructorParameters<typeof FakeConnection>[0] = {},
  run = perceptronRun(),
  dataSet = xorSet(),
) {
  return new FakeConnection({
    'datasets.list': () => [dataSet],
    'runs.list': () => [run],
    'runs.get': () => run,
    'runs.metrics': () => [],
    'runs.evaluations': () => [],
    'runs.events': () => [],
    'runs.samples': () => [],
    'datasets.examples': () => ({ total: 4, examples: XOR_EXAMPLES }),
    'perceptrons.network': () => xorNetwork({ shape: run.shape }),
    'perceptrons.examples': () => ({ total: 1, places: [1], examples: { ...XOR_EXAMPLES, count: 1 }, outputs: [0.2] }),
    'runs.pause': () => null,
    'runs.resume': () => null,
    'perceptrons.step': () => null,
    'perceptrons.setPace': () => null,
    ...over,
  });
}
const region = (name: string) => screen.findByRole('region', { name });

afterEach(() => paces.choose(9, null));

describe('a run of a perceptron', () => {
  it('draws the network for one example, with the numbers of the equations for the chosen unit', async () => {
    show(library(), '#/run/9');
    const network = await region('Network');
    expect(await within(network).findByText('example 2 of 4')).toBeTruthy();
    const equations = await region('The four equations, with this example’s numbers');
    expect(within(equations).getByText(/^unit \d of layer 1$/)).toBeTruthy();
    await fireEvent.click(within(equations).getByRole('button', { name: 'output' }));
    expect(within(equations).getByText('unit 1 of output')).toBeTruthy();
    expect(within(equations).getByText(/Choose a layer before it/)).toBeTruthy();
  });
  it('says how many are right with the weights that are shown', async () => {
    show(library(), '#/run/9');
    // it says 1, 0, 1, 0 of the four patterns, of which 0, 1, 1, 0 would be right
    const decision = await region('Decision');
    expect(await within(decision).findByText('50.0% right, 4 points')).toBeTruthy();
    const confusion = await region('Right and wrong');
    expect(within(confusion).getByText('2 of 4 right')).toBeTruthy();
  });
  it('moves from example to example, and everything with it', async () => {
    show(library(), '#/run/9');
    const network = await region('Network');
    await within(network).findByText('example 2 of 4');
    const before = screen.getByText(/^z = /).textContent;
    await fireEvent.click(within(network).getByRole('button', { name: 'Next example' }));
    expect(within(network).getByText('example 3 of 4')).toBeTruthy();
    await waitFor(() => expect(screen.getByText(/^z = /).textContent).not.toBe(before));
  });
  it('has every unit as figures too', async () => {
    show(library(), '#/run/9');
    const network = await region('Network');
    await fireEvent.click(await within(network).findByRole('button', { name: 'Show as table' }));
    const table = within(network).getByRole('table', { name: 'Every unit for this example' });
    expect(within(table).getAllByRole('row')).toHaveLength(1 + 3);
    await fireEvent.click(within(table).getAllByRole('button', { name: 'Choose unit 2' })[0]!);
    expect(screen.getByText('unit 2 of layer 1')).toBeTruthy();
  });
  it('plays, pauses, goes one step, at the speed that was chosen', async () => {
    const connection = library();
    show(connection, '#/run/9');
    await fireEvent.click(await screen.findByRole('button', { name: 'One step' }));
    await waitFor(() => expect(connection.callsOf('perceptrons.step')).toEqual([{ run: 9, steps: 1 }]));
    await fireEvent.input(screen.getByRole('slider', { name: 'Steps a second, at most' }), { target: { value: '3' } });
    expect(connection.callsOf('perceptrons.setPace')).toEqual([{ run: 9, stepsPerSecond: 8 }]);
    expect(screen.getByText('8/s')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Play' }));
    expect(connection.callsOf('runs.resume')).toEqual([{ run: 9 }]);
    const playing = perceptronRun({ status: 'running' });
    connection.emit({ event: 'run-changed', payload: { run: playing, evaluations: 0, events: 0 } });
    await fireEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(connection.callsOf('runs.pause')).toEqual([{ run: 9 }]);
  });
  it('starts again with the same settings', async () => {
    const again = perceptronRun({ id: 10, name: 'MLP again' });
    const connection = library({ 'perceptrons.start': () => again });
    const app = show(connection, '#/run/9');
    await fireEvent.click(await screen.findByRole('button', { name: /^Start again/ }));
    await waitFor(() => expect(app.router.route).toMatchObject({ page: 'run', run: 10 }));
    expect(connection.callsOf('perceptrons.start')).toEqual([
      { dataSet: 3, name: '', settings: perceptronRun().settings },
    ]);
  });
  it('asks for weights again as it trains, and for none that are too many', async () => {
    const connection = library({}, perceptronRun({ status: 'running' }));
    show(connection, '#/run/9');
    await waitFor(() => expect(connection.callsOf('perceptrons.network').length).toBeGreaterThan(2));
  });
  it('does without the drawing of a very large network', async () => {
    const connection = library({}, perceptronRun({ parameters: 400_000 }));
    show(connection, '#/run/9');
    expect(await screen.findByText(/more than 250,000 weights is not drawn/)).toBeTruthy();
    expect(connection.callsOf('perceptrons.network')).toEqual([]);
  });
  it('shows the examples of a cell of the confusion matrix', async () => {
    const connection = library();
    show(connection, '#/run/9');
    const confusion = await region('Right and wrong');
    const cells = await within(confusion).findAllByRole('button', { name: /, (right|taken for)/ });
    const cell = cells.find((one) => !(one as HTMLButtonElement).disabled)!;
    await fireEvent.click(cell);
    await waitFor(() => expect(connection.callsOf('perceptrons.examples').at(-1)).toMatchObject({ split: 'train' }));
    expect(connection.callsOf('perceptrons.examples').at(-1)?.actual).not.toBeNull();
  });
  it('takes the confusion of the last evaluation where the examples are too many to compute', async () => {
    const many = xorSet({ counts: { train: 60_000, validation: 10_000, test: 0 } });
    const connection = library({ 'runs.evaluations': () => [perceptronEvaluation()] }, perceptronRun(), many);
    show(connection, '#/run/9');
    const confusion = await region('Right and wrong');
    expect(await within(confusion).findByText('3 of 4 right')).toBeTruthy();
    expect(within(confusion).getByText('validation part, epoch 12')).toBeTruthy();
  });
  it('answers a point that is typed', async () => {
    show(library(), '#/run/9/predict');
    const field = await screen.findByRole('textbox', { name: 'x1' });
    await fireEvent.input(field, { target: { value: '1' } });
    await fireEvent.input(screen.getByRole('textbox', { name: 'x2' }), { target: { value: '0' } });
    const answer = await region('What it says');
    expect(await within(answer).findByText('61.4%')).toBeTruthy();
    await fireEvent.input(field, { target: { value: 'much' } });
    expect(await screen.findByText('A number.')).toBeTruthy();
  });
  it('lists the data with its answers', async () => {
    show(library(), '#/run/9/data');
    const table = await screen.findByRole('table', { name: 'Examples and answers' });
    expect(within(table).getAllByRole('row')).toHaveLength(2);
  });
  it('can be copied as settings and as a command', async () => {
    show(library(), '#/run/9');
    expect(await screen.findByText(/^unfold mlp .*--hidden 2/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Copy settings' })).toBeTruthy();
  });
});
