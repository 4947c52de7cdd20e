import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentences, Workplace } from './unfold-process.ts';

const place = new Workplace();
let text: string;

beforeAll(async () => {
  text = place.file('whales.txt', sentences(300));
  const flags = '--sentences line --hidden 16 --epochs 2 --vocabulary 100 --seed 5';
  await place.run(['train', text, ...flags.split(' '), '--json']);
}, 60_000);
afterAll(() => place.remove());

const figures = { loss: expect.any(Number), perplexity: expect.any(Number), bitsPerCharacter: expect.any(Number) };

describe('score', () => {
  it('prints a line for each token, and the figures that evaluate prints', async () => {
    const other = place.file('other.txt', `${sentences(5)}\n  Zebras?\n`);
    const { lines } = await place.run(['score', 'whales', other, '--top', '2', '--json']);
    const tokens = lines.filter(({ event }) => event === 'token');
    expect(tokens.map(({ before, text }) => `${String(before)}${String(text)}`).join('')).toBe(
      `${sentences(5)}\n  Zebras?\n`,
    );
    for (const { probability, nats, rank, alternatives } of tokens) {
      expect(nats).toBeCloseTo(-Math.log(Number(probability)), 12);
      expect(rank).toBeGreaterThan(0);
      expect(alternatives).toHaveLength(2);
    }
    const [evaluated] = (await place.run(['evaluate', 'whales', other, '--json'])).lines;
    const { loss, perplexity, bitsPerCharacter } = evaluated as Record<string, number>;
    expect(lines.at(-1)).toMatchObject({ event: 'score', run: 1, tokens: tokens.length, cut: false });
    expect(lines.at(-1)).toMatchObject({ unknown: evaluated?.['unknown'], trigram: figures });
    expect(lines.at(-1)?.['loss']).toBeCloseTo(loss ?? NaN, 10);
    expect(lines.at(-1)?.['perplexity']).toBeCloseTo(perplexity ?? NaN, 8);
    expect(lines.at(-1)?.['bitsPerCharacter']).toBeCloseTo(bitsPerCharacter ?? NaN, 10);
  }, 30_000);

  it('prints a table for people, from standard input', async () => {
    const { out } = await place.run(['score', '1', '-', '--top', '0'], { input: 'Zebras?\n' });
    const [head, first, ...rest] = out.split('\n');
    expect(head?.split(/\s+/)).toEqual(['token', 'nats', 'rank']);
    expect(first).toMatch(/^Zebras \(<unk>\) +\d+\.\d\d +\d+$/);
    expect(rest.join('\n')).toMatch(
      /<\/s> +\d+\.\d\d +\d+\n\nloss .+\nloss .+ by the trigram of its own text\n3 predicted/,
    );
  }, 30_000);

  it('refuses a text without words, and more alternatives than it tells', async () => {
    const { err } = await place.run(['score', '1', '-'], { input: '\n', code: 1 });
    expect(err).toMatch(/words in it/);
    await place.run(['score', '1', text, '--top', '21'], { code: 2 });
  }, 30_000);
});
