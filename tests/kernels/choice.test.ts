import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { kernelSource } from '#shared/kernels/simd/assembly/module.ts';
import { KERNEL_MODULES } from '#shared/kernels/simd/assembly/options.ts';
import { buildKernels, compileAssembly, KERNELS_FOLDER } from '../../scripts/build-kernels.ts';
import { calibrate } from '../../src-main/engine/kernel-calibration.ts';
import { chooseKernels, createKernels } from '../../src-main/engine/kernel-choice.ts';
import { kernelSettings } from '../../src-main/engine/kernel-settings.ts';
import { compiled } from './cases.ts';

await buildKernels();

const named = (name: 'simd256' | 'simd128') => ({ name, module: compiled.get(name)! });

it('takes the modules of one arithmetic, the trusted one last', () => {
  const names = (wide: boolean): string[] =>
    chooseKernels(KERNELS_FOLDER, { threads: 2, wide }).modules.map(({ name }) => name);
  expect(names(true)).toEqual(['simd256', 'simd128']);
  expect(names(false)).toEqual(['simd128']);
  expect(chooseKernels(KERNELS_FOLDER)).toMatchObject({ name: 'simd', threads: 1 });
});

it('falls back on the reference where nothing is built, and says so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kernels-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const choice = chooseKernels(folder);
  expect(choice).toMatchObject({ name: 'reference', modules: [] });
  expect(choice.note).toContain(`missing from ${folder}`);
  expect(createKernels(choice, { vocabulary: 5, hidden: 3, cell: 'tanh' }).name).toBe('reference');
});

it('measures the modules and reports which one it is', () => {
  const { fastest, report } = calibrate([named('simd256'), named('simd128')], 'simd');
  expect(['simd256', 'simd128']).toContain(fastest.name);
  expect(report).toMatch(/^simd(256|128) \(a small step takes simd256 \d+\.\d\d ms, simd128 \d+\.\d\d ms\)$/);
});

it('never takes a module that does not compute what the reference does', async () => {
  const source = kernelSource(KERNEL_MODULES['simd256']!);
  const wrong = source.replaceAll('0.6931472029', '0.69');
  expect(wrong).not.toBe(source);
  const bytes = await compileAssembly('wrong', wrong, ['simd', 'threads', 'relaxed-simd']);
  const candidates = [
    { name: 'wrong', module: new WebAssembly.Module(new Uint8Array(bytes)) },
    // a module without a single export
    { name: 'empty', module: new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) },
    named('simd128'),
  ];
  const { fastest, report } = calibrate(candidates, 'simd');
  expect(fastest.name).toBe('simd128');
  expect(report).toMatch(/; wrong is not used: its first steps differ from the reference by [\d.]+e-\d in the loss/);
  expect(report).toContain('; empty is not used: TypeError');
});

it('calibrates for models that take time, and reports it once', () => {
  const reports: string[] = [];
  const help = { start: () => undefined, report: (line: string) => void reports.push(line) };
  const choice = chooseKernels(KERNELS_FOLDER, { threads: 2, wide: true });
  expect(createKernels(choice, { vocabulary: 100, hidden: 10, cell: 'tanh' }, help).name).toBe('simd');
  expect(reports).toEqual([]);
  expect(createKernels(choice, { vocabulary: 8000, hidden: 20, cell: 'tanh' }, help).name).toBe('simd');
  expect(reports).toEqual([expect.stringMatching(/^Kernels: simd.*; up to 2 threads$/)]);
});

it('uses every processor but one where a window is open, unless the environment says otherwise', () => {
  expect(kernelSettings(true, {}, 8)).toEqual({ threads: 7, wide: true });
  expect(kernelSettings(false, {}, 8)).toEqual({ threads: 8, wide: true });
  expect(kernelSettings(true, {}, 1).threads).toBe(1);
  expect(kernelSettings(true, { UNFOLD_THREADS: '3', UNFOLD_VECTORS: '128' }, 8)).toEqual({ threads: 3, wide: false });
  expect(kernelSettings(true, { UNFOLD_THREADS: 'automatic' }, 4).threads).toBe(3);
  expect(() => kernelSettings(true, { UNFOLD_THREADS: '0' })).toThrow(/UNFOLD_THREADS is "0"/);
  expect(() => kernelSettings(true, { UNFOLD_VECTORS: '512' })).toThrow(/UNFOLD_VECTORS is "512"/);
});
