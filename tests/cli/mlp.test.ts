/** Perceptrons from the terminal: inside this process, over a library of its own; Ctrl-C in a process that gets it. */
import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildKernels } from '../../scripts/build-kernels.ts';
import { FLOWERS, idx } from '../engine/data-sets-in.ts';
import { call } from './captured-terminal.ts';
import { printed, Workplace } from './unfold-process.ts';

const place = new Workplace();
beforeAll(async () => void (await buildKernels()));
afterAll(() => place.remove());

type Line = Record<string, unknown>;

/** @throws Error with what the command said when it does not end with `code` */
async function unfold(args: readonly string[], code = 0): Promise<{ out: string; err: string; lines: Line[] }> {
  const ended = await call([...args, '--data', place.data]);
  if (ended.code !== code)
    throw new Error(`unfold ${args.join(' ')} ended with ${ended.code}:\n${ended.out}\n${ended.err}`);
  const lines = args.includes('--json')
    ? ended.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line)
    : [];
  return { ...ended, lines };
}

const number = expect.any(Number) as number;

describe('a table', () => {
  it('is learnt from, measured and predicted', async () => {
    const file = place.file('flowers.csv', `${FLOWERS}\n`);
    const { lines } = await unfold(['mlp', file, '--hidden', '6', '--epochs', '5', '--patience', 'off', '--json']);
    expect(lines[0]).toMatchObject({
      event: 'data',
      name: 'flowers',
      kind: 'table',
      counts: { train: 14, validation: 3, test: 3 },
      targets: { kind: 'classes', names: ['rose', 'iris'] },
    });
    expect(lines[1]).toMatchObject({
      event: 'start',
      name: 'flowers',
      family: 'perceptron',
      layers: [4, 6, 2],
      activations: ['tanh', 'softmax'],
      cost: 'cross-entropy',
      parameters: 44,
      trainExamples: 14,
      epochs: 5,
    });
    const of = (event: string) => lines.filter((line) => line['event'] === event);
    expect(of('evaluation').map(({ split, epoch }) => `${split as string} ${epoch as number}`)).toEqual([
      'validation 0',
      'validation 1',
      'validation 2',
      'validation 3',
      'validation 4',
      'validation 5',
      'test 5',
    ]);
    expect(of('evaluation')[1]).toMatchObject({
      loss: number,
      accuracy: number,
      rootMeanSquaredError: null,
      examples: 14,
    });
    expect(of('metrics').at(-1)).toMatchObject({ epoch: 5, examples: 70, loss: number, examplesPerSecond: number });
    expect(lines.at(-1)).toMatchObject({ event: 'done', reason: 'completed', best: { accuracy: number } });

    const output = place.file('predictions.csv');
    await unfold(['predict', 'flowers', file, '--output', output]);
    const predicted = readFileSync(output, 'utf8').trim().split('\r\n');
    expect(predicted[0]).toBe('length,width,colour,kind,predicted,probability');
    expect(predicted).toHaveLength(21);
    expect(predicted[1]).toMatch(/^5,3,blue,rose,(rose|iris),0\.\d+$/);
    expect((await unfold(['predict', 'flowers', file])).out).toBe(readFileSync(output, 'utf8'));
    const again = await unfold(['predict', 'flowers', file, '--output', output], 1);
    expect(again.err).toContain('exists already: choose another name, or add --force');

    const measured = await unfold(['evaluate', 'flowers', file, '--json']);
    const right = predicted.slice(1).filter((line) => line.split(',')[3] === line.split(',')[4]).length;
    expect(measured.lines[0]).toMatchObject({ event: 'evaluation', run: 1, accuracy: right / 20, examples: 20 });
    expect((await unfold(['show', 'flowers', '--confusion'])).out).toMatch(/test: class, and taken for +rose +iris\n/);
  });

  it('is read as the options say', async () => {
    const lines = [
      'id;price;rooms;area',
      ...Array.from({ length: 30 }, (_, i) => `${i};${100 + i},5;${1 + (i % 4)};${i * 3}`),
    ];
    const file = place.file('houses.txt', lines.join('\n'));
    const plan = ['--target', 'price', '--ignore', 'id,4', '--categories', 'rooms', '--split', '80/20/0'];
    const { lines: told } = await unfold(['data', 'import', file, ...plan, '--name', 'Houses', '--json']);
    expect(told[0]).toMatchObject({
      event: 'data',
      name: 'Houses',
      counts: { train: 24, validation: 6, test: 0 },
      inputs: 4,
      targets: { kind: 'values', names: ['price'] },
    });
    const shown = (await unfold(['data', 'show', 'Houses'])).out;
    expect(shown).toContain('a table');
    expect(shown).toMatch(/rooms = 1 +rooms = 2 +rooms = 3 +rooms = 4 +target\n/);
    expect((await unfold(['data'])).out).toMatch(/Houses +table +\d+ B +4 +predicts price +24 +6 +0 /);
    const { out } = await unfold(['mlp', 'Houses', '--epochs', '3']);
    expect(out).toContain('4-16-1, tanh units, linear output, quadratic cost');
    expect(out).toMatch(/epoch 3 +validation +loss \S+ +error \S+ \(root mean square\)/);
    expect(out).toContain('unfold predict');
  });

  it.each([
    [['--target', 'pice'], 'There is no column "pice". Did you mean "price"? The columns are: id, price, rooms, area.'],
    [['--target', 'price', '--ignore', 'price'], 'The column to predict cannot be left out'],
    [['--target', 'price', '--categories', '9'], 'There is no column "9".'],
  ])('%j says what is wrong with a column', async (args, sentence) => {
    const file = place.file('prices.csv', 'id,price,rooms,area\n1,2,3,4\n2,3,4,5\n3,4.5,6,7\n');
    expect((await unfold(['data', 'import', file, ...args], 1)).err).toContain(sentence);
  });
});

