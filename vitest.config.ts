import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { NODE_FLAGS } from './tests/node-flags.ts';

// Limits are for tests that hang: they say nothing about speed, so they suit the slowest machine.
const testTimeout = 300_000;
const hookTimeout = 120_000;
const expect = { poll: { timeout: 60_000 } };
/** By default one core would be left for watching. */
const maxWorkers = Math.max(2, availableParallelism());
const execArgv = [...NODE_FLAGS];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/renderer/**', 'tests/long/**'],
          execArgv,
          testTimeout,
          hookTimeout,
          maxWorkers,
          expect,
        },
      },
      {
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'renderer',
          include: ['tests/renderer/**/*.test.ts'],
          environment: 'happy-dom',
          testTimeout,
          hookTimeout,
          maxWorkers,
          expect,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/setup.ts'],
          // what a test file starts it ends, and it keeps nothing in modules: Playwright is loaded once a worker
          isolate: false,
          testTimeout,
          hookTimeout,
          maxWorkers,
          expect,
        },
      },
      {
        test: {
          name: 'long',
          include: ['tests/long/**/*.test.ts'],
          execArgv,
          testTimeout: 3_600_000,
          hookTimeout,
          fileParallelism: false,
        },
      },
    ],
  },
});
