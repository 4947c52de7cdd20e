import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeModel } from '../../src-shared/interchange/recurrent-model-file.ts';
import { updateCorpus } from '../../src-main/store/corpora.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { updateRun } from '../../src-main/store/runs.ts';
import { trash } from '../../src-main/store/trash.ts';
import { sentences, type Ended, Workplace } from './unfold-process.ts';

const place = new Workplace();
let trained: Ended;
let text: string;

beforeAll(async () => {
  text = place.file('whales.txt', sentences(400));
  const flags = '--sentences line --hidden 16 --epochs 3 --vocabulary 100 --split 80/10/10 --seed 5';
  trained = await place.run(['train', text, ...flags.split(' '), '--json']);
});
afterAll(() => place.remove());

const events = (ended: Ended, name: string) => ended.lines.filter(({ event }) => event === name);
const number = expect.any(Number) as number;

describe('train --json', () => {
  it('prints nothing but the documented events, in order', () => {
    const order = trained.lines.map(({ event }) => event);
    expect(order[0]).toBe('corpus');
    expect(order[1]).toBe('start');
    expect(order.at(-1)).toBe('done');
    const known = ['corpus', 'start', 'baselines', 'metrics', 'evaluation', 'checkpoint', 'done'];
    for (const event of known) expect(order).toContain(event);
    for (const event of order) expect(known).toContain(event);
    expect(trained.err).toBe('');
  });

  it('start tells the sizes', () => {
    const [start] = events(trained, 'start');
    expect(start).toMatchObject({ run: 1, name: 'whales', hidden: 16, vocabulary: number, seed: 5, epochs: 3 });
    const K = Number(start?.['vocabulary']);
    expect(start?.['parameters']).toBe(2 * 16 * K + 16 * 16);
    const { counts } = events(trained, 'corpus')[0] as { counts: { train: { tokens: number; sentences: number } } };
    expect(start?.['trainTokens']).toBe(counts.train.tokens + counts.train.sentences);
  });

  it('metrics cover every step once', () => {
    const rows = events(trained, 'metrics');
    const figures = { run: 1, epoch: number, step: number, tokens: number, loss: number, learningRate: number };
    for (const row of rows) expect(row).toMatchObject({ ...figures, tokensPerSecond: number, seconds: number });
    expect(rows.at(-1)).toMatchObject({
      step: 3 * 320,
      tokens: 3 * Number(events(trained, 'start')[0]?.['trainTokens']),
    });
    expect(rows.at(-1)?.['epoch']).toBe(3);
  });

  it('evaluates before the first epoch, after each, and the test part once', () => {
    const rows = events(trained, 'evaluation');
    const places = rows.map(({ split, epoch }) => `${String(split)} ${String(epoch)}`);
    expect(places).toEqual(['validation 0', 'validation 1', 'validation 2', 'validation 3', 'test 3']);
    for (const { loss, perplexity, bitsPerCharacter } of rows) {
      expect(perplexity).toBeCloseTo(Math.exp(Number(loss)), 8);
      expect(bitsPerCharacter).toBeGreaterThan(0);
    }
    const losses = rows.map(({ loss }) => Number(loss));
    expect(losses[1]).toBeLessThan(Number(losses[0]));
  });

  it('names the baselines of both parts', () => {
    const rows = events(trained, 'baselines');
    expect(rows.map(({ split }) => split)).toEqual(['validation', 'test']);
    const figures = { loss: number, perplexity: number, bitsPerCharacter: number };
    for (const row of rows) expect(row).toMatchObject({ run: 1, unigram: figures, bigram: figures, trigram: figures });
  });

  it('done gives the reason and the time', () => {
    expect(events(trained, 'done')[0]).toMatchObject({ run: 1, reason: 'completed', seconds: number });
  });
});

