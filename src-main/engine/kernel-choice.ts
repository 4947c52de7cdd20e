/** Which kernels train on this machine: the fastest that its processor and runtime can run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { ModelShape, LanguageModelKernels } from '#shared/kernels/contract.ts';
import type { MlpKernels, MlpShape } from '#shared/kernels/mlp/contract.ts';
import { createMlpSimdKernels } from '#shared/kernels/mlp/simd/mlp-simd-kernels.ts';
import { createSimdKernels, detectSimd } from '#shared/kernels/simd/simd-kernels.ts';
import type { TeamOptions } from '#shared/kernels/simd/thread-team.ts';
import { createMlpReferenceKernels } from '#shared/model/mlp/reference-kernels.ts';
import { createReferenceKernels } from '#shared/model/reference-kernels.ts';
import type { Run } from '#shared/protocol/index.ts';
import { calibrate, type KernelModule } from './kernel-calibration.ts';
import type { KernelSettings } from './kernel-settings.ts';

/** Can be sent to a worker thread as it is. */
export interface KernelChoice {
  /** Recorded with every run. It names the arithmetic: modules and threads that share it give the same bits. */
  readonly name: string;
  /** A sentence: why these. */
  readonly note: string;
  /** With this arithmetic, the one that needs no proof last; empty: the reference. */
  readonly modules: readonly KernelModule[];
  /** The most threads of one run. */
  readonly threads: number;
  /** Of perceptrons; null: the reference. */
  readonly perceptron: KernelModule | null;
}

/** What a thread that trains adds to the choice; cannot be sent. */
export interface KernelHelp extends Pick<TeamOptions, 'start'> {
  /** Told which module was chosen, and why. */
  readonly report: (line: string) => void;
}

const ARITHMETICS = [
  {
    name: 'simd',
    note: 'WebAssembly SIMD with fused multiply-add.',
    /** What every such machine runs, and what is faster where V8 joins vectors. */
    module: 'simd128',
    wider: 'simd256',
    perceptron: 'mlp-simd128',
  },
  {
    name: 'simd-plain',
    note: 'WebAssembly SIMD without fused multiply-add, which this processor or runtime does not offer: training is a little slower.',
    module: 'simd128-plain',
    wider: null,
    perceptron: 'mlp-simd128-plain',
  },
] as const;

/**
 * Makes V8 join neighbouring 128-bit operations of WebAssembly into 256-bit ones, where it and the processor can. It
 * looks at the flag when it optimises a function, so the flag stays set; a V8 that does not know it leaves it alone.
 */
const WIDE_FLAG = '--experimental-wasm-revectorize';

/** A model with fewer weights in W_out takes so little time that neither a calibration nor a second thread pays. */
const LEAST_WEIGHTS = 2 ** 16;

/** @param folder holds NAME.wasm */
export function chooseKernels(folder: string, { threads, wide }: KernelSettings = ALONE): KernelChoice {
  const missing: string[] = [];
  const read = (name: string): Uint8Array<ArrayBuffer> | null => {
    try {
      return new Uint8Array(readFileSync(join(folder, `${name}.wasm`)));
    } catch {
      missing.push(name);
      return null;
    }
  };
  const present = ARITHMETICS.flatMap((arithmetic) => {
    const bytes = read(arithmetic.module);
    return bytes === null ? [] : [{ ...arithmetic, bytes }];
  });
  const chosen = detectSimd(present);
  if (chosen !== null) {
    const wider = wide && chosen.wider !== null ? read(chosen.wider) : null;
    if (wider !== null) setFlagsFromString(WIDE_FLAG);
    const modules = [
      ...(wider === null ? [] : [{ name: chosen.wider!, module: new WebAssembly.Module(wider) }]),
      { name: chosen.module, module: new WebAssembly.Module(chosen.bytes) },
    ];
    const bytes = read(chosen.perceptron);
    const perceptron = bytes === null ? null : { name: chosen.perceptron, module: new WebAssembly.Module(bytes) };
    return { name: chosen.name, note: chosen.note, modules, threads, perceptron };
  }
  return {
    name: 'reference',
    modules: [],
    threads: 1,
    perceptron: null,
    note:
      missing.length === ARITHMETICS.length
        ? `The plain TypeScript kernels, which are slow: the compiled ones are missing from ${folder}. Build or install Unfold again.`
        : 'The plain TypeScript kernels, which are slow: this processor or runtime has no WebAssembly SIMD.',
  };
}

const ALONE: KernelSettings = { threads: 1, wide: true };

/** @param help left out: the caller's thread alone, and no time is taken to find the fastest module */
export function createKernels(
  { name, modules, threads }: KernelChoice,
  shape: ModelShape,
  help: KernelHelp | null = null,
): LanguageModelKernels {
  const trusted = modules.at(-1);
  if (trusted === undefined) return createReferenceKernels(shape);
  if (help === null || shape.vocabulary * shape.hidden < LEAST_WEIGHTS)
    return createSimdKernels(trusted.module, shape, name);
  const { fastest, report } =
    modules.length > 1 ? calibrate(modules, name) : { fastest: trusted, report: trusted.name };
  help.report(`Kernels: ${report}; ${threads === 1 ? 'one thread' : `up to ${threads} threads`}`);
  if (threads === 1) return createSimdKernels(fastest.module, shape, name);
  return createSimdKernels(fastest.module, shape, name, {
    threads,
    start: (order) => help.start(order),
    now: () => performance.now(),
  });
}

const PERCEPTRON_REFERENCE = 'mlp-reference';

export const createPerceptronKernels = ({ perceptron }: KernelChoice, shape: MlpShape): MlpKernels =>
  perceptron === null
    ? createMlpReferenceKernels(shape)
    : createMlpSimdKernels(perceptron.module, shape, perceptron.name);

/** Recorded with a run of this family. */
export const kernelsName = ({ name, perceptron }: KernelChoice, family: Run['family']): string =>
  family === 'language' ? name : (perceptron?.name ?? PERCEPTRON_REFERENCE);
