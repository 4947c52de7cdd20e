/** The order in which the parts of the program may import each other, and the purity of its core, over all sources. */
import { describe, expect, test } from 'vitest';
import { objection } from './layers.ts';
import { importsOf, impurities, parse, sourceFiles } from './source-files.ts';

describe('the import order', () => {
  const files = ['src-shared', 'src-main', 'src-renderer'].flatMap(sourceFiles);

  test('the sources were found and parsed', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(importsOf(parse('src-main/desktop/main.ts'))).toContain('../data-folder.ts');
  });
  test('every import follows it', () => {
    const refused = files.flatMap((file) =>
      importsOf(parse(file))
        .map((specifier) => objection(file, specifier))
        .filter((reason) => reason !== null)
        .map((reason) => `${file}: ${reason}`),
    );
    expect(refused).toEqual([]);
  });
  test.each([
    ['src-shared/text/words.ts', "import { tanh } from '../kernels/loops.ts';"],
    ['src-shared/kernels/loops.ts', "export { step } from '../model/bptt.ts';"],
    ['src-shared/training/trainer.ts', "import type { Run } from '../protocol/entities.ts';"],
    ['src-shared/training/trainer.ts', "const { store } = await import('../../src-main/store/runs.ts');"],
    ['src-shared/model/bptt.ts', "import { readFileSync } from 'node:fs';"],
    ['src-main/store/runs.ts', "import { createEngine } from '../engine/engine.ts';"],
    ['src-main/engine/engine.ts', "import { app } from '../desktop/main.ts';"],
    ['src-main/desktop/main.ts', "import SQLite from 'better-sqlite3';"],
    ['src-main/serve/main.ts', "import { openStore } from '../store/open-store.ts';"],
    ['src-main/serve/main.ts', "import { app } from 'electron';"],
    ['src-renderer/state/app.ts', "import type { Engine } from '../../src-main/engine/contract.ts';"],
    ['src-renderer/state/app.ts', "let path: import('node:path').PlatformPath;"],
    ['src-renderer/pages/Run.svelte', '<script lang="ts">import { ipcRenderer } from "electron";</script>'],
  ])('a planted violation in %s is found: %s', (file, text) => {
    const [specifier = ''] = importsOf(parse(file, text));
    expect(objection(file, specifier)).toContain('may not');
  });
  test.each([
    ['src-shared/sampling/generate.ts', '../model/network.ts'],
    ['src-main/engine/engine.ts', '../store/open-store.ts'],
    ['src-main/engine/text-jobs/preview.ts', '#shared/text/preview.ts'],
    ['src-main/cli/commands/serve.ts', '../../serve/browser-door.ts'],
    ['src-renderer/pages/Run.svelte', '#shared/protocol/index.ts'],
    ['tests/anything.ts', '../src-main/store/runs.ts'],
  ])('%s may import %s', (file, specifier) => {
    expect(objection(file, specifier)).toBeNull();
  });
});

describe('the pure core', () => {
  test('knows no clock, no chance and no platform', () => {
    const found = sourceFiles('src-shared').flatMap((file) => impurities(parse(file)).map((use) => `${file}: ${use}`));
    expect(found).toEqual([]);
  });
  test.each([
    'const seed = Math.random();',
    'const now = Date.now();',
    'const started = performance.now();',
    "const home = process.env['HOME'];",
    'document.title = name;',
    'const random = globalThis.crypto;',
  ])('a planted violation is found: %s', (text) => {
    expect(impurities(parse('src-shared/model/planted.ts', text))).not.toEqual([]);
  });
  test('its own names are not taken for others', () => {
    const own = 'interface Row { readonly performance: number } const row = { process: 1 }; use(row.process, words);';
    expect(impurities(parse('src-shared/model/planted.ts', own))).toEqual([]);
  });
});
