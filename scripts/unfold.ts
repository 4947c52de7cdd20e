/** `npm run unfold -- …`: the terminal command from a checkout. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';

const root = join(import.meta.dirname, '..');
await ensureBuilt((line) => process.stderr.write(`${line}\n`));
const child = spawn(process.execPath, [join(root, 'out/main/cli.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
// Ctrl-C reaches the child through the terminal; stay until it has written its checkpoint. A plain signal is passed on.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
