/** The text of `-h`, derived from the commands' declarations. */
import type { Command } from '../command.ts';
import { padEnd } from '../terminal/display-width.ts';
import { flagName, type OptionTable } from './option.ts';

const WIDTH = 100;
const INDENT = 28;

export const usageLine = (program: string, { name, positionals }: Command): string =>
  `usage: ${[program, name, positionals.usage, '[options]'].filter(Boolean).join(' ')}`;

/** Breaks at spaces. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

function entry(left: string, right: string): string[] {
  const lines = wrapped(right, WIDTH - INDENT);
  const head = `  ${left}`;
  const [first = '', ...rest] = head.length + 2 > INDENT ? ['', ...lines] : lines;
  return [(padEnd(head, INDENT) + first).trimEnd(), ...rest.map((line) => ' '.repeat(INDENT) + line)];
}

function optionLines(options: OptionTable): string[] {
  const titles = [...new Set(Object.values(options).map((option) => option.group))];
  return titles.flatMap((title) => [
    '',
    `${title}:`,
    ...Object.entries(options)
      .filter(([, option]) => option.group === title)
      .flatMap(([key, { placeholder, help, reader, shown }]) => {
        const notes = [reader.allowed, shown && `default ${shown}`].filter(Boolean).join('; ');
        return entry([flagName(key), placeholder].filter(Boolean).join(' '), notes ? `${help} (${notes})` : help);
      }),
  ]);
}

export function commandHelp(program: string, command: Command, everywhere: OptionTable): string {
  const { summary, details, options, examples } = command;
  return [
    usageLine(program, command),
    '',
    ...wrapped(summary, WIDTH),
    ...(details?.split('\n').flatMap((paragraph) => ['', ...wrapped(paragraph, WIDTH)]) ?? []),
    ...optionLines({ ...options, ...everywhere }),
    ...entry('-h, --help', 'this help'),
    '',
    'Examples:',
    ...examples.map((example) => `  ${program} ${example}`),
  ].join('\n');
}

export function programHelp(program: string, commands: readonly Command[]): string {
  return [
    `usage: ${program} COMMAND [options]`,
    '',
    'Trains small networks on your own text and data, on your own computer.',
    '',
    'Commands:',
    ...commands.flatMap((command) => entry(`${command.name} ${command.positionals.usage}`.trim(), command.summary)),
    '',
    'Options:',
    ...entry('-h, --help', `this help; "${program} COMMAND -h" explains a command`),
    ...entry('--version', "the program's version"),
    '',
    'A RUN, CORPUS or data set is named by its name or its id. Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.',
    `Begin with: ${program} train FILE`,
  ].join('\n');
}
