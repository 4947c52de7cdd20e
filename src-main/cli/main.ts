/** PROCESS plain Node: the terminal door. */
import { COMMANDS } from './registry.ts';
import { Interrupts } from './interrupts.ts';
import { findPlace } from './place.ts';
import { runCommand } from './run-command.ts';
import { createTerminal } from './terminal/terminal.ts';

// "unfold runs | head" closes the pipe early: that is an end, not a failure
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

const interrupts = new Interrupts();
interrupts.listen();
process.exitCode = await runCommand(
  process.argv.slice(2),
  COMMANDS,
  {
    terminal: createTerminal(process.stdout, process.stderr, process.env),
    place: findPlace(import.meta.dirname, import.meta.filename, process.env),
    interrupts,
    stdin: process.stdin,
  },
  { debug: Boolean(process.env['UNFOLD_DEBUG']) },
);
