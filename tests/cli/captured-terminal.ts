/** A terminal whose lines a test can read, and a call of the command line inside the test's own process. */
import { PassThrough } from 'node:stream';
import type { Command } from '../../src-main/cli/command.ts';
import { Interrupts } from '../../src-main/cli/interrupts.ts';
import { findPlace } from '../../src-main/cli/place.ts';
import { COMMANDS } from '../../src-main/cli/registry.ts';
import { runCommand } from '../../src-main/cli/run-command.ts';
import { createTerminal, type Terminal } from '../../src-main/cli/terminal/terminal.ts';

export interface Captured {
  readonly terminal: Terminal;
  out(): string;
  err(): string;
}

/** @param tty what a stream that is a terminal has */
export function captureTerminal(tty: { isTTY?: boolean; columns?: number } = {}, environment = {}): Captured {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const texts = { out: '', err: '' };
  out.on('data', (data: Buffer) => (texts.out += data.toString()));
  err.on('data', (data: Buffer) => (texts.err += data.toString()));
  const terminal = createTerminal(Object.assign(out, tty), err, environment);
  return { terminal, out: () => texts.out, err: () => texts.err };
}

export async function call(
  args: readonly string[],
  commands: readonly Command[] = COMMANDS,
): Promise<{ code: number; out: string; err: string }> {
  const { terminal, out, err } = captureTerminal();
  const place = findPlace(import.meta.dirname, import.meta.filename, {});
  const surroundings = { terminal, place, interrupts: new Interrupts(), stdin: new PassThrough() };
  const code = await runCommand(args, commands, surroundings, { debug: false });
  return { code, out: out(), err: err() };
}
