import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ended, sentences, Workplace } from './unfold-process.ts';

const place = new Workplace();
const flags = '--sentences line --hidden 16 --epochs 2 --vocabulary 100 --split 80/10/10 --seed 5 --json'.split(' ');
let recurrent: Ended;
let window: Ended;

beforeAll(async () => {
  const text = place.file('whales.txt', sentences(200));
  recurrent = await place.run(['train', text, '--name', 'state', ...flags]);
  window = await place.run(['train', text, '--name', 'words', '--architecture', 'window', '--context', '2', ...flags]);
});
afterAll(() => place.remove());

const events = ({ lines }: Ended, name: string) => lines.filter(({ event }) => event === name);

it('the window model trains on the text of a recurrent run', () => {
  const [theirs, own] = [events(recurrent, 'start')[0], events(window, 'start')[0]];
  const K = Number(theirs?.['vocabulary']);
  expect(theirs).toMatchObject({ architecture: 'recurrent' });
  expect(own).toMatchObject({
    architecture: 'window',
    vocabulary: K,
    trainTokens: theirs?.['trainTokens'],
    parameters: 60 * K + 16 * 120 + 16 * K,
  });
  const losses = events(window, 'evaluation').map(({ loss }) => Number(loss));
  expect(losses[2]).toBeLessThan(losses[0]!);
});

it('both are compared in bits per character, with settings of their own', async () => {
  const { lines } = await place.run(['compare', 'state', 'words', '--json']);
  expect(lines.map(({ name }) => name)).toEqual(['state', 'words']);
  for (const { best } of lines) expect((best as { bitsPerCharacter: number }).bitsPerCharacter).toBeGreaterThan(0);
  const { out } = await place.run(['show', 'words']);
  expect(out).toMatch(/context +2/);
  expect(out).not.toContain('bptt');
  expect((await place.run(['show', 'state'])).out).not.toMatch(/projection/);
});

it('it writes, and says what comes next', async () => {
  const { lines } = await place.run(['sample', 'words', '--count', '2', '--json']);
  expect(lines.filter(({ event }) => event === 'sample')).toHaveLength(2);
  expect((await place.run(['next', 'words', '--context', 'the', '--top', '3', '--json'])).lines).toHaveLength(3);
});
