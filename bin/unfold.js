#!/usr/bin/env node
// Starts the terminal command under a Node that can run it: SQLite's native module needs 22 or newer, and under an
// older Node it ends the process without a word. This file itself must run under any Node.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'out', 'main', 'cli.js');
const bundledNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (!existsSync(cli)) {
  console.error(`Unfold is not built yet. Run "npm ci && npm run build" in ${root}, then try again.`);
  process.exit(1);
}
if (Number(process.versions.node.split('.')[0]) >= 22) {
  // Windows takes an absolute path for a URL's scheme
  await import(pathToFileURL(cli).href);
} else if (existsSync(bundledNode)) {
  const child = spawn(bundledNode, [cli, ...process.argv.slice(2)], { stdio: 'inherit' });
  // passed on, because only a terminal's Ctrl-C reaches the child by itself; the child knows the two for one
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
} else {
  console.error(
    `Unfold needs Node 22 or newer; this is ${process.versions.node}. Install a newer Node, or run "npm ci".`,
  );
  process.exit(1);
}
