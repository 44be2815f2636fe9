// Runs a command on the GPU in software that comes with Chromium, where WebGPU in Node needs one:
// `npm run software-gpu -- npm run train -- --device gpu`. Where a GPU was chosen already, that is taken.
// Installs nothing.
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { findBrowser, thisMachine } from './find-browser.ts';
import { softwareGpuEnvironment } from './find-software-gpu.ts';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('with-software-gpu: expected a command to run, found none');
  process.exit(2);
}
let browser: string | undefined;
try {
  browser = findBrowser(thisMachine);
} catch (error) {
  // There is none, and the computer may have a real GPU: what needs one fails if not.
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`with-software-gpu: going on with the GPU that there is. ${reason}`);
}
const environment = softwareGpuEnvironment(
  { ...thisMachine, resolve: (path) => realpathSync(path) },
  browser,
);
// npm puts node_modules/.bin on the path; on Windows its entries are .cmd files, which need a shell.
const shell = process.platform === 'win32';
const env = { ...process.env, ...environment };
process.exit(spawnSync(command, args, { stdio: 'inherit', shell, env }).status ?? 1);
