/** Arguments -> a command's run -> an exit code; every failure becomes one sentence. */
import { UnfoldError } from '#shared/protocol/index.ts';
import { EVERYWHERE, type Command, type Surroundings } from './command.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { didYouMean } from './options/did-you-mean.ts';
import { commandHelp, programHelp, usageLine } from './options/help.ts';
import { parseOptions } from './options/parse.ts';
import { visible } from './terminal/visible.ts';
import { UsageError } from './usage-error.ts';

interface Options {
  /** UNFOLD_DEBUG shows where an error came from. */
  readonly debug: boolean;
}

export async function runCommand(
  args: readonly string[],
  commands: readonly Command[],
  surroundings: Surroundings,
  { debug }: Options,
): Promise<ExitCode> {
  const { terminal, place } = surroundings;
  const [name, ...rest] = args;
  const end = args.indexOf('--');
  const json = (end < 0 ? args : args.slice(0, end)).includes('--json');
  const chosen = commands.find((command) => command.name === name);
  const usage = chosen ? usageLine(place.program, chosen) : `usage: ${place.program} COMMAND [options]`;

  try {
    if (name === undefined || name === 'help' || name === '-h' || name === '--help') {
      const asked = name === 'help' ? commands.find((command) => command.name === rest[0]) : undefined;
      const text = asked ? commandHelp(place.program, asked, EVERYWHERE) : programHelp(place.program, commands);
      if (name === undefined) terminal.note(text);
      else terminal.line(text);
      return name === undefined ? EXIT.wrongUsage : EXIT.done;
    }
    if (name === '--version' || name === '-v' || name === '-V') {
      terminal.line(place.version);
      return EXIT.done;
    }
    if (!chosen) {
      const nearest = didYouMean(
        name,
        commands.map((command) => command.name),
      );
      throw new UsageError(`There is no command "${name}".${nearest}`);
    }
    const parsed = parseOptions(rest, { ...EVERYWHERE, ...chosen.options }, chosen.positionals);
    if (parsed.help) {
      terminal.line(commandHelp(place.program, chosen, EVERYWHERE));
      return EXIT.done;
    }
    const { positionals, values } = parsed;
    return await chosen.run({ ...surroundings, options: values, positionals, json, data: values.data });
  } catch (error) {
    terminal.status('');
    const message = visible(sentence(error));
    if (json) terminal.json({ event: 'error', message });
    terminal.note(`${place.program.split(' ').at(-1) === '--' ? 'unfold' : place.program}: ${message}`);
    if (debug && error instanceof Error) terminal.note([error.stack, detailsOf(error)].filter(Boolean).join('\n'));
    if (error instanceof UnfoldError && error.kind === 'cancelled' && surroundings.interrupts.requested)
      return EXIT.interrupted;
    if (!(error instanceof UsageError)) return EXIT.failed;
    terminal.note(`${usage}\nMore: ${place.program} ${chosen ? `${chosen.name} ` : ''}-h`);
    return EXIT.wrongUsage;
  }
}

const detailsOf = (error: unknown): string => (error instanceof UnfoldError ? (error.details ?? '') : '');

/** What the operating system's error codes mean to a person. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no file or folder',
  EACCES: 'You may not open',
  EPERM: 'You may not open',
  EISDIR: 'This is a folder, not a file:',
  ENOTDIR: 'This is not a folder:',
  ENOSPC: 'The disk is full; free some space for',
  EROFS: 'The disk is read-only:',
};

function sentence(error: unknown): string {
  if (error instanceof UsageError || error instanceof UnfoldError) return error.message;
  if (!(error instanceof Error)) return `Something went wrong inside Unfold: ${String(error)}.`;
  const { code, path } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : SYSTEM_ERRORS[code];
  if (known && path) return `${known} "${path}".`;
  return `Something went wrong inside Unfold: ${error.message}. Set UNFOLD_DEBUG=1 to see where.`;
}
