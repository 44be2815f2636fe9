// Mutation tests: docs/reliability.md, `npm run mutants`.
import { resolve } from 'node:path';

const FOLDER = '.cache/mutants';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['projects/model/src/**/*.ts', '!**/*.spec.ts'],
  // What the specs need, and no more: all of it is copied for each run.
  ignorePatterns: [
    '**',
    ...['!package.json', '!{projects,src,scripts,training,public,docs,exports}/**'],
  ],
  testRunner: 'jasmine',
  // scripts/mutants.ts writes it.
  jasmineConfigFile: resolve(FOLDER, 'jasmine.json'),
  coverageAnalysis: 'perTest',
  // What runs only while files load would take a process and all specs for each mutant.
  ignoreStatic: true,
  plugins: ['@stryker-mutator/jasmine-runner'],
  // Node takes the types away and checks none.
  disableTypeChecks: false,
  concurrency: 1,
  // An endless loop is found by counting; a busy machine is no endless loop.
  timeoutMS: 10_000,
  dryRunTimeoutMinutes: 30,
  incremental: true,
  incrementalFile: `${FOLDER}/incremental.json`,
  tempDirName: `${FOLDER}/sandbox`,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: `${FOLDER}/mutants.html` },
  jsonReporter: { fileName: `${FOLDER}/mutants.json` },
  clearTextReporter: { allowColor: false, reportTests: false, allowEmojis: false },
};
