// Lint: type-checked rules, and the order in which the parts of the program may import each other.
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { importOrder } from './tests/boundaries/lint-rule.ts';

const RAW_IPC = {
  name: 'electron',
  importNames: ['ipcMain', 'ipcRenderer'],
  message: 'Only page-requests.ts and the preload speak over IPC; everything else uses the protocol.',
};

export default defineConfig(
  globalIgnores(['out/', 'test-results/', 'coverage/', 'src-shared/kernels/simd/assembly/']),
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [ts.configs.recommendedTypeChecked],
    plugins: { unfold: { rules: { 'import-order': importOrder } } },
    languageOptions: {
      parserOptions: {
        // one for each side, so that the pure core sees neither the DOM nor Node
        project: ['shared', 'main', 'renderer', 'tests'].map((side) => `./tsconfig.${side}.json`),
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'unfold/import-order': 'error',
      'no-restricted-imports': ['error', { paths: [RAW_IPC] }],
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // what implements an asynchronous contract is asynchronous, whether it waits or not
      '@typescript-eslint/require-await': 'off',
    },
  },
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['src-main/desktop/page-requests.ts', 'src-main/preload/preload.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  // tests look into JSON, mocks and DOM events, where the assertions say more than the types
  {
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
