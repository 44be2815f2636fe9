// Type-checks every environment of the project on its own: each has its own `lib` and `types`. What was found
// right is kept in .cache/: the compiler goes on from there, and Angular's, which cannot, is left out when no
// source has changed.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { contentKey } from './content-key.ts';

interface RootConfig {
  readonly references: readonly { readonly path: string }[];
}

const CACHE = '.cache/types';
/** What the app's types depend on. */
const APP_SOURCES = [
  'src',
  'projects/model',
  'projects/engine',
  'projects/formats',
  'tsconfig.json',
  'package-lock.json',
];

mkdirSync(CACHE, { recursive: true });
const { references } = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as RootConfig;
const waiting = references.map(({ path }) => path);
const workers = Array.from({ length: Math.min(2, availableParallelism()) }, async () => {
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    // Templates need Angular's compiler; the rest is quicker without it.
    const isRight = await (path.startsWith('./src/') ? checkApp(path) : checkProject(path));
    if (!isRight) process.exitCode = 1;
  }
});
await Promise.all(workers);

async function checkApp(path: string): Promise<boolean> {
  const stamp = `${CACHE}/${nameOf(path)}`;
  const key = contentKey(APP_SOURCES);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return true;
  const isRight = await run('ngc', ['-p', path, '--noEmit']);
  if (isRight && key !== undefined) writeFileSync(stamp, key);
  return isRight;
}

function checkProject(path: string): Promise<boolean> {
  const kept = `${CACHE}/${nameOf(path)}.tsbuildinfo`;
  return run('tsc', ['-p', path, '--noEmit', '--incremental', '--tsBuildInfoFile', kept]);
}

function nameOf(path: string): string {
  return path.replace(/^\.\//, '').replaceAll('/', '-');
}

async function run(compiler: string, args: readonly string[]): Promise<boolean> {
  // npm puts node_modules/.bin on the path; on Windows its entries are .cmd files, which need a shell.
  const child = spawn(compiler, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code === 0);
    });
  });
}
