// Runs a command with CHROME_BIN set: `node scripts/with-browser.ts ng test`.
import { spawnSync } from 'node:child_process';
import { findOrInstallBrowser, thisMachine } from './find-browser.ts';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('with-browser: expected a command to run, found none');
  process.exit(2);
}
try {
  process.env['CHROME_BIN'] = findOrInstallBrowser(thisMachine);
} catch (error) {
  // findOrInstallBrowser throws when there is no browser; its message says what to do.
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
// npm puts node_modules/.bin on the path; on Windows its entries are .cmd files, which need a shell.
const shell = process.platform === 'win32';
process.exit(spawnSync(command, args, { stdio: 'inherit', shell }).status ?? 1);
