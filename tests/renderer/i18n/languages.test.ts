/** Both languages say everything, with the same parameters; numbers are written as their readers write them. */
import { describe, expect, it } from 'vitest';
import { en } from '../../../src-renderer/i18n/en.ts';
import { createFormat } from '../../../src-renderer/i18n/format.ts';
import { chooseLanguage } from '../../../src-renderer/i18n/i18n.svelte.ts';
import { zh } from '../../../src-renderer/i18n/zh.ts';

type Leaf = readonly [path: string, value: unknown];
function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}
const say = (value: unknown): string =>
  typeof value === 'function' ? (value as (...words: string[]) => string)('{a}', '{b}', '{c}') : String(value);
const parameters = (value: unknown): string[] => [...say(value).matchAll(/\{[abc]\}/g)].map(([word]) => word).sort();

/** Names and symbols, the same in every language. */
const SHARED =
  /^(common\.none|newRun\.values\.(tanh|sigmoid|relu)|sample\.top[KP]|presence\.ended|perceptron\.(summaryDecay|activations\.(sigmoid|tanh|relu|softmax)|initialisations\.(glorot|he)))$/;

describe('the two languages', () => {
  const english = new Map(leaves(en));
  const chinese = new Map(leaves(zh));

  it('have the same keys', () => {
    expect([...chinese.keys()]).toEqual([...english.keys()]);
    expect(english.size).toBeGreaterThan(250);
  });
  it.each([...english])('%s is said in Chinese, with the same parameters', (path, value) => {
    const other = chinese.get(path);
    expect(say(other).trim()).not.toBe('');
    expect(parameters(other)).toEqual(parameters(value));
    if (!SHARED.test(path)) expect(say(other)).not.toBe(say(value));
  });
  it('are chosen by what the person prefers', () => {
    expect(chooseLanguage(['zh-CN', 'en'])).toBe('zh');
    expect(chooseLanguage(['de-DE', 'zh-TW'])).toBe('zh');
    expect(chooseLanguage(['fr'])).toBe('en');
  });
});

describe('formats', () => {
  const english = createFormat('en');
  const chinese = createFormat('zh-Hans');

  it('shorten by the reader’s round numbers', () => {
    expect(english.compact(372_104)).toBe('372k');
    expect(chinese.compact(372_104)).toBe('37.2万');
    expect(english.integer(20_410)).toBe('20,410');
  });
  it('give figures three digits', () => {
    expect([5.0349, 153.7, 1230.4, 0.5].map((n) => english.figure(n))).toEqual(['5.03', '154', '1,230', '0.500']);
    expect(english.figure(NaN)).toBe('–');
  });
  it('stay short for what diverged', () => {
    expect([8_886_110, 6.06e26].map((n) => english.figure(n))).toEqual(['8.89M', '6.06e26']);
    expect([1e30, 1e-30, 0].map((n) => english.plain(n))).toEqual(['1e30', '1e-30', '0']);
    expect([english.compact(1e26), english.decimals(1e26, 3)]).toEqual(['1e26', '1e26']);
  });
  it('tell times and sizes', () => {
    expect([0, 59.6, 220, 3729, NaN].map((s) => english.duration(s))).toEqual(['0:00', '1:00', '3:40', '1:02:09', '–']);
    expect(english.duration(5 * 86_400)).toBe('5 days');
    expect(english.bytes(22_040_000)).toBe('22 MB');
    expect(english.bytes(12)).toBe('12 bytes');
    expect(english.ago(4)).toBe('4s ago');
    expect(chinese.ago(4)).toBe('4秒前');
  });
});
