// Nothing newer than the floor of .browserslistrc, which is autumn 2023: what was in all browsers by the end of
// 2022 is surely there, and what came between is named here. TypeScript's `lib` does the same for ECMAScript.
import css from '@eslint/css';
import baseline from 'eslint-plugin-baseline-js';

const YEAR = 2022;

/** Attributes of elements that are newer: popovers, invokers and their kin. */
const NEWER_ATTRIBUTES = '/^(popover(target(action)?)?|command(for)?|closedby|interestfor)$/';

/** Globals that the rule for the floor does not know to be missing there. */
export const NOT_IN_SAFARI = ['requestIdleCallback'];

export const floor = [
  {
    files: ['src/**/*.ts', 'projects/{model,engine,formats}/src/**/*.ts', 'public/**/*.js'],
    ignores: ['**/*.spec.ts', '**/testing/**'],
    plugins: { baseline },
    rules: {
      'baseline/use-baseline': [
        'error',
        {
          available: YEAR,
          includeWebApis: { preset: 'type-aware' },
          includeJsBuiltins: { preset: 'type-aware' },
          ignoreFeatures: [
            // Between 2022 and the floor.
            ...['js-modules-workers', 'canvas-roundrect', 'constructed-stylesheets'],
            'compression-streams',
            // There before, with another reason for the abort: nobody asks for it.
            'abortsignal-timeout',
            // Says only how a canvas is best kept.
            'canvas-2d-willreadfrequently',
            // `deltaY` is old; `deltaMode` differs.
            'wheel-events',
            // RxJS has one of its own.
            'observable',
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'projects/engine/src/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...NOT_IN_SAFARI] },
  },
  {
    // Asked for before it is used.
    files: ['projects/engine/src/gpu/**/*.ts'],
    rules: { 'baseline/use-baseline': 'off' },
  },
  {
    files: ['src/**/*.html'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...['TextAttribute', 'BoundAttribute'].map((kind) => ({
          selector: `${kind}[name=${NEWER_ATTRIBUTES}]`,
          message: 'Newer than the floor (.browserslistrc).',
        })),
      ],
    },
  },
  {
    files: ['src/**/*.css'],
    plugins: { css },
    language: 'css/css',
    // Its parser does not know conditions within conditions; the build's does, and fails on what is wrong.
    languageOptions: { tolerant: true },
    rules: {
      'css/use-baseline': [
        'error',
        {
          available: YEAR,
          // Between 2022 and the floor; a drawer that does not glide in is there all the same.
          allowAtRules: ['container', 'starting-style'],
          allowFunctions: ['color-mix'],
          // Chrome 120: before it, what it shows at once is shown after some seconds.
          allowMediaConditions: ['scripting'],
          allowProperties: [
            ...['container-name', 'container-type', 'outline', 'clip-path'],
            // Where they are missing, nothing is lost but a nicety.
            ...['text-wrap', 'hyphens', 'overscroll-behavior', 'accent-color'],
            ...[
              'content-visibility',
              'contain-intrinsic-inline-size',
              'contain-intrinsic-block-size',
            ],
            // Where forced colours are.
            'forced-color-adjust',
            // With its prefix beside it.
            'user-select',
          ],
        },
      ],
    },
  },
];
