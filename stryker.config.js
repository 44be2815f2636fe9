// Mutation tests of the model: docs/reliability.md, `npm run mutants`.
const FOLDER = '.cache/mutants';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['projects/model/src/**/*.ts', '!**/*.spec.ts'],
  // What the specs of the model need, and no more: all of it is copied for each run.
  ignorePatterns: [
    '**',
    '!package.json',
    '!jasmine.model.json',
    '!projects/model/**',
    '!exports/**',
  ],
  testRunner: 'jasmine',
  jasmineConfigFile: 'jasmine.model.json',
  coverageAnalysis: 'perTest',
  // What runs only while files load would take a process and all specs for each mutant.
  ignoreStatic: true,
  plugins: ['@stryker-mutator/jasmine-runner'],
  // Node takes the types away and checks none; what Stryker puts in has no types.
  disableTypeChecks: 'projects/model/**/*.ts',
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
