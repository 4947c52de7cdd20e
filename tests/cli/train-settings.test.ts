import { describe, expect, it } from 'vitest';
import { trainOptions } from '../../src-main/cli/commands/train-options.ts';
import { textSettings, trainingSettings } from '../../src-main/cli/commands/train-settings.ts';
import { parseOptions } from '../../src-main/cli/options/parse.ts';
import { DEFAULT_TEXT_SETTINGS } from '../../src-shared/text/settings.ts';
import { DEFAULT_TRAINING_SETTINGS } from '../../src-shared/training/settings.ts';

const rule = { usage: 'FILE...', least: 0, most: Infinity };
const values = (line: string) => parseOptions(line.split(' ').filter(Boolean), trainOptions, rule).values;
const init = { hidden: 7, vocabulary: 31, cell: 'tanh', tokens: null } as const;

describe('the settings of train', () => {
  it('are the defaults when nothing is said', () => {
    expect(textSettings(values('x'), false)).toEqual(DEFAULT_TEXT_SETTINGS);
    expect(trainingSettings(values('x'), null)).toEqual(DEFAULT_TRAINING_SETTINGS);
  });

  it('take every flag', () => {
    const line =
      '--hidden 5 --vocabulary 99 --min-count 2 --cell relu --epochs 3 --learning-rate 5e-2 --schedule cosine ' +
      '--clip-norm off --clip-value 1 --bptt 4 --window 16 --order sequential --carry --seed 9 --validate-every 1000 ' +
      '--checkpoint-seconds 0.5 --tokens character --sentences line --normalise none --encoding gb18030 --lowercase ' +
      '--split 80/10/10';
    expect(trainingSettings(values(line), null)).toEqual({
      architecture: 'recurrent',
      projection: 60,
      context: 4,
      hidden: 5,
      vocabularySize: 99,
      minimumCount: 2,
      cell: 'relu',
      epochs: 3,
      learningRate: 0.05,
      schedule: 'cosine',
      clipNorm: null,
      clipValue: 1,
      truncate: 4,
      window: 16,
      order: 'sequential',
      carryState: true,
      seed: 9,
      validateEveryTokens: 1000,
      checkpointSeconds: 0.5,
    });
    expect(textSettings(values(line), false)).toEqual({
      ...DEFAULT_TEXT_SETTINGS,
      tokens: 'character',
      sentences: 'line',
      normalise: 'none',
      encoding: 'gb18030',
      lowercase: true,
      split: { train: 80, validation: 10, test: 10 },
    });
  });

  it('--architecture window has a context and a projection; they go with nothing else', () => {
    const window = { architecture: 'window', context: 3, projection: 20 };
    const settings = trainingSettings(values('--architecture window --context 3 --projection 20'), null);
    expect(settings).toEqual({ ...DEFAULT_TRAINING_SETTINGS, ...window });
    expect(trainingSettings(values('x'), { ...init, ...window, architecture: 'window' })).toMatchObject(window);
    expect(() => trainingSettings(values('--context 3'), null)).toThrow('add --architecture window');
    expect(() => trainingSettings(values('--context 3'), init)).toThrow('leave out --architecture');
    expect(() => trainingSettings(values('--architecture window --bptt 4'), null)).toThrow(/no hidden state/);
  });

  it('--window reads running text unless sentences are asked for', () => {
    expect(textSettings(values('--window 8'), false).sentences).toBe('running');
    expect(textSettings(values('--window 8 --sentences line'), false).sentences).toBe('line');
    expect(textSettings(values('--window off'), false).sentences).toBe('auto');
  });

  it('--init makes plain stochastic gradient descent of what is not said', () => {
    expect(textSettings(values('x'), true)).toEqual({
      ...DEFAULT_TEXT_SETTINGS,
      tokens: 'whitespace',
      sentences: 'line',
      normalise: 'none',
      split: { train: 100, validation: 0, test: 0 },
    });
    expect(trainingSettings(values('x'), init)).toEqual({
      ...DEFAULT_TRAINING_SETTINGS,
      hidden: 7,
      vocabularySize: 31,
      learningRate: 0.01,
      schedule: 'constant',
      clipNorm: null,
      clipValue: null,
      order: 'sequential',
      epochs: 1,
    });
    const said = values('--epochs 2 --clip-norm 5 --order shuffled --learning-rate 0.1 --tokens word --split 90/5/5');
    expect(trainingSettings(said, init)).toMatchObject({
      epochs: 2,
      clipNorm: 5,
      order: 'shuffled',
      learningRate: 0.1,
    });
    expect(textSettings(said, true)).toMatchObject({ tokens: 'word', split: { train: 90, validation: 5, test: 5 } });
  });

  it('refuses flags that contradict the weights of --init', () => {
    expect(trainingSettings(values('--hidden 7 --vocabulary 31 --cell tanh'), init).hidden).toBe(7);
    for (const line of ['--hidden 8', '--vocabulary 30', '--cell relu', '--min-count 1'])
      expect(() => trainingSettings(values(line), init), line).toThrow(/leave out --/);
  });
});
