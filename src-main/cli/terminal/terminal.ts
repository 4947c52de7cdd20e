/** The two streams that a command writes to, and what they can show. */
import type { Writable } from 'node:stream';

export interface Terminal {
  /** A line of the result, on standard output. */
  line(text?: string): void;
  /** One JSON object, on a line of standard output. */
  json(value: object): void;
  /** Bytes of the result: an export to standard output. */
  bytes(data: Uint8Array | string): Promise<void>;
  /** A line for the person, on standard error. */
  note(text: string): void;
  /** Replaces the line at the bottom (a progress bar); empty: removes it. Without effect where none can be shown. */
  status(text: string): void;
  readonly canShowStatus: boolean;
  /** Columns of standard output. */
  readonly columns: number;
  readonly style: Style;
}

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

interface Stream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const plain = (text: string) => text;
const PLAIN: Style = { bold: plain, dim: plain, good: plain, bad: plain };
const wrap = (code: number, end: number) => (text: string) => `\u001b[${code}m${text}\u001b[${end}m`;
const COLOURED: Style = { bold: wrap(1, 22), dim: wrap(2, 22), good: wrap(32, 39), bad: wrap(31, 39) };

/** @param environment NO_COLOR and TERM=dumb are respected */
export function createTerminal(
  out: Stream,
  err: Stream,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const dumb = environment['TERM'] === 'dumb';
  const canShowStatus = Boolean(out.isTTY) && !dumb;
  let shown = false;
  const clear = () => {
    if (shown) out.write('\r\u001b[2K');
    shown = false;
  };
  return {
    canShowStatus,
    style: canShowStatus && !environment['NO_COLOR'] ? COLOURED : PLAIN,
    get columns() {
      return out.columns || 80; // some terminals say 0
    },
    line(text = '') {
      clear();
      out.write(`${text}\n`);
    },
    json(value) {
      out.write(`${JSON.stringify(value)}\n`);
    },
    bytes: (data) => new Promise((resolve, reject) => out.write(data, (error) => (error ? reject(error) : resolve()))),
    note(text) {
      clear();
      err.write(`${text}\n`);
    },
    status(text) {
      if (!canShowStatus) return;
      clear();
      if (text === '') return;
      out.write(text);
      shown = true;
    },
  };
}
