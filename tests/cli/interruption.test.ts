import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeModel } from '../../src-shared/interchange/recurrent-model-file.ts';
import { printed, sentences, Workplace } from './unfold-process.ts';

const place = new Workplace();
const MODEL = '--sentences line --hidden 48 --schedule constant --split 90/10/0'.split(' ');
const EPOCHS = 8;
const TRAINED = 2700;
const FLAGS = [...MODEL, '--epochs', String(EPOCHS), '--json'];
let text: string;

beforeAll(async () => {
  text = place.file('text.txt', sentences(3000));
  await place.run(['train', text, ...FLAGS, '--name', 'whole']);
}, 60_000);
afterAll(() => place.remove());

async function lastWeights(run: string) {
  const file = place.file(`${run}.safetensors`);
  await place.run(['export', run, '--weights', 'last', '--force', '--output', file]);
  return decodeModel(readFileSync(file)).parameters;
}

describe('Ctrl-C', () => {
  it('writes a checkpoint and ends with 130; resume gives the same bits', async () => {
    const { child, ended } = place.start(['train', text, ...FLAGS, '--name', 'cut']);
    await printed(child, '"event":"metrics"');
    child.kill('SIGINT');
    const cut = await ended;
    expect(cut.code).toBe(130);
    expect(cut.lines.at(-1)).toMatchObject({ event: 'done', reason: 'stopped' });
    expect(cut.lines.some(({ event }) => event === 'checkpoint')).toBe(true);

    const resumed = await place.run(['resume', 'cut', '--json']);
    expect(resumed.lines.at(-1)).toMatchObject({ event: 'done', reason: 'completed' });
    const both = [...cut.lines, ...resumed.lines];
    const steps = both.filter(({ event }) => event === 'metrics').map(({ step }) => Number(step));
    expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(EPOCHS * TRAINED);
    const validated = both.filter(({ split }) => split === 'validation' && steps.length > 0);
    const epochs = validated.filter(({ event }) => event === 'evaluation').map(({ epoch }) => epoch);
    expect(epochs).toEqual(Array.from({ length: EPOCHS + 1 }, (_, epoch) => epoch));
    expect(await lastWeights('cut')).toEqual(await lastWeights('whole'));
  });

  it('tells a person how to go on, and SIGTERM does the same', async () => {
    const { child, ended } = place.start(['train', text, ...MODEL, '--epochs', '1000']);
    await printed(child, 'tokens/s');
    child.kill('SIGTERM');
    const { code, out, err } = await ended;
    expect(code).toBe(130);
    expect(err).toContain('a checkpoint is being written');
    expect(out).toMatch(/unfold resume \d+/);
  });
});

describe('a process that is killed', () => {
  it('leaves a run that can be resumed to the same bits', async () => {
    const { child, ended } = place.start(['train', text, ...FLAGS, '--name', 'killed', '--checkpoint-seconds', '0.05']);
    await printed(child, '"event":"checkpoint"');
    child.kill('SIGKILL');
    await ended;
    const [run] = (await place.run(['runs', '--json'])).lines;
    expect(run).toMatchObject({ name: 'killed', status: 'interrupted' });
    const resumed = await place.run(['resume', 'killed', '--json']);
    expect(resumed.lines.at(-1)).toMatchObject({ event: 'done', reason: 'completed' });
    expect(await lastWeights('killed')).toEqual(await lastWeights('whole'));
  });
});
