#!/usr/bin/env node
// Starts the terminal command under a Node that can run it: SQLite's native module needs 22 or newer, and under an
// older Node it ends the process without a word. This file itself must run under any Node.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'out', 'main', 'cli.js');
const bundledNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (!existsSync(cli)) {
  console.error(`Unfold is not built yet. Run "npm ci && npm run build" in ${root}, then try again.`);
  process.exit(1);
}
if (Number(process.versions.node.split('.')[0]) >= 22) {
  await import(cli);
} else if (existsSync(bundledNode)) {
  const child = spawn(bundledNode, [cli, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
} else {
  console.error(
    `Unfold needs Node 22 or newer; this is ${process.versions.node}. Install a newer Node, or run "npm ci".`,
  );
  process.exit(1);
}
