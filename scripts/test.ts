/** `npm test`: lint, types, build, then every test but the long ones. Ends with a line "N passed, N failed". */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const report = join(root, 'test-results', 'report.json');

interface Stage {
  readonly name: string;
  readonly command: readonly string[];
}

const tool = (...path: string[]): string => join(root, 'node_modules', ...path);
const STAGES: readonly Stage[] = [
  { name: 'lint', command: [tool('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'format', command: [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'types', command: [join(root, 'scripts', 'check-types.ts')] },
  { name: 'build', command: [join(root, 'scripts', 'build.ts')] },
];
const TESTS: Stage = {
  name: 'tests',
  command: [
    tool('vitest', 'vitest.mjs'),
    'run',
    ...['unit', 'renderer', 'e2e'].flatMap((project) => ['--project', project]),
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ],
};

/** Runs a stage with its output shown; true when it succeeded. */
async function run({ name, command }: Stage): Promise<boolean> {
  const started = performance.now();
  process.stdout.write(`\n── ${name} ──\n`);
  const child = spawn(process.execPath, command, { cwd: root, stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name}: ${seconds} s\n`);
  return code === 0;
}

/** What the tests' own report counts; a run that wrote none counts as one failure. */
function countTests(succeeded: boolean): { passed: number; failed: number } {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
      readonly numPassedTests: number;
      readonly numFailedTests: number;
    };
    // a file that could not be loaded, or an error outside the tests, fails the run without a failed test
    const failed = succeeded ? numFailedTests : Math.max(1, numFailedTests);
    return { passed: numPassedTests, failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

rmSync(report, { force: true });
mkdirSync(join(root, 'test-results'), { recursive: true });
let passed = 0;
let failed = 0;
for (const stage of STAGES) {
  if (await run(stage)) passed++;
  else failed++;
}
const tests = countTests(await run(TESTS));
passed += tests.passed;
failed += tests.failed;
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
