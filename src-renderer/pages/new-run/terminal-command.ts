/** The same run as a line for the terminal door. What is left out is the terminal's default too. */
import { DEFAULT_TEXT_SETTINGS, type TextSettings } from '#shared/text/settings.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '#shared/training/settings.ts';

type Flag = readonly [flag: string, value: string | null];

/** Quoted for a POSIX shell where it needs to be. */
export const shellWord = (word: string): string =>
  /^[\w./:@%+=,-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", "'\\''")}'`;

function textFlags(text: TextSettings): Flag[] {
  const { split } = text;
  const flags: Flag[] = [];
  if (text.tokens !== DEFAULT_TEXT_SETTINGS.tokens) flags.push(['tokens', text.tokens]);
  if (text.sentences !== DEFAULT_TEXT_SETTINGS.sentences) flags.push(['sentences', text.sentences]);
  if (text.encoding !== DEFAULT_TEXT_SETTINGS.encoding) flags.push(['encoding', text.encoding]);
  if (text.normalise !== DEFAULT_TEXT_SETTINGS.normalise) flags.push(['normalise', text.normalise]);
  if (text.lowercase) flags.push(['lowercase', null]);
  const shares = `${split.train}/${split.validation}/${split.test}`;
  if (shares !== '90/5/5') flags.push(['split', shares]);
  return flags;
}

function trainingFlags(s: TrainingSettings): Flag[] {
  const D = DEFAULT_TRAINING_SETTINGS;
  const off = (value: number | null, none = 'off'): string => (value === null ? none : String(value));
  const flags: Flag[] = [
    ['hidden', String(s.hidden)],
    ['vocabulary', String(s.vocabularySize)],
    ['learning-rate', String(s.learningRate)],
    ['schedule', s.schedule],
    ['clip-norm', off(s.clipNorm)],
    ['epochs', String(s.epochs)],
    ['seed', String(s.seed)],
  ];
  if (s.minimumCount !== D.minimumCount) flags.push(['min-count', String(s.minimumCount)]);
  if (s.cell !== D.cell) flags.push(['cell', s.cell]);
  if (s.clipValue !== D.clipValue) flags.push(['clip-value', off(s.clipValue)]);
  if (s.truncate !== D.truncate) flags.push(['bptt', off(s.truncate, 'full')]);
  if (s.order !== D.order) flags.push(['order', s.order]);
  if (s.carryState) flags.push(['carry', null]);
  if (s.window !== D.window) flags.push(['window', off(s.window)]);
  if (s.validateEveryTokens !== D.validateEveryTokens) flags.push(['validate-every', off(s.validateEveryTokens)]);
  if (s.checkpointSeconds !== D.checkpointSeconds) flags.push(['checkpoint-seconds', String(s.checkpointSeconds)]);
  return flags;
}

/** @param file the text's file; it may be somewhere else by now */
export function terminalCommand(file: string, text: TextSettings, training: TrainingSettings): string {
  const flags = [...trainingFlags(training), ...textFlags(text)];
  const words = flags.map(([flag, value]) => (value === null ? `--${flag}` : `--${flag} ${shellWord(value)}`));
  return ['unfold train', shellWord(file), ...words].join(' ');
}
