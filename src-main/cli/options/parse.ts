/** Arguments -> checked values, by the command's option table. */
import { parseArgs } from 'node:util';
import { UsageError } from '../usage-error.ts';
import { didYouMean } from './did-you-mean.ts';
import { flagName, type Option, type OptionTable, type OptionValues } from './option.ts';

export interface Parsed<O extends OptionTable> {
  readonly values: OptionValues<O>;
  /** Keys of the options that were typed. */
  readonly given: ReadonlySet<string>;
  readonly positionals: readonly string[];
  readonly help: boolean;
}

export interface PositionalRule {
  /** As in the usage line: "RUN FILE". */
  readonly usage: string;
  readonly least: number;
  readonly most: number;
}

/** @throws UsageError for an unknown flag, a missing or wrong value, too few or too many arguments */
export function parseOptions<O extends OptionTable>(
  args: readonly string[],
  options: O,
  positionalRule: PositionalRule,
): Parsed<O> {
  const keyOf = new Map(Object.keys(options).map((key) => [flagName(key).slice(2), key]));
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h' },
      ...Object.fromEntries(
        [...keyOf].map(([name, key]) => [
          name,
          { type: options[key]?.placeholder === null ? 'boolean' : 'string' } as const,
        ]),
      ),
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const read = new Map<string, unknown>();
  const positionals: string[] = [];
  let help = false;
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'help') {
      help = true;
      continue;
    }
    const key = keyOf.get(token.name);
    const option: Option<unknown> | undefined = key === undefined ? undefined : options[key];
    if (key === undefined || option === undefined)
      throw new UsageError(
        `There is no option ${token.rawName}.${didYouMean(
          token.rawName,
          [...keyOf.keys(), 'help'].map((name) => `--${name}`),
        )}`,
      );
    if (read.has(key)) throw new UsageError(`${token.rawName} was given twice; give it once.`);
    read.set(key, readOption(token.rawName, token.value, token.inlineValue ?? false, option));
  }
  if (!help) checkCount(positionals, positionalRule);
  const values = Object.fromEntries(
    Object.entries(options).map(([key, option]) => [key, read.has(key) ? read.get(key) : option.fallback]),
  ) as OptionValues<O>;
  return { values, given: new Set(read.keys()), positionals, help };

  function readOption(flag: string, value: string | undefined, inline: boolean, option: Option<unknown>): unknown {
    if (option.placeholder === null) {
      if (inline) throw new UsageError(`${flag} takes no value.`);
      return true;
    }
    const isFlag = value?.startsWith('--') && !inline && keyOf.has(value.slice(2).split('=')[0] ?? '');
    if (value === undefined || isFlag)
      throw new UsageError(
        `${flag} needs a value${option.reader.allowed ? `: ${option.reader.allowed}` : ` (${option.placeholder})`}.`,
      );
    return option.reader.read(value, flag);
  }
}

function checkCount(positionals: readonly string[], rule: PositionalRule): void {
  if (positionals.length < rule.least) throw new UsageError(`Missing ${rule.usage.replaceAll(/[[\]]/g, '')}.`);
  if (positionals.length > rule.most) {
    const extra = positionals[rule.most] ?? '';
    throw new UsageError(
      rule.most === 0
        ? `This command takes no arguments besides options; "${extra}" is one.`
        : `"${extra}" is one argument too many; this command takes ${rule.usage}. Put a name with spaces in quotes.`,
    );
  }
}
