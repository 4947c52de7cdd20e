/** Whatever the engine says to a window, the window says in its own language. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { translator } from '../../../src-renderer/i18n/engine-sentence.ts';
import { engineSentences } from '../../../src-renderer/i18n/zh/engine-sentences.ts';

const root = join(import.meta.dirname, '../../..');
const translate = translator(engineSentences);

/** Folders and files whose sentences a window shows. */
const SPOKEN = [
  ...['src-main/engine', 'src-main/store', 'src-main/serve/uploads.ts', 'src-main/desktop/engine-process.ts'],
  ...['src-shared/text', 'src-shared/interchange', 'src-shared/training', 'src-shared/sampling', 'src-shared/datasets'],
  'src-shared/protocol/requests.ts',
];
/** Said to programmers, in faults of the program alone, or not by these words. */
const UNSPOKEN = [
  /^CorpusBuilder: /,
  /entry of a worker thread/,
  /^The engine was asked to /,
  /^A row has .* fields where the header has/,
  /^A checkpoint whose weights are not all finite/,
  /^The checkpoint ".*" of run .* is damaged/, // in the log
  /^This run has ended: its trainer/,
  /^The weights are spoiled: /,
  /^This checkpoint has a best validation loss/,
  /^The grammar has no finite mean/,
  /^A power of two/,
  /NumPy|^X0 is stored in column order/, // of files that only the terminal reads
  /^The archive /,
  /^The text uses token /,
  /^Subject\./,
  /^X0: update Unfold/,
];

function* files(path: string): Generator<string> {
  if (path.endsWith('.ts')) yield path;
  else
    for (const entry of readdirSync(path))
      if (entry.endsWith('.ts') || !entry.includes('.')) yield* files(join(path, entry));
}

/** Sentences in a file, with X0, X1, … for what is put into them. */
function sentencesIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    let text = '';
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) text = node.text;
    else if (ts.isTemplateExpression(node))
      text = node.head.text + node.templateSpans.map((span, i) => `X${i}${span.literal.text}`).join('');
    if (/^["A-Z].* .*[.!?]$/s.test(text) && !/^(SELECT|INSERT|UPDATE|DELETE|AND|X0 WHERE) /.test(text))
      found.push(text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter((text) => !UNSPOKEN.some((pattern) => pattern.test(text)));
}

const said = SPOKEN.flatMap((path) => [...files(join(root, path))]).flatMap((file) =>
  sentencesIn(file).map((sentence) => ({ file: relative(root, file), sentence })),
);

describe('the engine in Chinese', () => {
  it('was found to say something', () => expect(said.length).toBeGreaterThan(80));
  it.each(said)('$sentence', ({ sentence }) => {
    const translated = translate(sentence);
    expect(translated).toMatch(/\p{Script=Han}/u);
    // every name and number that is put in comes out
    for (const [place] of sentence.matchAll(/X\d/g)) expect(translated).toContain(place);
  });
  it('keeps names and numbers, and translates a sentence within a sentence', () => {
    expect(translate('This run is training in the browser (http://127.0.0.1:1/). Wait for it, or stop it there.')).toBe(
      '这个运行正在浏览器（http://127.0.0.1:1/）中训练。请等待，或在那里停止它。',
    );
    expect(
      translate(
        'The loss became NaN in epoch 1, step 20, at learning rate 5. Try a lower rate, for example 0.5, or clip the norm of the gradient lower.',
      ),
    ).toBe('第 1 轮第 20 步，学习率 5：损失变为 NaN。请降低学习率，例如 0.5，或把梯度范数裁剪得更小。');
  });
  it('leaves what it does not know as it is', () =>
    expect(translate('An unknown sentence.')).toBe('An unknown sentence.'));
  it('has each pair once, with the same places on both sides', () => {
    const places = (text: string): string[] =>
      [...new Set([...text.matchAll(/\{\d\}/g)].map(([place]) => place))].sort();
    expect(new Set(engineSentences.map(([english]) => english)).size).toBe(engineSentences.length);
    for (const [english, other] of engineSentences) expect(places(other)).toEqual(places(english));
  });
});
