/** The terminal command as a child process over a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE_FLAGS } from '../node-flags.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src-main', 'cli', 'main.ts');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output, each line parsed. */
  readonly lines: readonly Record<string, unknown>[];
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'unfold-cli-'));
  readonly data = join(this.folder, 'data');
  readonly #running = new Set<ChildProcess>();

  file(name: string, content?: string | Uint8Array): string {
    const path = join(this.folder, name);
    if (content !== undefined) writeFileSync(path, content);
    return path;
  }

  start(args: readonly string[], input?: string): Started {
    const environment = {
      ...process.env,
      UNFOLD_DATA: this.data,
      // the sources are stripped of their types once, not for every command
      NODE_COMPILE_CACHE: join(this.folder, 'compiled'),
    };
    const child = spawn(process.execPath, [...NODE_FLAGS, MAIN, ...args], { env: environment });
    this.#running.add(child);
    const texts = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.err += text));
    child.stdin.end(input);
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        this.#running.delete(child);
        // one that was killed may have been in the middle of a line
        const out = code === null ? texts.out.slice(0, texts.out.lastIndexOf('\n') + 1) : texts.out;
        resolve({ code, ...texts, lines: args.includes('--json') ? parse(out) : [] });
      });
    });
    return { child, ended };
  }

  /** @throws Error with what the command said when it does not end with `code` */
  async run(args: readonly string[], { input, code = 0 }: { input?: string; code?: number } = {}): Promise<Ended> {
    const ended = await this.start(args, input).ended;
    if (ended.code === code) return ended;
    throw new Error(`unfold ${args.join(' ')} ended with ${ended.code}:\n${ended.out}\n${ended.err}`);
  }

  /** Ends what a test that failed left running. */
  remove(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

const parse = (out: string): Record<string, unknown>[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Resolves when the child's standard output holds the text. */
export function printed(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = '';
    child.stdout?.on('data', (data: string) => {
      seen += data;
      if (seen.includes(text)) resolve();
    });
    child.on('close', () => reject(new Error(`The command ended without printing ${text}:\n${seen}`)));
  });
}

/** Sentences of a small grammar, each with its own words: something to learn, in a second. */
export function sentences(count: number): string {
  const [subjects, verbs, objects] = [
    ['the whale', 'a sailor', 'the old captain', 'my ship'],
    ['follows', 'sees', 'fears', 'remembers'],
    ['the sea', 'a storm', 'the harbour', 'another whale', 'nobody'],
  ] as const;
  return Array.from({ length: count }, (_, i) => {
    const pick = (list: readonly string[], by: number) => list[Math.floor(i / by) % list.length];
    return `${pick(subjects, 1)} ${pick(verbs, 3)} ${pick(objects, 7)} .\n`;
  }).join('');
}