describe('generated data', () => {
  it('is learnt by xor, kept once, and compared', async () => {
    expect((await unfold(['mlp', 'xor', '--epochs', '2', '--json'])).lines[1]).toMatchObject({ layers: [2, 2, 1] });
    const again = await unfold(['mlp', 'xor', '--epochs', '2', '--layers', '2,3,1', '--seed', '5']);
    expect(again.out).toContain('at the end, the loss on what it learns from:');
    const sets = (await unfold(['data', '--json'])).lines.filter(({ kind }) => kind === 'generated');
    expect(sets).toHaveLength(1);
    const compared = (await unfold(['compare', 'xor', 'xor 2'])).out;
    expect(compared).toMatch(/hidden +2 +3\n/);
    expect(compared).toMatch(/seed +1 +5\n/);
    expect(compared).not.toContain('learning-rate');
  });

  it('goes out as a file and comes back as a run', async () => {
    const file = place.file('xor.safetensors');
    await unfold(['export', 'xor', '--output', file]);
    expect((await unfold(['import', file, '--name', 'from file'])).out).toContain('a perceptron 2-2-1, 9 parameters');
    const { lines } = await unfold(['mlp', 'xor', '--init', file, '--epochs', '1', '--json']);
    expect(lines[1]).toMatchObject({ event: 'start', layers: [2, 2, 1] });
    const runs = (await unfold(['runs', '--json'])).lines;
    expect(runs.find(({ name }) => name === 'from file')).toMatchObject({ family: 'perceptron', dataSet: null });
  });
});

