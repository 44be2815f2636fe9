import eslint from '@eslint/js';
import angular from 'angular-eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { floor, NOT_IN_SAFARI } from './eslint.floor.js';

export default defineConfig(
  globalIgnores([
    'dist/',
    '.angular/',
    '.cache/',
    'releases/',
    'coverage/',
    'projects/engine/assembly/',
    'bench/assembly/',
    'bench/peers/', // AssemblyScript: another language in the same clothes.
    '**/*.wasm.ts',
  ]),
  {
    files: ['**/*.ts'],
    extends: [
      eslint.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
        {
          // Node runs sources as they are, and finds no file without it.
          selector:
            ':matches(ImportDeclaration, ExportNamedDeclaration, ImportExpression)[source.value=/^\\.{1,2}\\/.*(?<!\\.(ts|js|json))$/]',
          message: 'Write the extension of what is imported.',
        },
      ],
    },
  },
  {
    // Model, drawings and formats compute; whoever uses them brings files, network, time and threads.
    files: ['projects/{model,drawings,formats}/src/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['self', 'fetch', 'navigator', 'location', 'indexedDB', 'caches', 'postMessage'],
        ...['setTimeout', 'performance', 'crypto', 'process', 'Buffer'],
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      // Hyphenated selectors; Angular classes without the Component suffix (style.md, 4).
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: 'app', style: 'kebab-case' },
      ],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  {
    files: ['src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    files: ['**/playwright.config.ts', 'scripts/test-outcomes/playwright-outcomes.ts'],
    rules: { 'no-restricted-syntax': 'off' }, // Playwright reads the default export.
  },
  {
    files: ['**/*.js'],
    extends: [eslint.configs.recommended],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
  {
    files: ['public/sw.js'],
    languageOptions: {
      sourceType: 'script',
      globals: Object.fromEntries(
        [
          'self',
          'caches',
          'crypto',
          'importScripts',
          'AbortSignal',
          'Request',
          'Response',
          'TextEncoder',
          'URL',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  floor,
  {
    // Time is the clock's that is injected, so that no spec has to sleep. Workers have no injector.
    files: ['src/app/**/*.ts'],
    ignores: [
      'src/app/platform/{clock,testing/until}.ts',
      'src/app/network/**/{worker,shared,storage,testing}/**',
    ],
    rules: {
      'no-restricted-globals': [
        'error',
        ...NOT_IN_SAFARI,
        ...['setTimeout', 'setInterval'].map((name) => ({ name, message: 'Inject CLOCK.' })),
      ],
    },
  },
);
