import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeModel } from '../../src-shared/interchange/recurrent-model-file.ts';
import { type Ended, sentences, Workplace } from './unfold-process.ts';

const events = (ended: Ended, name: string) => ended.lines.filter(({ event }) => event === name);

describe('a run that goes on', () => {
  it('has more epochs, another rate, and samples of the way', async () => {
    const own = new Workplace();
    try {
      const file = own.file('whales.txt', sentences(100));
      const flags = '--sentences line --hidden 4 --schedule constant --split 80/10/10 --json'.split(' ');
      await own.run(['train', file, ...flags, '--name', 'whole', '--epochs', '4']);
      await own.run(['train', file, ...flags, '--name', 'parts', '--epochs', '2', '--sample-prompt', 'the old']);
      const refused = await own.run('resume parts --epochs 2 --json'.split(' '), { code: 1 });
      expect(refused.lines[0]?.['message']).toContain('give it more than that');
      const more = await own.run('resume parts --epochs 4 --json'.split(' '));
      expect(events(more, 'start')[0]).toMatchObject({ name: 'parts', epochs: 4 });
      expect(events(more, 'evaluation').map(({ split, epoch }) => `${String(split)} ${String(epoch)}`)).toEqual([
        'validation 3',
        'validation 4',
        'test 4',
      ]);
      const weights = async (run: string) => {
        await own.run(['export', run, '--weights', 'last', '--output', own.file(`${run}.safetensors`)]);
        return decodeModel(readFileSync(own.file(`${run}.safetensors`))).parameters;
      };
      expect(await weights('parts')).toEqual(await weights('whole'));
      const slower = await own.run('resume parts --epochs 5 --learning-rate 0.025 --json'.split(' '));
      for (const { learningRate } of events(slower, 'metrics')) expect(learningRate).toBe(0.025);

      const [shown] = (await own.run('show parts --samples --json'.split(' '))).lines;
      expect(shown?.['events']).toMatchObject([
        { kind: 'continued', epochs: 4, epoch: 2 },
        { kind: 'continued', epochs: 5, epoch: 4 },
        { kind: 'rate-set', from: 0.1, to: 0.025, epoch: 4 },
      ]);
      const samples = shown?.['samples'] as { epoch: number; text: string; prompt: string }[];
      expect(samples.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4, 5]);
      for (const { text, prompt } of samples) expect([text.startsWith('the old'), prompt]).toEqual([true, 'the old']);
      const { out } = await own.run(['show', 'parts', '--samples']);
      expect(out).toContain('continued to 5 epochs');
      expect(out).toContain('learning rate set from 0.1 to 0.025');
      expect(out).toMatch(/^epoch 0, step 0, perplexity \d/m);
    } finally {
      own.remove();
    }
  });
});