describe('a saved run', () => {
  it('is listed, by id and by name', async () => {
    const [listed] = (await place.run(['runs', '--json'])).lines;
    expect(listed).toMatchObject({ run: 1, name: 'whales', status: 'completed', hidden: 16, epoch: 3, corpus: 1 });
    const byName = await place.run(['show', 'whales', '--json']);
    expect(byName.lines[0]).toMatchObject({ run: 1, corpusName: 'whales', settings: { seed: 5 } });
    expect(byName.lines[0]?.['evaluations']).toHaveLength(5);
    const shown = (await place.run(['show', '1'])).out;
    expect(shown).toContain('Run 1, whales');
    expect(shown).toMatch(/learning-rate +0\.1\n/);
    expect((await place.run(['runs'])).out).toMatch(/ 1 {2}whales +completed +16 /);
  });

  it('writes the same text for the same seed', async () => {
    const args = ['sample', '1', '--prompt', 'the whale', '--count', '3', '--seed', '9', '--json'];
    const [first, second] = await Promise.all([place.run(args), place.run(args)]);
    expect(first.out).toBe(second.out);
    expect(first.lines.map(({ seed }) => seed)).toEqual([9, 10, 11]);
    for (const { event, text, tokens } of first.lines) {
      expect(event).toBe('sample');
      expect(text).toMatch(/^the whale/);
      for (const token of tokens as string[]) expect(text).toContain(token);
    }
    const { out, err } = await place.run(['sample', 'whales', '--prompt', 'the leviathan']);
    expect(out).not.toBe('');
    expect(err).toContain('does not know "leviathan"');
  });

  it('predicts the next token, best first', async () => {
    const { lines } = await place.run(['next', '1', '--context', 'the', '--top', '5', '--json']);
    const probabilities = lines.map(({ probability }) => Number(probability));
    expect(probabilities).toHaveLength(5);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
    expect(['whale', 'sea', 'old', 'harbour']).toContain(lines[0]?.['token']);
  });

  it('is measured on another text', async () => {
    const other = place.file('other.txt', 'the whale sees the sea .\nthe kraken sees nobody .\n');
    const { lines } = await place.run(['evaluate', '1', other, '--json']);
    expect(lines[0]).toMatchObject({ event: 'evaluation', run: 1, loss: number, bitsPerCharacter: number });
    expect(lines[0]).toMatchObject({ tokens: 13, unknown: 1 });
  });

  it('goes out and comes in again with the same weights', async () => {
    const file = place.file('whales.safetensors');
    await place.run(['export', '1', '--output', file]);
    const refused = await place.run(['export', '1', '--output', file], { code: 1 });
    expect(refused.err).toContain('add --force to replace it');
    await place.run(['export', '1', '--output', file, '--force']);
    const imported = await place.run(['import', file, '--name', 'from file', '--json']);
    expect(imported.lines[0]).toMatchObject({ event: 'import', name: 'from file', corpus: null, hidden: 16 });
    const npz = place.file('again.npz');
    await place.run(['export', 'from file', '--output', npz]);
    expect((await place.run(['import', npz, '--json'])).lines[0]).toMatchObject({ name: 'again', hidden: 16 });
    const again = place.file('again.safetensors');
    await place.run(['export', 'again', '--output', again]);
    expect(decodeModel(readFileSync(again)).parameters).toEqual(decodeModel(readFileSync(file)).parameters);
    expect((await place.run(['sample', 'again', '--prompt', 'my'])).out).toMatch(/^my/);

    const csv = await place.run(['export', '1', '--format', 'csv', '--output', '-']);
    expect(csv.out.split('\n')[0]).toContain('loss');
    const json = JSON.parse((await place.run(['export', '1', '--format', 'json', '--output', '-'])).out) as unknown;
    expect(json).toBeTypeOf('object');
  });

  it('is compared with another one trained on the same text', async () => {
    const second = await place.run('train --corpus whales --hidden 8 --epochs 1 --name small --json'.split(' '));
    expect(events(second, 'corpus')).toEqual([]);
    const third = await place.run('train --corpus whales --hidden 2 --epochs 1 --json'.split(' '));
    expect(events(third, 'start')[0]).toMatchObject({ name: 'whales 2' });
    const { out } = await place.run(['compare', '1', 'small']);
    expect(out).toMatch(/^hidden +16 +8$/m);
    expect(out).toMatch(/^epochs +3 +1$/m);
    expect(out).not.toMatch(/^cell/m);
    const { lines } = await place.run(['compare', '1', 'small', '--json']);
    expect(lines.map(({ name }) => name)).toEqual(['whales', 'small']);
  });
});

