/** What a command of the terminal door declares: name, arguments, options, and what it does. */
import type { ExitCode } from './exit-codes.ts';
import type { Interrupts } from './interrupts.ts';
import { flag, group, type OptionTable, type OptionValues, text } from './options/option.ts';
import type { PositionalRule } from './options/parse.ts';
import type { Place } from './place.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Options that every command takes. */
export const EVERYWHERE = group('Everywhere', {
  data: text('DIR', "folder of Unfold's data, instead of the usual one and of UNFOLD_DATA"),
  json: flag('one JSON object a line on standard output, and nothing else'),
});

/** What every command works with. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly place: Place;
  readonly interrupts: Interrupts;
  readonly stdin: NodeJS.ReadableStream;
}

/** One typed call of a command. */
export interface Call<O extends OptionTable> extends Surroundings {
  readonly options: OptionValues<O>;
  readonly positionals: readonly string[];
  readonly json: boolean;
  /** `--data`, when given. */
  readonly data: string | undefined;
}

export interface Command<O extends OptionTable = OptionTable> {
  readonly name: string;
  /** A line in the list of commands. */
  readonly summary: string;
  readonly positionals: PositionalRule;
  readonly options: O;
  /** Paragraphs of `-h`, after the summary. */
  readonly details?: string;
  /** Without the program's name. */
  readonly examples: readonly string[];
  run(call: Call<O>): Promise<ExitCode>;
}

/** Keeps the option table's types inside the command, and forgets them outside. */
export const command = <O extends OptionTable>(declared: Command<O>): Command => declared;
