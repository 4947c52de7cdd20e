/**
 * Builds the WebAssembly kernels: generates AssemblyScript from src-shared/kernels/simd/assembly and compiles it into
 * out/kernels/NAME.wasm. Modules that are newer than everything they are made from are left alone.
 *
 *     node scripts/build-kernels.ts
 */
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { kernelSource } from '../src-shared/kernels/simd/assembly/module.ts';
import { KERNEL_MODULES } from '../src-shared/kernels/simd/assembly/options.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = path.join(ROOT, 'src-shared/kernels/simd');
export const KERNELS_FOLDER = path.join(ROOT, 'out/kernels');

/** -O1: higher levels reorder the chains of multiply-adds and spill registers. */
const FLAGS = ['-O1', '--noAssert', '--runtime', 'stub', '--importMemory', '--sharedMemory'];
const MEMORY = ['--initialMemory', '2', '--maximumMemory', '65536'];

/**
 * Compiles AssemblyScript text to WebAssembly.
 * @throws Error with the compiler's messages
 */
export async function compileAssembly(name: string, text: string, features: readonly string[]): Promise<Uint8Array> {
  const entry = `${name}.ts`;
  let binary: Uint8Array | undefined;
  const messages = asc.createMemoryStream();
  const { error } = await asc.main(
    [entry, '--outFile', 'module.wasm', '--enable', features.join(','), ...FLAGS, ...MEMORY],
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
async function newestSource(): Promise<number> {
  const entries = await readdir(SOURCES, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const times = await Promise.all([...files, fileURLToPath(import.meta.url)].map((file) => stat(file)));
  return Math.max(...times.map((entry) => entry.mtimeMs));
}

/** Writes every module that is missing or older than its sources; returns the names of those written. */
export async function buildKernels(): Promise<string[]> {
  await mkdir(KERNELS_FOLDER, { recursive: true });
  const newest = await newestSource();
  const written: string[] = [];
  for (const [name, options] of Object.entries(KERNEL_MODULES)) {
    const file = path.join(KERNELS_FOLDER, `${name}.wasm`);
    const built = await stat(file).catch(() => null);
    if (built && built.mtimeMs > newest) continue;
    const features = ['simd', 'threads', ...(options.relaxed ? ['relaxed-simd'] : [])];
    const binary = await compileAssembly(name, kernelSource(options), features);
    // Renamed into place, so that nobody reads half a file.
    const unfinished = `${file}.${randomUUID()}`;
    await writeFile(unfinished, binary);
    await rename(unfinished, file);
    written.push(name);
  }
  return written;
}

/** The bytes of a built module. */
export const readKernel = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(path.join(KERNELS_FOLDER, `${name}.wasm`)));

if (import.meta.main) {
  const written = await buildKernels();
  process.stdout.write(written.length > 0 ? `Built ${written.join(', ')}.\n` : 'The kernels are up to date.\n');
}