describe('the library', () => {
  it('leaves out what is archived or in the trash', async () => {
    const own = new Workplace();
    try {
      const train = (name: string) =>
        own.run([
          'train',
          own.file(`${name}.txt`, sentences(20)),
          ...'--epochs 1 --hidden 2 --tokens'.split(' '),
          name,
        ]);
      await train('word');
      await train('character');
      const names = async (...args: string[]) => (await own.run([...args, '--json'])).lines.map(({ name }) => name);
      expect(await names('runs')).toEqual(['character', 'word']);
      const database = openStore(own.data);
      updateCorpus(database, 1, { archived: true });
      updateRun(database, 1, { archived: true });
      trash(database, [{ kind: 'corpus', id: 2 }]);
      database.close();
      for (const command of ['runs', 'corpora']) {
        expect(await names(command)).toEqual([]);
        expect(await names(command, '--archived')).toEqual(['word']);
        expect((await own.run([command, '--archived'])).out).toContain('archived');
      }
      expect((await own.run(['show', 'word', '--json'])).lines[0]).toMatchObject({ run: 1, archived: true });
      for (const args of [
        ['show', 'character'],
        ['show', '2'],
        ['vocabulary', '2'],
        ['compare', '1', '2'],
      ])
        expect((await own.run(args, { code: 1 })).err).toMatch(/^unfold: There is no (run|corpus) "/);
    } finally {
      own.remove();
    }
  });
});

describe('texts', () => {
  it('that Unfold writes need no file, and come with their floor', async () => {
    const own = new Workplace();
    try {
      const trained = await own.run('train --sample small-grammar --epochs 1 --hidden 4 --json'.split(' '));
      const [corpus] = events(trained, 'corpus');
      const figures = { loss: number, perplexity: number, bitsPerCharacter: number };
      const parts = { train: figures, validation: figures, test: figures };
      expect(corpus).toMatchObject({ name: 'Small grammar', types: 80, floor: { ...figures, parts } });
      for (const row of events(trained, 'baselines')) {
        const { floor, trigram } = row as unknown as Record<'floor' | 'trigram', { loss: number }>;
        expect(floor.loss).toBeLessThan(trigram.loss);
      }
      const again = await own.run(['train', '--corpus', 'Small grammar', ...'--epochs 1 --hidden 2'.split(' ')]);
      expect(again.out).toMatch(/^ {2}trigram .*\n {2}floor +1\.7\d\d +5\.\d+ +0\.5\d\d\n {2}floor: the grammar/m);
    } finally {
      own.remove();
    }
  });

  it('are listed with their vocabulary', async () => {
    expect((await place.run(['corpora', '--json'])).lines[0]).toMatchObject({
      corpus: 1,
      name: 'whales',
      tokens: 'word',
    });
    const { lines } = await place.run(['vocabulary', 'whales', '--search', 'whal', '--json']);
    expect(lines).toEqual([{ rank: number, token: 'whale', count: number }]);
    expect((await place.run(['vocabulary', '1', '--top', '3'])).out.trim().split('\n')).toHaveLength(4);
  });

  it('are kept once for the same settings, and get a name of their own for others', async () => {
    const flags = '--sentences line --vocabulary 100 --epochs 1 --hidden 2 --json'.split(' ');
    const same = await place.run(['train', text, '--split', '80/10/10', ...flags]);
    const other = await place.run(['train', text, '--split', '90/5/5', ...flags]);
    expect(events(same, 'corpus')[0]).toMatchObject({ corpus: 1, name: 'whales' });
    expect(events(other, 'corpus')[0]).toMatchObject({ corpus: 2, name: 'whales 2' });
  });

  it('come from standard input and from several files', async () => {
    const own = new Workplace();
    try {
      const piped = await own.run('train - --epochs 1 --hidden 2 --tokens character --json'.split(' '), {
        input: '床前明月光，\n疑是地上霜。\n'.repeat(40),
      });
      expect(events(piped, 'corpus')[0]).toMatchObject({ name: 'standard input', tokens: 'character' });
      const [a, b, v] = ['a', 'b', 'v'].map((name) => own.file(`${name}.txt`, sentences(30)));
      const args = [
        'train',
        a ?? '',
        b ?? '',
        '--validation',
        v ?? '',
        ...'--sentences line --epochs 1 --json'.split(' '),
      ];
      const { counts } = events(await own.run(args), 'corpus')[0] as { counts: Record<string, { sentences: number }> };
      expect([counts['train']?.sentences, counts['validation']?.sentences, counts['test']?.sentences]).toEqual([
        60, 30, 0,
      ]);
    } finally {
      own.remove();
    }
  });

  it('that cannot be read fail with one sentence', async () => {
    const binary = place.file('picture.txt', Uint8Array.of(0x89, 0x50, 0, 1, 2, 3, 0, 0, 0, 0));
    for (const path of [place.file('none.txt'), place.file('empty.txt', ''), binary]) {
      const { out, err } = await place.run(['train', path], { code: 1 });
      expect(out).toBe('');
      expect(err).toMatch(/^unfold: [^\n]+\n$/);
    }
    const unknown = await place.run(['show', 'wales', '--json'], { code: 1 });
    expect(unknown.lines).toEqual([{ event: 'error', message: expect.stringContaining('no run "wales"') as string }]);
  });
});

describe('a run that diverges', () => {
  it('fails with a sentence that says what to try', async () => {
    writeFileSync(place.file('short.txt'), sentences(200));
    const args = [
      'train',
      place.file('short.txt'),
      ...'--learning-rate 1e6 --clip-norm off --epochs 2 --json'.split(' '),
    ];
    const { lines, err } = await place.run(args, { code: 1 });
    expect(lines.at(-1)).toMatchObject({ event: 'error', message: expect.stringMatching(/learning rate/) as string });
    expect(err).toMatch(/^unfold: [^\n]+\n$/);
  });
});
