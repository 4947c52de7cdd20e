/** The program's sources and what they import, parsed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repositoryPath, root } from './layers.ts';

/** Relative to the repository. Kernels written in AssemblyScript are another language. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => repositoryPath(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('/assembly/'));
}

const SCRIPT = /<script[^>]*>([\s\S]*?)<\/script>/g;

/** The script of a file; of a Svelte component, what stands in its script tags. */
export function parse(file: string, text = readFileSync(join(root, file), 'utf8')): ts.SourceFile {
  const code = file.endsWith('.svelte') ? [...text.matchAll(SCRIPT)].map(([, script]) => script).join('\n') : text;
  return ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

/** Every node of the tree, in order. */
export function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodes(child);
}

/** What the file names in imports, re-exports, dynamic imports and import types. */
export function importsOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  for (const node of nodes(source)) {
    const named =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
            ? node.argument.literal
            : undefined;
    if (named && ts.isStringLiteralLike(named)) found.push(named.text);
  }
  return found;
}

/** Names that the pure core must not know: the clock, chance, and everything of one platform. */
const IMPURE = new Set(
  'Date performance process Buffer globalThis document navigator localStorage fetch console crypto setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame require Worker WebSocket'.split(
    ' ',
  ),
);

/** Uses of `IMPURE` names and of Math.random, as "name (line)". */
export function impurities(source: ts.SourceFile): string[] {
  const found: string[] = [];
  for (const node of nodes(source)) {
    if (!ts.isIdentifier(node)) continue;
    const { parent } = node;
    const isMember =
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      ((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodSignature(parent)) &&
        parent.name === node);
    const isRandom = node.text === 'random' && isMember && parent.getText(source) === 'Math.random';
    if (isRandom || (IMPURE.has(node.text) && !isMember))
      found.push(`${node.text} (${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1})`);
  }
  return found;
}
