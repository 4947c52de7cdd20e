/** `npm test`: the build, then every test but the long ones beside lint, format and types. Ends with "N passed, N failed". */
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
const BUILD: Stage = { name: 'build', command: [join(root, 'scripts', 'build.ts')] };
const CHECKS: readonly Stage[] = [
  { name: 'lint', command: [tool('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'format', command: [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'types', command: [join(root, 'scripts', 'check-types.ts')] },
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

/** Runs a stage; true when it succeeded. Its output is shown as it comes, or `whole` at its end. */
async function run({ name, command }: Stage, whole = false): Promise<boolean> {
  const started = performance.now();
  const head = `\n── ${name} ──\n`;
  if (!whole) process.stdout.write(head);
  const child = spawn(process.execPath, command, { cwd: root, stdio: whole ? 'pipe' : 'inherit' });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece: Buffer) => output.push(piece));
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  if (whole) process.stdout.write(Buffer.concat([Buffer.from(head), ...output]));
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

/** One after another: beside the tests, that keeps all cores busy. */
async function runChecks(): Promise<boolean[]> {
  const succeeded: boolean[] = [];
  for (const check of CHECKS) succeeded.push(await run(check, true));
  return succeeded;
}

rmSync(report, { force: true });
mkdirSync(join(root, 'test-results'), { recursive: true });
const built = await run(BUILD);
const [checks, tests] = await Promise.all([runChecks(), run(TESTS).then(countTests)]);
const stages = [built, ...checks];
const passed = stages.filter(Boolean).length + tests.passed;
const failed = stages.filter((succeeded) => !succeeded).length + tests.failed;
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
