// `npm run build`: builds the app into dist/app/browser, adds the digits of the lab and compresses it, with --if-changed only when sources
// have changed since it was last built; then bundles the hub, which takes no time.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { contentKey } from './content-key.ts';

/** Written last. */
const OUTPUT = 'dist/app/browser/release.json';
/** Which sources it was made of; a build begins by emptying the folder. */
const STAMP = 'dist/app/sources.sha256';
const SOURCES = [
  ...['src', 'public', 'exports', 'projects/model', 'projects/engine', 'projects/formats'],
  ...['angular.json', 'ngsw-config.json', 'package-lock.json', 'tsconfig.json', 'scripts'],
  ...['projects/hub/src/compressed.ts', 'projects/hub/src/release-list.ts'],
  '.browserslistrc',
];

const key = contentKey(SOURCES);
const isUnchanged = existsSync(OUTPUT) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === key;
if (!process.argv.includes('--if-changed') || !isUnchanged) {
  run('ng', 'build');
  run('node', 'scripts/make-digits.ts');
  run('node', 'scripts/compress.ts');
  if (key !== undefined) writeFileSync(STAMP, key);
}
run('node', 'scripts/bundle-hub.ts');

/** Ends the process where the command fails. */
function run(command: string, ...args: readonly string[]): void {
  // npm puts node_modules/.bin on the path; on Windows its entries are .cmd files, which need a shell.
  const shell = process.platform === 'win32';
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell });
  if (status !== 0) process.exit(status ?? 1);
}
