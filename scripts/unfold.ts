/** `npm run unfold -- …`: the terminal command from a checkout. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';

const root = join(import.meta.dirname, '..');
await ensureBuilt((line) => process.stderr.write(`${line}\n`));
const child = spawn(process.execPath, [join(root, 'out/main/cli.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
// Stay until the child has written its checkpoint. Signals are passed on, because only a terminal's Ctrl-C reaches it by
// itself; the child knows the two for one.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
