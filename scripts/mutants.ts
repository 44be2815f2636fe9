// `npm run mutants -- [files] [--specs=GLOB,…] [options of Stryker]`: which changes of the code the specs do not notice.
// Without files the whole model; without specs those of the files' projects; `--force` also tries what was tried before
// (stryker.config.js).
import { StrykerCli } from '@stryker-mutator/core';
import { mkdirSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { resolve } from 'node:path';

const LEAST_PRIORITY = 19;
const JASMINE_FILE = resolve('.cache/mutants/jasmine.json');
const SPECS = '--specs=';

const args = process.argv.slice(2);
const files = args.filter((arg) => !arg.startsWith('-'));
const options = args.filter((arg) => arg.startsWith('-') && !arg.startsWith(SPECS));
const mutate = files.length === 0 ? [] : ['--mutate', files.join(',')];
const specs = args
  .find((arg) => arg.startsWith(SPECS))
  ?.slice(SPECS.length)
  .split(',');

/** `src` of the app or of a project: `projects/model/src/ink.ts` is in `projects/model/src`. */
const folderOf = (file: string): string => /^(projects\/[^/]+\/)?src\b/.exec(file)?.[0] ?? '.';
const folders = files.length === 0 ? ['projects/model/src'] : files.map(folderOf);

mkdirSync(resolve(JASMINE_FILE, '..'), { recursive: true });
writeFileSync(
  JASMINE_FILE,
  JSON.stringify({
    spec_dir: '.',
    helpers: ['scripts/testing/end-on-failure.ts'],
    spec_files: [
      ...(specs ?? [...new Set(folders)].map((folder) => `${folder}/**/*.spec.ts`)),
      ...['browser', 'gpu', 'slow'].map((kind) => `!**/*.${kind}.spec.ts`),
    ],
  }),
);

// It takes one core for long, which whoever works meanwhile should not miss.
setPriority(LEAST_PRIORITY);
new StrykerCli([...process.argv.slice(0, 2), 'run', ...mutate, ...options]).run();
