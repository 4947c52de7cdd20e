/**
 * Builds the WebAssembly kernels: generates AssemblyScript from src-shared/kernels/simd/assembly (the recurrent network)
 * and src-shared/kernels/mlp/simd/assembly (the perceptron) and compiles it into out/kernels/NAME.wasm. Modules that are
 * newer than everything they are made from are left alone.
 *
 *     node scripts/build-kernels.ts
 */
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { mlpKernelSource } from '../src-shared/kernels/mlp/simd/assembly/module.ts';
import { MLP_KERNEL_MODULES } from '../src-shared/kernels/mlp/simd/assembly/options.ts';
import { kernelSource } from '../src-shared/kernels/simd/assembly/module.ts';
import { KERNEL_MODULES, type KernelOptions } from '../src-shared/kernels/simd/assembly/options.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const sources = (folder: string): string => path.join(ROOT, 'src-shared/kernels', folder);
export const KERNELS_FOLDER = path.join(ROOT, 'out/kernels');

interface KernelFamily {
  readonly modules: Readonly<Record<string, KernelOptions>>;
  /** The module's text in AssemblyScript. */
  readonly source: (options: KernelOptions) => string;
  /** What the modules are made from. */
  readonly folders: readonly string[];
  readonly features: readonly string[];
}

const FAMILIES: readonly KernelFamily[] = [
  { modules: KERNEL_MODULES, source: kernelSource, folders: [sources('simd')], features: ['simd', 'threads'] },
  {
    modules: MLP_KERNEL_MODULES,
    source: mlpKernelSource,
    folders: [sources('mlp/simd'), sources('simd')],
    features: ['simd'],
  },
];

/** -O1: higher levels reorder the chains of multiply-adds and spill registers. */
const FLAGS = ['-O1', '--noAssert', '--runtime', 'stub', '--importMemory'];
const MEMORY = ['--initialMemory', '2', '--maximumMemory', '65536'];

/**
 * Compiles AssemblyScript text to WebAssembly. Its memory is shared between threads when `features` names them.
 * @throws Error with the compiler's messages
 */
export async function compileAssembly(name: string, text: string, features: readonly string[]): Promise<Uint8Array> {
  const entry = `${name}.ts`;
  let binary: Uint8Array | undefined;
  const messages = asc.createMemoryStream();
  const shared = features.includes('threads') ? ['--sharedMemory'] : [];
  const { error } = await asc.main(
    [entry, '--outFile', 'module.wasm', '--enable', features.join(','), ...FLAGS, ...shared, ...MEMORY],
    {
      readFile: (file) => (file === entry ? text : null),
      writeFile: (_file, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
      stderr: messages,
    },
  );
  if (error || !binary) throw new Error(`The kernel module ${name} does not compile.\n${messages.toString()}`);
  return binary;
}

/** Modification time of the newest source file, in milliseconds. */
async function newestSource(folders: readonly string[]): Promise<number> {
  const listed = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })));
  const files = listed.flat().flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []));
  const times = await Promise.all([...files, fileURLToPath(import.meta.url)].map((file) => stat(file)));
  return Math.max(...times.map((entry) => entry.mtimeMs));
}

/** Writes every module that is missing or older than its sources; returns the names of those written. */
export async function buildKernels(): Promise<string[]> {
  await mkdir(KERNELS_FOLDER, { recursive: true });
  const written: string[] = [];
  for (const family of FAMILIES) {
    const newest = await newestSource(family.folders);
    for (const [name, options] of Object.entries(family.modules)) {
      const file = path.join(KERNELS_FOLDER, `${name}.wasm`);
      const built = await stat(file).catch(() => null);
      if (built && built.mtimeMs > newest) continue;
      const features = [...family.features, ...(options.relaxed ? ['relaxed-simd'] : [])];
      await writeWhole(file, await compileAssembly(name, family.source(options), features));
      written.push(name);
    }
  }
  return written;
}

/** Renamed into place, so that nobody reads half a file. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, file);
}

/** The bytes of a built module. */
export const readKernel = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(path.join(KERNELS_FOLDER, `${name}.wasm`)));

if (import.meta.main) {
  const written = await buildKernels();
  process.stdout.write(written.length > 0 ? `Built ${written.join(', ')}.\n` : 'The kernels are up to date.\n');
}
