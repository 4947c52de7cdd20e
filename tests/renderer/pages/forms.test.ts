/** The pure logic behind the forms. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DEFAULT_TEXT_SETTINGS } from '#shared/text/settings.ts';
import { PRESETS, presetSettings } from '#shared/training/presets.ts';
import { DEFAULT_TRAINING_SETTINGS, TrainingSettingsSchema } from '#shared/training/settings.ts';
import { parseNumber } from '../../../src-renderer/components/parse-number.ts';
import { visibleToken } from '../../../src-renderer/components/visible-token.ts';
import { coveredShare, roundSize } from '../../../src-renderer/pages/text/coverage.ts';
import { parseSplit, splitText } from '../../../src-renderer/pages/import/split.ts';
import { isValid, OPTIONS } from '../../../src-renderer/pages/new-run/options.ts';
import { shellWord, terminalCommand } from '../../../src-renderer/pages/new-run/terminal-command.ts';
import { bitsPerNatOf } from '../../../src-renderer/pages/run/bits-per-nat.ts';
import { shortRunName } from '../../../src-renderer/rail/short-run-name.ts';
import { corpus, evaluation, run } from '../entities.ts';

describe('the options of a run', () => {
  it('are all of them, each once', () => {
    expect(OPTIONS.map((option) => option.key).sort()).toEqual(Object.keys(DEFAULT_TRAINING_SETTINGS).sort());
  });
  const numbers = OPTIONS.filter((option) => option.kind === 'number');
  const fits = (key: string, value: unknown): boolean =>
    v.is(TrainingSettingsSchema, { ...DEFAULT_TRAINING_SETTINGS, [key]: value });
  it.each(numbers)('$key accepts what the engine accepts', (option) => {
    const { low, high } = option;
    const values = [NaN, null, -1, 0, 0.5, 1, 3, 4, low, low - 1, high, high + 1, Infinity];
    for (const value of values) expect([value, isValid(option, value)]).toEqual([value, fits(option.key, value)]);
  });
  it.each(PRESETS)('preset %s can be started', (name) => {
    const text = { running: false, trainTokens: 1000, types: 800, vocabularySize: 500 };
    expect(v.is(TrainingSettingsSchema, presetSettings(name, text))).toBe(true);
  });
});

describe('the terminal command', () => {
  it('names what matters and what differs', () => {
    expect(terminalCommand(corpus(), DEFAULT_TRAINING_SETTINGS)).toBe(
      'unfold train middlemarch.txt --hidden 100 --vocabulary 8000 --learning-rate 0.1 --schedule halve --clip-norm 5 --epochs 20 --seed 1',
    );
    const text = {
      ...DEFAULT_TEXT_SETTINGS,
      tokens: 'character',
      split: { train: 80, validation: 20, test: 0 },
    } as const;
    const training = { ...DEFAULT_TRAINING_SETTINGS, clipNorm: null, truncate: 4, carryState: true };
    const command = terminalCommand(corpus({ origin: "it's here.txt", settings: text }), training);
    expect(command).toContain("unfold train 'it'\\''s here.txt' ");
    expect(command).toContain('--clip-norm off');
    expect(command).toContain('--bptt 4 --carry --tokens character --split 80/20/0');
  });
  it('names what a window of words is made of, and of nothing else', () => {
    const window = { ...DEFAULT_TRAINING_SETTINGS, architecture: 'window', context: 3 } as const;
    expect(terminalCommand(corpus(), window)).toContain(
      '--architecture window --context 3 --projection 60 --hidden 100',
    );
    expect(terminalCommand(corpus(), DEFAULT_TRAINING_SETTINGS)).not.toMatch(/--architecture|--context|--projection/);
  });
  it('reads sentences with a window where the run did', () => {
    const windowed = { ...DEFAULT_TRAINING_SETTINGS, window: 32 };
    const running = { ...DEFAULT_TEXT_SETTINGS, sentences: 'running' } as const;
    expect(terminalCommand(corpus(), windowed)).toContain('--window 32 --sentences auto');
    expect(terminalCommand(corpus({ settings: running }), windowed)).not.toContain('--sentences');
  });
  const none = { sentences: 0, tokens: 0, characters: 0 };
  it.each([
    ['pasted text', { origin: 'pasted text' }],
    ['several files', { origin: 'a.txt, b.txt' }],
    ['another seed of the split', { settings: { ...DEFAULT_TEXT_SETTINGS, splitSeed: 7 } }],
    ['a file that was trained on whole', { counts: { train: corpus().counts.train, validation: none, test: none } }],
  ])('names the text in the library where no file would give the same one: %s', (_, over) => {
    const tokens = { ...DEFAULT_TEXT_SETTINGS, tokens: 'character' } as const;
    expect(terminalCommand(corpus({ settings: tokens, ...over }), DEFAULT_TRAINING_SETTINGS)).toMatch(
      /^unfold train --corpus 1 --hidden 100 .*--seed 1$/,
    );
  });
  it('quotes for a shell', () => {
    expect(['a.txt', 'a b', '$x', '-x', '老残.txt'].map(shellWord)).toEqual([
      'a.txt',
      "'a b'",
      "'$x'",
      "'-x'",
      "'老残.txt'",
    ]);
  });
});

describe('what is typed and shown', () => {
  it.each([
    ['0.1', 0.1],
    ['1e-3', 0.001],
    ['8,000', 8000],
    ['8 000', 8000],
    ['1,234,567.5', 1_234_567.5],
    ['１２', 12],
    ['', null],
    // a decimal comma must never become a number ten times as large
    ['0,5', NaN],
    ['1,5', NaN],
    ['0,125', NaN],
    ['12,34', NaN],
    ['0x10', NaN],
    ['Infinity', NaN],
    ['abc', NaN],
  ])('%j is the number %j', (typed, number) => {
    expect(parseNumber(typed)).toBe(number);
  });
  it('gives tokens without ink a sign, and leaves the others', () => {
    expect([' ', '\n', '\t', '\u3000', '  ', '\u200b', '\u202e'].map(visibleToken)).toEqual([
      '␣',
      '↵',
      '⇥',
      '␣',
      '␣␣',
      'U+200B',
      'U+202E',
    ]);
    expect(['a', '字', '👩‍👧', 'a b'].map(visibleToken)).toEqual(['a', '字', '👩‍👧', 'a b']);
  });
});

describe('the import form', () => {
  it('reads a split as people write it', () => {
    expect(parseSplit('90 / 5 / 5')).toEqual(DEFAULT_TEXT_SETTINGS.split);
    expect(parseSplit('100,0,0')).toEqual({ train: 100, validation: 0, test: 0 });
    expect(splitText({ train: 90, validation: 5, test: 5 })).toBe('90 / 5 / 5');
    for (const wrong of ['', '90/5', '90/5/6', '0/50/50', 'x/5/5', '110/-5/-5']) expect(parseSplit(wrong)).toBeNull();
  });
  it('reads coverage between known sizes', () => {
    const coverage = [
      { k: 10, share: 0.2 },
      { k: 1000, share: 0.8 },
    ];
    expect([5, 10, 100, 1000, 5000].map((k) => coveredShare(coverage, k))).toEqual([0.2, 0.2, 0.5, 0.8, 0.8]);
    expect(coveredShare([], 5)).toBe(0);
  });
  it('rounds a dragged size', () => {
    expect([1, 7.4, 87.6, 8123, 16_204].map(roundSize)).toEqual([4, 7, 88, 8100, 16_000]);
  });
});

describe('names and units', () => {
  it('a run under its text does not repeat the text’s name', () => {
    expect(shortRunName('novel, 64 tanh units', 'novel')).toBe('64 tanh units');
    expect(shortRunName('novel', 'novel')).toBe('novel');
    expect(shortRunName('other', 'novel')).toBe('other');
    expect(shortRunName('other', null)).toBe('other');
  });
  it('bits per character come from each part’s own characters', () => {
    const bits = bitsPerNatOf(run(), corpus(), [evaluation(1, { loss: 4, bitsPerCharacter: 2 })]);
    expect(bits.validation).toBe(0.5);
    expect(bits.train).toBeCloseTo(99_000 / 450_000 / Math.LN2, 12);
    expect(bitsPerNatOf(run(), null, [evaluation(1, { loss: 4, bitsPerCharacter: 2 })]).train).toBe(0.5);
  });
});
