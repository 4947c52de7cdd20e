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
        project: ['shared', 'main', 'renderer'].map((side) => `./tsconfig.${side}.json`),
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'unfold/import-order': 'error',
      'no-restricted-imports': ['error', { paths: [RAW_IPC] }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/triple-slash-reference': ['error', { path: 'always' }], // between declaration files
      'no-console': 'error',
      eqeqeq: 'error',
      // in place of an import, `import(…)` types say what a module has as a whole
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // most objects are made of closures, whose methods know no `this`
      '@typescript-eslint/unbound-method': 'off',
      // what implements an asynchronous contract is asynchronous, whether it waits or not
      '@typescript-eslint/require-await': 'off',
    },
  },
  svelte.configs.recommended,
  // svelte-check sees the types of components already; linting with them costs a compilation for each
  {
    files: ['**/*.svelte'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig, project: null } },
  },
  { files: ['**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } } },
  {
    files: ['src-main/desktop/page-requests.ts', 'src-main/preload/preload.ts', 'tests/e2e/electron-stand-in/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  // the tests' types are checked by tsc; linting with them would double the time
  {
    files: ['tests/**/*.ts'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { parserOptions: { project: null } },
  },
);
