/** The same run as a line for the terminal door. What is left out is the terminal's default too. */
import type { Corpus } from '#shared/protocol/entities.ts';
import { DEFAULT_TEXT_SETTINGS, type TextSettings } from '#shared/text/settings.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '#shared/training/settings.ts';

type Flag = readonly [flag: string, value: string | null];

/** Quoted for a POSIX shell where it needs to be. */
export const shellWord = (word: string): string =>
  /^[\w./:@%+=,-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", "'\\''")}'`;

function textFlags(text: TextSettings, window: number | null): Flag[] {
  const { split } = text;
  const D = DEFAULT_TEXT_SETTINGS;
  const flags: Flag[] = [];
  if (text.tokens !== D.tokens) flags.push(['tokens', text.tokens]);
  // with a window the terminal reads running text unless it is told otherwise
  if (text.sentences !== (window === null ? D.sentences : 'running')) flags.push(['sentences', text.sentences]);
  if (text.encoding !== D.encoding) flags.push(['encoding', text.encoding]);
  if (text.normalise !== D.normalise) flags.push(['normalise', text.normalise]);
  if (text.lowercase) flags.push(['lowercase', null]);
  const shares = `${split.train}/${split.validation}/${split.test}`;
  if (shares !== '90/5/5') flags.push(['split', shares]);
  return flags;
}

function trainingFlags(s: TrainingSettings): Flag[] {
  const D = DEFAULT_TRAINING_SETTINGS;
  const off = (value: number | null, none = 'off'): string => (value === null ? none : String(value));
  const window: Flag[] = [
    ['architecture', s.architecture],
    ['context', String(s.context)],
    ['projection', String(s.projection)],
  ];
  const flags: Flag[] = [
    ...(s.architecture === 'window' ? window : []),
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

type CommandText = Pick<Corpus, 'id' | 'origin' | 'settings' | 'counts' | 'floor'>;

/** Can the terminal make the same text from a file of this name? It has no option for some of what an import can do. */
function isOneFile({ origin, settings, counts, floor }: CommandText): boolean {
  const named = !['pasted text', 'standard input'].includes(origin) && !origin.includes(', ');
  const { validation, test } = settings.split;
  const wasSplit = validation + test === 0 || counts.validation.sentences + counts.test.sentences > 0;
  return named && floor === null && wasSplit && settings.splitSeed === DEFAULT_TEXT_SETTINGS.splitSeed;
}

/** On the text's file, which may be somewhere else by now, or on the text as the library has it. */
export function terminalCommand(text: CommandText, training: TrainingSettings): string {
  const isFile = isOneFile(text);
  const file = text.origin.startsWith('-') ? `./${text.origin}` : text.origin;
  const flags = [...trainingFlags(training), ...(isFile ? textFlags(text.settings, training.window) : [])];
  const words = flags.map(([flag, value]) => (value === null ? `--${flag}` : `--${flag} ${shellWord(value)}`));
  return ['unfold train', isFile ? shellWord(file) : `--corpus ${text.id}`, ...words].join(' ');
}
