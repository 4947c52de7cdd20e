import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src-main/cli/registry.ts';
import { call } from './captured-terminal.ts';

describe('help', () => {
  it('lists every command, and explains each with its options and examples', async () => {
    const { code, out } = await call(['-h']);
    expect(code).toBe(0);
    for (const command of COMMANDS) {
      expect(out).toContain(`\n  ${command.name}`);
      for (const args of [
        [command.name, '-h'],
        [command.name, '--help'],
        ['help', command.name],
      ]) {
        const help = await call(args);
        expect(help.code).toBe(0);
        expect(help.err).toBe('');
        expect(help.out).toMatch(new RegExp(`^usage: unfold ${command.name}`));
        expect(help.out).toContain('--json');
        expect(help.out).toContain('--data DIR');
        for (const example of command.examples) expect(help.out).toContain(`unfold ${example}`);
      }
    }
  });

  it('keeps within 100 columns', async () => {
    for (const command of COMMANDS) {
      const { out } = await call([command.name, '-h']);
      const options = out.slice(0, out.indexOf('Examples:')).split('\n');
      for (const line of options) expect(line.length, line).toBeLessThanOrEqual(100);
    }
  });

  it("shows each option's range and default", async () => {
    const { out } = await call(['train', '-h']);
    const flat = out.replace(/\s+/g, ' ');
    expect(flat).toContain('--hidden H hidden units (an integer from 1 to 4096; default 100)');
    expect(flat).toContain('(tanh, sigmoid or relu; default tanh)');
    expect(flat).toContain('or "off"; default off)');
    expect(flat).toContain('or "full"; default full)');
  });

  it('explains the defaults of --init', async () => {
    const flat = (await call(['train', '-h'])).out.replace(/\s+/g, ' ');
    expect(flat).toContain(
      '--tokens whitespace --sentences line --normalise none --split 100/0/0 --order sequential --epochs 1 ' +
        '--learning-rate 0.01 --schedule constant --clip-norm off',
    );
  });

  it('names the version', async () => {
    expect((await call(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('wrong usage', () => {
  const wrong: [args: string[], sentence: string][] = [
    [['trian'], 'There is no command "trian". Did you mean "train"?'],
    [['frobnicate'], 'There is no command "frobnicate".'],
    [['train', '--hiden', '3', 'x'], 'There is no option --hiden. Did you mean "--hidden"?'],
    [['train', '--xyzzyq', 'x'], 'There is no option --xyzzyq.'],
    [['train', '-q', 'x'], 'There is no option -q.'],
    [['train', '--hidden', '0', 'x'], '--hidden must be an integer from 1 to 4096; "0" is not.'],
    [['train', '--hidden', '2.5', 'x'], '--hidden must be an integer from 1 to 4096; "2.5" is not.'],
    [['train', '--hidden', '', 'x'], '--hidden must be an integer from 1 to 4096; "" is not.'],
    [['train', '--hidden', '0x10', 'x'], '--hidden must be an integer from 1 to 4096; "0x10" is not.'],
    [['train', 'x', '--hidden'], '--hidden needs a value: an integer from 1 to 4096.'],
    [['train', 'x', '--hidden', '--json'], '--hidden needs a value: an integer from 1 to 4096.'],
    [['train', 'x', '--hidden', '3', '--hidden', '4'], '--hidden was given twice; give it once.'],
    [['train', 'x', '--lowercase=yes'], '--lowercase takes no value.'],
    [['train', 'x', '--learning-rate', '-1'], '--learning-rate must be a number above 0; "-1" is not.'],
    [['train', 'x', '--learning-rate', 'Infinity'], '--learning-rate must be a number above 0; "Infinity" is not.'],
    [['train', 'x', '--clip-norm', '0'], '--clip-norm must be a number above 0, or "off"; "0" is not.'],
    [['train', 'x', '--bptt', 'off'], '--bptt must be an integer from 1 to 1000000, or "full"; "off" is not.'],
    [['train', 'x', '--cell', 'lstm'], '--cell must be tanh, sigmoid or relu; "lstm" is not.'],
    [['train', 'x', '--split', '90/5'], 'for example 90/5/5; "90/5" is not.'],
    [['train', 'x', '--split', '90/5/6'], 'for example 90/5/5; "90/5/6" is not.'],
    [['train', 'x', '--split', '0/50/50'], 'for example 90/5/5; "0/50/50" is not.'],
    [['train'], 'Name a text FILE to train on, "-" for standard input, --corpus'],
    [['train', 'x', '--corpus', '1'], 'Give either files or --corpus'],
    [['train', 'x', '--sample', 'small-grammar'], 'Give either --sample, files or --corpus.'],
    [['train', '--sample', 'x'], '--sample must be small-grammar; "x" is not.'],
    [['train', '--corpus', '1', '--tokens', 'word'], '--tokens says how a text is imported'],
    [['train', '-', '--validation', '-'], 'Standard input ("-") can be read only once.'],
    [['train', 'x', '--sentences', 'running'], 'add --window 64 --learning-rate 0.05.'],
    [['train', import.meta.filename, '--carry'], 'choose the sequential order'],
    [['sample'], 'Missing RUN.'],
    [['compare', '1'], 'Missing RUN RUN...'],
    [['show', 'a', 'b'], '"b" is one argument too many; this command takes RUN.'],
    [['runs', 'x'], 'takes no arguments besides options; "x" is one.'],
    [['sample', '1', '--top-p', '1.5'], '--top-p must be a number above 0 and at most 1, or "off"; "1.5" is not.'],
    [['runs', '--sort', 'date'], '--sort must be newest, name, loss, bits or accuracy; "date" is not.'],
    [['export', '1'], 'Say where to write with --output FILE'],
    [['export', '1', '--output', 'x.bin'], 'Say what to write with --format safetensors|npz|csv|json.'],
    [['export', '1', '--output', '-', '--format', 'csv', '--json'], 'cannot share standard output'],
    [['serve', '--port', '70000'], '--port must be an integer from 0 to 65535; "70000" is not.'],
  ];

  it.each(wrong)('%j ends with 2, the sentence and the usage line', async (args, sentence) => {
    const { code, out, err } = await call(args);
    expect(err).toContain(sentence);
    expect(err).toContain('\nusage: unfold ');
    expect(code).toBe(2);
    if (!args.includes('--json')) expect(out).toBe('');
  });

  it('shows the help where nothing was typed', async () => {
    const { code, err } = await call([]);
    expect(code).toBe(2);
    expect(err).toContain('Commands:');
  });

  it('says so in JSON too when asked', async () => {
    const { code, out } = await call(['train', '--json', '--hidden', '0']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({
      event: 'error',
      message: '--hidden must be an integer from 1 to 4096; "0" is not.',
    });
  });
});

describe('failures', () => {
  it('end with 1 and one sentence', async () => {
    const missing = await call(['train', 'no-such-file.txt']);
    expect(missing).toEqual({ code: 1, out: '', err: 'unfold: There is no file or folder "no-such-file.txt".\n' });
    const folder = await call(['train', import.meta.dirname]);
    expect(folder.code).toBe(1);
    expect(folder.err).toMatch(/is a folder: name the text files in it[^\n]*\n$/);
    const init = await call(['train', '--init', import.meta.filename, import.meta.filename]);
    expect(init.code).toBe(1);
    expect(init.err).toMatch(/not a whole safetensors file[^\n]*\n$/);
  });

  it('are one JSON object with --json', async () => {
    const { code, out } = await call(['train', 'no-such-file.txt', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({ event: 'error', message: 'There is no file or folder "no-such-file.txt".' });
  });

  it('that are faults of the program show no stack trace', async () => {
    const [first] = COMMANDS;
    if (!first) throw new Error('There are no commands.');
    const broken = { ...first, run: () => Promise.reject(new TypeError('x is undefined')) };
    const { code, err } = await call(['train', 'x'], [broken]);
    expect(code).toBe(1);
    expect(err).toBe('unfold: Something went wrong inside Unfold: x is undefined. Set UNFOLD_DEBUG=1 to see where.\n');
  });
});

describe('check-gradients', () => {
  it('prints the largest relative error for each cell and matrix', async () => {
    const { code, out } = await call(['check-gradients', '--json', '--seed', '3']);
    expect(code).toBe(0);
    const checks = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const named = checks.map((check) => [check['architecture'], check['cell'], check['parameter']].join(' '));
    for (const architecture of ['recurrent', 'window'])
      for (const cell of ['tanh', 'sigmoid', 'relu'])
        for (const parameter of ['W_in', 'W_rec', 'W_out'])
          expect(named).toContain(`${architecture} ${cell} ${parameter}`);
    for (const { relativeError } of checks) expect(relativeError).toBeLessThan(1e-6);
  });
});
