import { describe, expect, it } from 'vitest';
import { type PresetText, PRESETS, presetSettings, RUNNING_TEXT } from '#shared/training/presets.ts';
import { runName } from '#shared/training/run-name.ts';
import { checkTrainingSettings } from '#shared/training/settings-check.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '#shared/training/settings.ts';

const novel = { running: false, trainTokens: 237_000, types: 18_000, characters: false } as const;
const letters = { ...novel, trainTokens: 1_000_000, types: 83, characters: true } as const;
const none = new Set<string>();
const named = (changes: Partial<TrainingSettings>, text: PresetText = novel): string =>
  runName({ ...DEFAULT_TRAINING_SETTINGS, ...changes }, { characters: false, ...text }, none);

describe('presets', () => {
  const grammar = { running: false, trainTokens: 71_000, types: 80 } as const;

  it.each(PRESETS)('%s keeps what was chosen for the text', (preset) => {
    const chosen = presetSettings(preset, { ...novel, vocabularySize: 500, minimumCount: 3 });
    expect(chosen).toMatchObject({ vocabularySize: 500, minimumCount: 3 });
    const running = presetSettings(preset, { ...novel, running: true });
    expect(running.window).toBe(RUNNING_TEXT.window);
    expect(checkTrainingSettings(running, { trainTokens: 1, longestSequence: 64, running: true })).toBeNull();
  });

  it('recommended is the default', () => {
    expect(presetSettings('recommended', novel)).toEqual(DEFAULT_TRAINING_SETTINGS);
    expect(presetSettings('recommended', { ...novel, running: true }).learningRate).toBe(RUNNING_TEXT.learningRate);
    expect(presetSettings('plain', { ...novel, running: true }).learningRate).toBe(0.01);
  });

  it('a quick look is about as quick on every text: more epochs where they cost little', () => {
    const look = (text: PresetText): TrainingSettings => presetSettings('quick', text);
    expect(look(novel)).toMatchObject({ hidden: 32, vocabularySize: 2000, epochs: 2 });
    expect(look(grammar)).toMatchObject({ hidden: 32, epochs: 10 });
    expect(look(letters).epochs).toBe(4);
    expect(look({ ...novel, trainTokens: 1e9 }).epochs).toBe(2);
    expect(look({ ...novel, trainTokens: 0 }).epochs).toBe(10);
  });
});

describe('a run without a name', () => {
  it.each(PRESETS.filter((preset) => preset !== 'character'))('is called like its preset: %s', (preset) => {
    const names = { recommended: 'recommended', quick: 'quick look', plain: 'plain SGD', window: 'window of words' };
    for (const text of [novel, letters, { ...novel, running: true }])
      expect(runName(presetSettings(preset, text), text, none)).toBe(names[preset]);
  });

  it('by characters has a preset of its own', () => {
    const model = presetSettings('character', letters);
    expect(runName(model, letters, none)).toBe('character model');
    expect(runName({ ...model, learningRate: 0.2 }, letters, none)).toBe('character model, rate 0.2');
    expect(runName(model, novel, none)).toBe('128 units');
  });

  it.each<[string, Partial<TrainingSettings>]>([
    ['256 units', { hidden: 256 }],
    ['ReLU units', { cell: 'relu' }],
    ['64 sigmoid units', { hidden: 64, cell: 'sigmoid' }],
    ['rate 1.0', { learningRate: 1 }],
    ['rate 0.05', { learningRate: 0.05 }],
    ['carried state', { carryState: true, order: 'sequential' }],
    ['in order', { order: 'sequential' }],
    ['window 32', { window: 32 }],
    ['constant rate', { schedule: 'constant' }],
    ['unclipped', { clipNorm: null }],
    ['clip 10', { clipNorm: 10 }],
    ['elements clipped at 1', { clipValue: 1 }],
    ['BPTT 4', { truncate: 4 }],
    ['vocabulary 5000', { vocabularySize: 5000 }],
    ['seen 2 times', { minimumCount: 2 }],
    ['1 epoch', { epochs: 1 }],
    ['window of words, context 2, projection 30', { architecture: 'window', context: 2, projection: 30 }],
    ['window of words, 64 units', { architecture: 'window', hidden: 64 }],
    ['seed 2', { seed: 2 }],
    ['recommended', { validateEveryTokens: 1000, checkpointSeconds: 5 }],
    ['256 units, rate 0.2, 5 epochs', { hidden: 256, learningRate: 0.2, epochs: 5 }],
    ['plain SGD, 256 units', { hidden: 256, learningRate: 0.01, schedule: 'constant', clipNorm: null }],
  ])('is called "%s"', (name, changes) => {
    expect(named(changes)).toBe(name);
  });

  it('says nothing of a vocabulary that has all there is', () => {
    expect(named({ vocabularySize: 20_000 }, letters)).toBe('recommended');
    expect(named({ window: null, learningRate: 0.05 }, { ...novel, running: true })).toBe('sentences');
  });

  it('has a name of its own among the runs of its text', () => {
    const settings = { ...DEFAULT_TRAINING_SETTINGS, hidden: 256 };
    expect(runName(settings, novel, new Set(['256 units']))).toBe('256 units 2');
    expect(runName(settings, novel, new Set(['256 units', '256 units 2', '256 units 4']))).toBe('256 units 3');
  });
});
