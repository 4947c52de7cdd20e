import { describe, expect, it } from 'vitest';
import { distance, didYouMean } from '../../src-main/cli/options/did-you-mean.ts';
import { findNamed } from '../../src-main/cli/find-named.ts';
import { freeName } from '../../src-main/cli/free-name.ts';
import { bytes, duration, figure, percent } from '../../src-main/cli/terminal/figures.ts';
import { displayWidth, fit } from '../../src-main/cli/terminal/display-width.ts';
import { table } from '../../src-main/cli/terminal/table.ts';
import { visible, visibleLine } from '../../src-main/cli/terminal/visible.ts';
import { comparison } from '../../src-main/cli/training/comparison.ts';
import { corpusName } from '../../src-main/cli/training/import-corpus.ts';
import { progressLine } from '../../src-main/cli/training/progress-bar.ts';
import { captureTerminal } from './captured-terminal.ts';

describe('columns', () => {
  it('counts Chinese and emoji as two, combining marks as none', () => {
    expect(displayWidth('whale')).toBe(5);
    expect(displayWidth('床前明月光，')).toBe(12);
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('👩‍👩‍👧')).toBe(2);
    expect(displayWidth('한글ｶﾅ')).toBe(6);
  });

  it('cuts by columns, never within a character', () => {
    expect(fit('床前明月光', 10)).toBe('床前明月光');
    expect(fit('床前明月光', 9)).toBe('床前明月…');
    expect(fit('床前明月光', 8)).toBe('床前明…');
  });

  it('aligns tables with wide characters', () => {
    const lines = table(
      [{ title: 'token' }, { title: 'count', right: true }],
      [
        ['月', '10'],
        ['whale', '1,000'],
      ],
    );
    expect(lines).toEqual(['token  count', '月        10', 'whale  1,000']);
  });

  it('keeps the progress line within the terminal', () => {
    for (const columns of [20, 40, 80, 200]) {
      const line = progressLine(0.5, ['epoch 1/20', 'loss 4.321', 'perplexity 75.3', '1,000 tokens/s'], columns);
      expect(displayWidth(line)).toBeLessThan(columns);
    }
    expect(progressLine(0.5, ['epoch 1/20'], 80)).toBe(`${'█'.repeat(10)}${'░'.repeat(10)}  50 %  epoch 1/20`);
  });
});

describe('text from files', () => {
  it('cannot command the terminal', () => {
    expect(visible('a\u001b[2Jb\u009b')).toBe('a␛[2Jb�');
    expect(visibleLine('a\nb\tc')).toBe('a↵b⇥c');
    expect(visible('一\n二')).toBe('一\n二');
  });
});

describe('figures', () => {
  it('read well', () => {
    expect([figure(6.21449), figure(1903.4), figure(0.0123456), figure(Infinity)]).toEqual([
      '6.214',
      '1,903',
      '0.01235',
      'Infinity',
    ]);
    expect([bytes(999), bytes(1_234_567), bytes(2e9)]).toEqual(['999 B', '1.23 MB', '2 GB']);
    expect([duration(0.42), duration(59), duration(61), duration(3720), duration(200_000)]).toEqual([
      '0.4 s',
      '59 s',
      '1 min 1 s',
      '1 h 2 min',
      '2 d 7 h',
    ]);
    expect([percent(0), percent(0.012), percent(0.5)]).toEqual(['0 %', '1.2 %', '50 %']);
  });

  it('say where a loss stands among the n-gram models', () => {
    const of = (loss: number) => ({ loss, perplexity: Math.exp(loss), bitsPerCharacter: loss });
    const baselines = { unigram: of(6), bigram: of(5), trigram: of(4) };
    expect(comparison(7, baselines)).toBe('above unigram');
    expect(comparison(5.5, baselines)).toBe('below unigram, above bigram');
    expect(comparison(4.5, baselines)).toBe('below bigram, above trigram');
    expect(comparison(3, baselines)).toBe('below trigram');
  });
});

describe('names', () => {
  const runs = [
    { id: 1, name: 'novel' },
    { id: 2, name: 'novel' },
    { id: 3, name: 'poems' },
    { id: 4, name: '3' },
  ];
  it('are found by id first, then by name', () => {
    expect(findNamed('2', 'run', runs).id).toBe(2);
    expect(findNamed('3', 'run', runs).id).toBe(3);
    expect(findNamed('poems', 'run', runs).id).toBe(3);
  });
  it('that are ambiguous or unknown get a sentence', () => {
    expect(() => findNamed('novel', 'run', runs)).toThrow('2 runs are called "novel": say which by its id, 1 or 2.');
    expect(() => findNamed('peoms', 'run', runs)).toThrow('There is no run "peoms". Did you mean "poems"?');
    expect(() => findNamed('x', 'corpus', [])).toThrow('There are no corpora yet.');
  });
  it('near a mistyped one are offered', () => {
    expect(distance('trian', 'train')).toBe(1);
    expect(distance('', 'abc')).toBe(3);
    expect(didYouMean('--vocab', ['--vocabulary', '--validation'])).toBe(' Did you mean "--vocabulary"?');
    expect(didYouMean('x', ['--vocabulary'])).toBe('');
  });
  it('that are taken get a number', () => {
    expect(freeName('novel', [])).toBe('novel');
    expect(freeName('novel', [{ name: 'novel' }, { name: 'novel 3' }])).toBe('novel 2');
    expect(freeName('novel', [{ name: 'novel' }, { name: 'novel 2' }])).toBe('novel 3');
  });
  it('of corpora come from the files', () => {
    const split = (path: string) => ({ path, role: 'split' }) as const;
    expect(corpusName([split('/a/Moby Dick.txt')])).toBe('Moby Dick');
    expect(corpusName([split('a.txt'), split('b.txt'), { path: 'v.txt', role: 'validation' }])).toBe('a and 1 more');
    expect(corpusName([split('-')])).toBe('standard input');
    expect(corpusName([split('/dev/fd/63')])).toBe('pipe');
    expect(corpusName([split('.hidden')])).toBe('.hidden');
  });
});

describe('the terminal', () => {
  it('shows a bar only on a terminal', () => {
    const piped = captureTerminal();
    piped.terminal.status('50 %');
    piped.terminal.line('done');
    expect(piped.out()).toBe('done\n');
    const shown = captureTerminal({ isTTY: true, columns: 80 });
    shown.terminal.status('50 %');
    shown.terminal.line('done');
    expect(shown.out()).toBe('50 %\r\u001b[2Kdone\n');
    expect(captureTerminal({ isTTY: true }, { TERM: 'dumb' }).terminal.canShowStatus).toBe(false);
  });

  it('respects NO_COLOR', () => {
    expect(captureTerminal({ isTTY: true }).terminal.style.bold('x')).toBe('\u001b[1mx\u001b[22m');
    expect(captureTerminal({ isTTY: true }, { NO_COLOR: '1' }).terminal.style.bold('x')).toBe('x');
    expect(captureTerminal().terminal.style.bold('x')).toBe('x');
  });
});
