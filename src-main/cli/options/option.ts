/** One declaration an option: from it come parsing, validation and the lines of `-h`. */
import type * as v from 'valibot';
import { type Reader, schemaReader, textReader } from './reader.ts';

export interface Option<T> {
  /** What follows the flag in help: "N", "NAME"; null for a switch, which takes no value. */
  readonly placeholder: string | null;
  readonly help: string;
  readonly reader: Reader<T>;
  /** What an option that was not given is; `undefined` leaves the choice to the command. */
  readonly fallback: T;
  /** The default as shown in help; empty: none is shown. */
  readonly shown: string;
  /** Heading in help. */
  readonly group: string;
}
/** Keys are camelCase: `minCount` is `--min-count`. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;
export type OptionValues<O extends OptionTable> = {
  readonly [N in keyof O]: O[N] extends Option<infer T> ? T : never;
};

type Schema<T> = v.BaseSchema<unknown, T, v.BaseIssue<unknown>>;

const GROUP = 'Options';
const show = (value: unknown, none = ''): string =>
  value === null ? none : typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/**
 * An option that may be left out: its value is then `undefined`.
 * @param extra.none the word for null   @param extra.usually shown in help as the default that the command chooses
 */
export function setting<T>(
  schema: Schema<T>,
  placeholder: string,
  help: string,
  extra: { readonly none?: string; readonly usually?: T | string } = {},
): Option<T | undefined> {
  const shown = show(extra.usually, extra.none);
  return { placeholder, help, reader: schemaReader(schema, extra.none), fallback: undefined, shown, group: GROUP };
}

/** An option with a default of its own. */
export function settingOr<T>(
  schema: Schema<T>,
  fallback: T,
  placeholder: string,
  help: string,
  none?: string,
): Option<T> {
  return { placeholder, help, reader: schemaReader(schema, none), fallback, shown: show(fallback, none), group: GROUP };
}

/** An option read by a rule of its own. */
export function custom<T>(
  placeholder: string,
  help: string,
  reader: Reader<T>,
  usually: string = '',
): Option<T | undefined> {
  return { placeholder, help, reader, fallback: undefined, shown: usually, group: GROUP };
}

/** An option with any text as its value: a name, a path. */
export const text = (placeholder: string, help: string): Option<string | undefined> =>
  custom(placeholder, help, textReader);

/** An option without a value. */
export const flag = (help: string): Option<boolean> => ({
  placeholder: null,
  help,
  reader: { allowed: '', read: () => true },
  fallback: false,
  shown: '',
  group: GROUP,
});

/** Puts options under a heading of their own in help. */
export function group<O extends OptionTable>(title: string, options: O): O {
  return Object.fromEntries(Object.entries(options).map(([key, option]) => [key, { ...option, group: title }])) as O;
}

export const flagName = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
