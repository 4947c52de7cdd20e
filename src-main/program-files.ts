/** Where the built program's own files lie. Entry files pass their folder: shared code is built into another one. */
import { join } from 'node:path';

export interface ProgramFiles {
  /** Entry of the engine's utility process. */
  readonly engine: string;
  readonly trainingWorker: string;
  readonly textWorker: string;
  /** The compiled kernels, *.wasm. */
  readonly kernels: string;
  readonly preload: string;
  /** The built page. */
  readonly renderer: string;
  readonly icon: string;
  /** In a checkout only. */
  readonly readme: string;
}

/** @param entryFolder `out/main`, the `import.meta.dirname` of an entry file */
export function programFiles(entryFolder: string): ProgramFiles {
  // worker threads and forked processes start from real files, which a package keeps beside its archive
  const unpacked = entryFolder.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
  return {
    engine: join(unpacked, 'engine.js'),
    trainingWorker: join(unpacked, 'training-worker.js'),
    textWorker: join(unpacked, 'text-worker.js'),
    kernels: join(unpacked, '..', 'kernels'),
    preload: join(entryFolder, '..', 'preload', 'preload.cjs'),
    renderer: join(entryFolder, '..', 'renderer'),
    icon: join(unpacked, '..', '..', 'resources', 'icon.png'),
    readme: join(unpacked, '..', '..', 'README.md'),
  };
}
