/** What a run is called when nobody names it: what differs from a preset, in few words. "256 units, rate 1.0" */
import { type PresetName, presetSettings, type PresetText, PRESETS } from './presets.ts';
import type { TrainingSettings } from './settings.ts';

const NAMES: Readonly<Record<PresetName, string>> = {
  recommended: 'recommended',
  quick: 'quick look',
  plain: 'plain SGD',
  window: 'window of words',
  character: 'character model',
};

export interface NamedText extends PresetText {
  /** Its tokens are characters. */
  readonly characters: boolean;
}

/** @param taken names of the other runs on the text: "256 units 2" when "256 units" is among them */
export function runName(settings: TrainingSettings, text: NamedText, taken: ReadonlySet<string>): string {
  const name = described(settings, text);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name} ${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** By the preset that leaves the least to say; of two such by the one that it differs from least. */
function described(settings: TrainingSettings, text: NamedText): string {
  const candidates = PRESETS.filter((preset) => preset !== 'character' || text.characters).map((preset) => {
    const differing = differences(settings, presetSettings(preset, text), text.types);
    const words = preset === 'recommended' && differing.length > 0 ? differing : [NAMES[preset], ...differing];
    return { words, differing: differing.length };
  });
  const [nearest] = candidates.sort((a, b) => a.words.length - b.words.length || a.differing - b.differing);
  return nearest?.words.join(', ') ?? NAMES.recommended;
}

const CELLS = { tanh: 'tanh', sigmoid: 'sigmoid', relu: 'ReLU' } as const;
const SCHEDULES = { constant: 'constant rate', halve: 'halving rate', linear: 'linear rate', cosine: 'cosine rate' };

/** In the order of what people compare. How often it is validated and stored changes no curve and has no words. */
function differences(settings: TrainingSettings, base: TrainingSettings, types: number): string[] {
  const { architecture, projection, context, hidden, cell, window, learningRate, clipNorm, clipValue, truncate } =
    settings;
  const differs = (key: keyof TrainingSettings): boolean => settings[key] !== base[key];
  const words: string[] = [];
  if (differs('architecture')) words.push(architecture === 'window' ? 'window of words' : 'recurrent');
  if (architecture === 'window') {
    if (differs('context')) words.push(`context ${context}`);
    if (differs('projection')) words.push(`projection ${projection}`);
  }
  if (differs('hidden') && differs('cell')) words.push(`${hidden} ${CELLS[cell]} units`);
  else if (differs('hidden')) words.push(`${hidden} units`);
  else if (differs('cell')) words.push(`${CELLS[cell]} units`);
  if (differs('carryState')) words.push(settings.carryState ? 'carried state' : 'state from zero');
  if (differs('window')) words.push(window === null ? 'sentences' : `window ${window}`);
  if (differs('learningRate')) words.push(`rate ${rate(learningRate)}`);
  if (differs('schedule')) words.push(SCHEDULES[settings.schedule]);
  if (differs('clipNorm')) words.push(clipNorm === null ? 'unclipped' : `clip ${clipNorm}`);
  if (differs('clipValue')) words.push(clipValue === null ? 'elements unclipped' : `elements clipped at ${clipValue}`);
  if (differs('truncate')) words.push(truncate === null ? 'full BPTT' : `BPTT ${truncate}`);
  // A carried state is always in order.
  if (differs('order') && !settings.carryState) words.push(settings.order === 'shuffled' ? 'shuffled' : 'in order');
  if (Math.min(settings.vocabularySize, types) !== Math.min(base.vocabularySize, types))
    words.push(`vocabulary ${settings.vocabularySize}`);
  if (differs('minimumCount')) words.push(`seen ${settings.minimumCount} times`);
  if (differs('epochs')) words.push(`${settings.epochs} epoch${settings.epochs === 1 ? '' : 's'}`);
  if (differs('seed')) words.push(`seed ${settings.seed}`);
  return words;
}

/** "1.0", so that it does not look like a count. */
const rate = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));
