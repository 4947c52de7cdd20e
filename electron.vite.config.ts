import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

const root = import.meta.dirname;

/** Each entry of `main` is a process or thread of its own. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      rolldownOptions: {
        input: {
          desktop: resolve(root, 'src-main/desktop/main.ts'),
          engine: resolve(root, 'src-main/engine/utility-process.ts'),
          'training-worker': resolve(root, 'src-main/engine/training-worker.ts'),
          'kernel-worker': resolve(root, 'src-main/engine/kernel-worker.ts'),
          'text-worker': resolve(root, 'src-main/engine/text-worker.ts'),
          serve: resolve(root, 'src-main/serve/main.ts'),
          cli: resolve(root, 'src-main/cli/main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'src-main/preload/preload.ts') },
        // a sandboxed preload must be CommonJS
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [svelte()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      sourcemap: false,
      rolldownOptions: { input: resolve(root, 'src-renderer/index.html') },
    },
  },
});
