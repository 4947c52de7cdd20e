import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeModel } from '../../src-shared/interchange/recurrent-model-file.ts';
import { setEpochs } from '../store/set-epochs.ts';
import { type Ended, printed, sentences, Workplace } from './unfold-process.ts';

const place = new Workplace();
const MODEL = '--sentences line --hidden 48 --schedule constant --split 90/10/0'.split(' ');
const TRAINED = 2700;
/** As many as there can be: what is interrupted has not ended before, on any machine. */
const ENDLESS = [...MODEL, '--epochs', '100000', '--json'];
let text: string;

beforeAll(() => void (text = place.file('text.txt', sentences(3000))));
afterAll(() => place.remove());

/** Lets an endless run train to the end of its epoch, and trains another one as far in one go. */
async function finish(name: string): Promise<{ epochs: number; resumed: Ended; whole: string }> {
  const [run] = (await place.run(['show', name, '--json'])).lines;
  const epochs = Number(run?.['epoch']) + 1;
  setEpochs(place.data, Number(run?.['run']), epochs);
  const resumed = await place.run(['resume', name, '--json']);
  const whole = `whole ${name}`;
  await place.run(['train', text, ...MODEL, '--epochs', String(epochs), '--json', '--name', whole]);
  return { epochs, resumed, whole };
}

async function lastWeights(run: string) {
  const file = place.file(`${run}.safetensors`);
  await place.run(['export', run, '--weights', 'last', '--force', '--output', file]);
  return decodeModel(readFileSync(file)).parameters;
}

describe('Ctrl-C', () => {
  it('writes a checkpoint and ends with 130; resume gives the same bits', async () => {
    const { child, ended } = place.start(['train', text, ...ENDLESS, '--name', 'cut']);
    await printed(child, '"event":"metrics"');
    child.kill('SIGINT');
    const cut = await ended;
    expect(cut.code).toBe(130);
    expect(cut.lines.at(-1)).toMatchObject({ event: 'done', reason: 'stopped' });
    expect(cut.lines.some(({ event }) => event === 'checkpoint')).toBe(true);

    const { epochs, resumed, whole } = await finish('cut');
    expect(resumed.lines.at(-1)).toMatchObject({ event: 'done', reason: 'completed' });
    const both = [...cut.lines, ...resumed.lines];
    const steps = both.filter(({ event }) => event === 'metrics').map(({ step }) => Number(step));
    expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(epochs * TRAINED);
    const validated = both.filter(({ event, split }) => event === 'evaluation' && split === 'validation');
    expect(validated.map(({ epoch }) => epoch)).toEqual(Array.from({ length: epochs + 1 }, (_, epoch) => epoch));
    expect(await lastWeights('cut')).toEqual(await lastWeights(whole));
  });

  it('tells a person how to go on, and SIGTERM does the same', async () => {
    const { child, ended } = place.start(['train', text, ...MODEL, '--epochs', '100000']);
    await printed(child, 'epoch 1 ');
    child.kill('SIGTERM');
    const { code, out, err } = await ended;
    expect(code).toBe(130);
    expect(err).toContain('a checkpoint is being written');
    expect(out).toMatch(/unfold resume \d+/);
  });
});

describe('a process that is killed', () => {
  it('leaves a run that can be resumed to the same bits', async () => {
    const { child, ended } = place.start([
      'train',
      text,
      ...ENDLESS,
      '--name',
      'killed',
      '--checkpoint-seconds',
      '0.05',
    ]);
    await printed(child, '"event":"checkpoint"');
    child.kill('SIGKILL');
    await ended;
    const [run] = (await place.run(['runs', '--json'])).lines;
    expect(run).toMatchObject({ name: 'killed', status: 'interrupted' });
    const { resumed, whole } = await finish('killed');
    expect(resumed.lines.at(-1)).toMatchObject({ event: 'done', reason: 'completed' });
    expect(await lastWeights('killed')).toEqual(await lastWeights(whole));
  });
});