describe('pictures', () => {
  it('are learnt from IDX files and tested on others', async () => {
    const values = Array.from({ length: 40 * 16 }, (_, i) => ((i >> 4) % 2 ? 20 : 200) + (i % 16));
    const labels = Array.from({ length: 40 }, (_, i) => i % 2);
    const pictures = place.file('some-images-idx3-ubyte.gz', gzipSync(idx([40, 4, 4], values)));
    const labelled = place.file('some-labels-idx1-ubyte', idx([40], labels));
    const test = place.file('test-images', gunzipSync(readFileSync(pictures)));
    const files = ['--labels', labelled, '--test-pictures', test, '--test-labels', labelled];
    const network = ['--layers', '16,5,1', '--activation', 'sigmoid', '--cost', 'quadratic', '--batch', '10'];
    const { lines } = await unfold([
      'mlp',
      pictures,
      ...files,
      ...network,
      '--learning-rate',
      '3',
      '--epochs',
      '3',
      '--json',
    ]);
    expect(lines[0]).toMatchObject({
      name: 'some-images',
      kind: 'pictures',
      counts: { train: 34, validation: 6, test: 40 },
    });
    expect(lines[1]).toMatchObject({ layers: [16, 5, 1], activations: ['sigmoid', 'sigmoid'], cost: 'quadratic' });
    const { lines: measured } = await unfold(['evaluate', 'some-images', test, '--labels', labelled, '--json']);
    expect(measured[0]).toMatchObject({ accuracy: number, examples: 40 });
  });
});

describe('what does not go together is said', () => {
  it.each([
    [['mlp'], 2, 'Missing DATA.'],
    [['mlp', 'xor', '--layers', '3,2,1'], 2, 'has 2 inputs. Write --layers 2,2,1'],
    [['mlp', 'xor', '--layers', '2,2,3'], 2, 'for which a single sigmoid unit is enough. Write --layers 2,2,1'],
    [['mlp', 'xor', '--layers', '2'], 2, '--layers names at least the inputs and the outputs'],
    [['mlp', 'xor', '--layers', '2,x,1'], 2, '--layers must be whole numbers with commas between'],
    [['mlp', 'xor', '--layers', '2,2,1', '--hidden', '3'], 2, 'Give either --layers or --hidden.'],
    [['mlp', 'xor', '--target', 'x'], 2, '--target does not apply: "xor" is generated.'],
    [['mlp', 'xor', '--output', 'softmax', '--cost', 'quadratic'], 1, 'Softmax outputs need the cross-entropy cost.'],
    [['mlp', 'moon'], 1, 'There is no data set "moon". Did you mean "moons"?'],
    [['mlp', 'none.csv'], 2, 'There is no file "none.csv".'],
    [['mlp', 'a', '--test-labels', 'b'], 2, '--test-pictures and --test-labels go together'],
    [['data', 'sow', 'x'], 2, '"data sow" is not known'],
    [['data', 'show'], 2, 'Name the DATA to show.'],
    [['sample', 'xor'], 1, 'perceptron'],
  ] as const)('%j', async (args, code, sentence) => {
    expect((await unfold(args, code)).err).toContain(sentence);
  });
});

it('Ctrl-C stops with a checkpoint, and resume goes on to the same end', async () => {
  const settings = ['--epochs', '100000', '--seed', '3', '--name', 'long', '--json'];
  const { child, ended } = place.start(['mlp', 'moons', ...settings]);
  await printed(child, '"event":"metrics"');
  child.kill('SIGINT');
  const cut = await ended;
  expect(cut.code).toBe(130);
  expect(cut.lines.at(-1)).toMatchObject({ event: 'done', reason: 'stopped' });
  const [stopped] = (await unfold(['show', 'long', '--json'])).lines;
  const epochs = String(Number(stopped?.['epoch']) + 2);
  const whole = (await unfold(['mlp', 'moons', '--epochs', epochs, '--seed', '3', '--json'])).lines;
  const resumed = (await unfold(['resume', 'long', '--epochs', epochs, '--json'])).lines;
  const test = (lines: readonly Line[]) => lines.find(({ split }) => split === 'test');
  expect(test(resumed)).toMatchObject({ loss: test(whole)?.['loss'], accuracy: test(whole)?.['accuracy'] });
});
