// Type-checks every environment of the project on its own: each has its own `lib` and `types`.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface RootConfig {
  readonly references: readonly { readonly path: string }[];
}

const root = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as RootConfig;
for (const { path } of root.references) {
  // Templates need Angular's compiler; the rest is quicker without it.
  const compiler = path.startsWith('./src/') ? 'ngc' : 'tsc';
  const { status } = spawnSync(compiler, ['-p', path, '--noEmit'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
