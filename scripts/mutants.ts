// `npm run mutants -- [files] [options of Stryker]`: which changes of the code the specs do not notice. Without files
// the whole model; `--force` also tries what was tried before (stryker.config.js).
import { StrykerCli } from '@stryker-mutator/core';
import { setPriority } from 'node:os';

const LEAST_PRIORITY = 19;

const args = process.argv.slice(2);
const files = args.filter((arg) => !arg.startsWith('-'));
const options = args.filter((arg) => arg.startsWith('-'));
const mutate = files.length === 0 ? [] : ['--mutate', files.join(',')];

// It takes one core for long, which whoever works meanwhile should not miss.
setPriority(LEAST_PRIORITY);
new StrykerCli([...process.argv.slice(0, 2), 'run', ...mutate, ...options]).run();
