/** Turns the text of one argument into a checked value. Ranges and choices come from the schemas, never from here. */
import * as v from 'valibot';
import { UsageError } from '../usage-error.ts';

export interface Reader<T> {
  /** What may stand there, for help and errors: "an integer from 1 to 4096"; empty when anything may. */
  readonly allowed: string;
  /** @throws UsageError whose sentence starts with `flag` */
  read(text: string, flag: string): T;
}

/** Any of valibot's synchronous schemas, as far as this file looks into it. */
type Schema<T> = v.BaseSchema<unknown, T, v.BaseIssue<unknown>>;
interface Action {
  readonly type: string;
  readonly requirement?: number;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The schema inside `nullable` and `optional`, and the checks piped onto it. */
function unwrap(schema: object): { type: string; options: readonly string[]; actions: readonly Action[] } {
  const s = schema as { type: string; wrapped?: object; options?: readonly string[]; pipe?: readonly Action[] };
  if (s.wrapped) return unwrap(s.wrapped);
  return { type: s.type, options: s.options ?? [], actions: s.pipe?.slice(1) ?? [] };
}

function describeNumber(actions: readonly Action[]): string {
  const limit = (type: string) => actions.find((action) => action.type === type)?.requirement;
  const noun = actions.some((action) => action.type === 'integer') ? 'an integer' : 'a number';
  const [low, above, high] = [limit('min_value'), limit('gt_value'), limit('max_value')];
  if (low !== undefined && high === Number.MAX_SAFE_INTEGER) return `${noun} of at least ${low}`;
  if (low !== undefined && high !== undefined) return `${noun} from ${low} to ${high}`;
  if (above !== undefined) return `${noun} above ${above}${high === undefined ? '' : ` and at most ${high}`}`;
  if (low !== undefined) return `${noun} of at least ${low}`;
  return noun;
}

/** @param none the word that stands for null where the schema is nullable: "off", "full" */
export function schemaReader<T>(schema: Schema<T>, none?: string): Reader<T> {
  const { type, options, actions } = unwrap(schema);
  const choices = none === undefined ? '' : `, or "${none}"`;
  const allowed =
    type === 'number'
      ? describeNumber(actions) + choices
      : type === 'picklist'
        ? [options.slice(0, -1).join(', '), options.at(-1)].filter(Boolean).join(' or ')
        : '';
  return {
    allowed,
    read(text, flag) {
      const wrong = () => new UsageError(`${flag} must be ${allowed || 'different'}; "${text}" is not.`);
      const isNumber = type === 'number' && NUMBER.test(text);
      if (type === 'number' && !isNumber && text !== none) throw wrong();
      const parsed = v.safeParse(schema, text === none ? null : isNumber ? Number(text) : text);
      if (parsed.success) return parsed.output;
      throw allowed ? wrong() : new UsageError(`${flag}: ${parsed.issues[0].message}`);
    },
  };
}

/** Any text, as it stands. */
export const textReader: Reader<string> = { allowed: '', read: (text) => text };
