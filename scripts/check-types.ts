/** Type-checks every project of the repository: the pure core, the Node side, the window, the tests. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const checks = [
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.shared.json'],
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.main.json'],
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.tests.json'],
  ['node_modules/svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.renderer.json', '--fail-on-warnings'],
];
let failed = false;
for (const [tool, ...args] of checks) {
  const { status } = spawnSync(process.execPath, [join(root, tool ?? ''), ...args], { cwd: root, stdio: 'inherit' });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
