import {
  spawn,
  spawnSync,
  type SpawnSyncOptionsWithStringEncoding,
  type SpawnSyncReturns,
} from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { loadRelease, type Release } from '../src/release.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** What `deploy.sh` runs; each can be made to end it. */
const PROGRAMS = ['git', 'npm', 'tar', 'cp', 'mv', 'ln', 'rm', 'mkdir', 'sync', 'date', 'flock'];

const PATIENCE_MS = 240_000;

/** The result of a run of `deploy.sh`. */
export interface Deployed {
  /** Null where a signal ended it. */
  readonly status: number | null;
  /** What it said, with errors. */
  readonly text: string;
}

/** A repository whose build is small, with `deploy.sh` and a folder for releases. */
export class DeployPlace {
  readonly repository: string;
  readonly releases: string;
  readonly current: string;
  private readonly shims: string;

  /** @param parent a folder that exists; a new one is made in it */
  constructor(parent: string) {
    const place = mkdtempSync(join(parent, 'deploy-'));
    this.repository = join(place, 'repository');
    this.releases = join(this.repository, 'releases');
    this.current = join(this.releases, 'current');
    this.shims = join(place, 'shims');
    mkdirSync(this.repository);
    cpSync(join(ROOT, 'deploy.sh'), join(this.repository, 'deploy.sh'));
    const scripts = { build: 'node build.mjs', 'check:release': 'node check.mjs' };
    const about = { name: 'small', version: '1.0.0' };
    this.write('package.json', JSON.stringify({ ...about, private: true, scripts }));
    this.write(
      'package-lock.json',
      JSON.stringify({ ...about, lockfileVersion: 3, packages: { '': about } }),
    );
    this.write('.gitignore', 'releases\n');
    this.write('build.mjs', buildScript());
    this.write('check.mjs', checkScript());
    this.git('init', '--quiet');
    this.makeShims();
  }

  /** Commits a version of the app, whose build and check run these lines before. */
  commit(
    version: number,
    lines: { readonly build?: string; readonly check?: string } = {},
  ): string {
    this.write('version', String(version));
    this.write('before-build.mjs', lines.build ?? '');
    this.write('before-check.mjs', lines.check ?? '');
    this.git('add', '.');
    const who = ['-c', 'user.name=A', '-c', 'user.email=a@b.test'];
    this.git(...who, 'commit', '--quiet', '--message', `version ${version}`);
    return this.git('rev-parse', 'HEAD').trim();
  }

  /** The ids of all commits, the oldest first. */
  commits(): readonly string[] {
    return this.git('rev-list', '--reverse', 'HEAD').trim().split('\n');
  }

  /** Runs `deploy.sh` to its end. */
  deploy(...args: readonly string[]): Deployed {
    return this.run(args, {});
  }

  /** Runs it where the clock shows a time, and stands. */
  deployAt(time: string, ...args: readonly string[]): Deployed {
    return this.run(args, { CLOCK: time });
  }

  /** Runs it with the real npm. */
  deployWithNpm(...args: readonly string[]): Deployed {
    return textOf(spawnSync('./deploy.sh', args, this.options(process.env)));
  }

  /** Runs it until it calls a program for the given time, then kills it, before or after the program does its work. */
  deployKilled(call: number, when: 'before' | 'after', ...args: readonly string[]): Deployed {
    writeFileSync(this.counter(), '');
    return this.run(args, { KILL_AT: String(call), KILL_WHEN: when });
  }

  /** How many times the last `deployKilled` called a program. */
  calls(): number {
    return readFileSync(this.counter(), 'utf8').length;
  }

  /** Runs it where no file may be larger than so many bytes, as on a disk that is full. */
  deployWithLittleRoom(bytes: number): Deployed {
    const command = `ulimit -f ${Math.ceil(bytes / 1024)}; exec ./deploy.sh`;
    return textOf(spawnSync('bash', ['-c', command], this.options(this.environment({}))));
  }

  /** Starts it; `ended` has its result. */
  start(...args: readonly string[]): { readonly ended: Promise<Deployed>; kill(): void } {
    const child = spawn('./deploy.sh', args, { cwd: this.repository, env: this.environment({}) });
    let text = '';
    child.stdout.on('data', (data) => (text += String(data)));
    child.stderr.on('data', (data) => (text += String(data)));
    const ended = once(child, 'close').then(() => ({ status: child.exitCode, text }));
    return { ended, kill: () => child.kill('SIGKILL') };
  }

  /** What `releases/current` leads to, read and checked whole; undefined where there is nothing. */
  async served(): Promise<Release | undefined> {
    return existsSync(this.current) ? loadRelease(realpathSync(this.current)) : undefined;
  }

  /** The version of what is served. */
  async version(): Promise<number | undefined> {
    const page = (await this.served())?.resources.get('index.html')?.representations.at(-1)?.body;
    const [, version] = /<title>(\d+)/.exec(page?.toString() ?? '') ?? [];
    return version === undefined ? undefined : Number(version);
  }

  /** Entries of a folder below `releases`, sorted. */
  entries(folder = ''): string[] {
    return readdirSync(join(this.releases, folder)).sort();
  }

  private run(args: readonly string[], more: Readonly<Record<string, string>>): Deployed {
    return textOf(spawnSync('./deploy.sh', args, this.options(this.environment(more))));
  }

  /** One that does not end is killed: it would stop the whole test run, which waits for it. */
  private options(env: NodeJS.ProcessEnv): SpawnSyncOptionsWithStringEncoding {
    return {
      ...{ cwd: this.repository, encoding: 'utf8', env },
      ...{ timeout: PATIENCE_MS, killSignal: 'SIGKILL' },
    };
  }

  private environment(more: Readonly<Record<string, string>>): Record<string, string | undefined> {
    return { ...process.env, ...more, PATH: `${this.shims}:${process.env['PATH'] ?? ''}` };
  }

  private counter(): string {
    return join(this.shims, 'calls');
  }

  /** Programs of the same names that count their calls, and can kill who called them. */
  private makeShims(): void {
    mkdirSync(this.shims);
    for (const program of PROGRAMS) {
      const real = spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim();
      // npm itself takes a second; what it would run is what matters here.
      const run =
        program === 'npm'
          ? 'case "$*" in ci) true ;; *build) node build.mjs ;; *) node check.mjs ;; esac'
          : program === 'date'
            ? `${real} \${CLOCK:+--date "$CLOCK"} "$@"`
            : `${real} "$@"`;
      writeFileSync(
        join(this.shims, program),
        `#!/bin/bash
[[ -n \${KILL_AT:-} ]] || { ${run}; exit; }
# Two at a time where one pipes to the other.
calls=$(/usr/bin/flock ${this.counter()} sh -c 'printf x >>${this.counter()}; wc -c <${this.counter()}')
kill_script() {
  # The outermost: some programs are called by a part of it in a process of its own.
  local id=$PPID outer=$PPID
  while grep -qsxz ./deploy.sh /proc/$id/cmdline; do
    outer=$id
    id=$(cut -d' ' -f4 /proc/$id/stat)
  done
  kill -9 $outer
}
[[ $calls != "$KILL_AT" || $KILL_WHEN != before ]] || kill_script
${run}
status=$?
[[ $calls != "$KILL_AT" || $KILL_WHEN != after ]] || kill_script
exit $status
`,
      );
      chmodSync(join(this.shims, program), 0o755);
    }
  }

  private write(name: string, text: string): void {
    writeFileSync(join(this.repository, name), text);
  }

  private git(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync('git', args, {
      cwd: this.repository,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout;
  }
}

function textOf({ status, stdout, stderr }: SpawnSyncReturns<string>): Deployed {
  return { status, text: stdout + stderr };
}

function buildScript(): string {
  return `import './before-build.mjs';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from '${join(import.meta.dirname, 'small-build.ts')}';
await build('dist/app/browser', Number(readFileSync('version', 'utf8')));
mkdirSync('dist/hub');
writeFileSync('dist/hub/restamp.mjs', "import '${join(ROOT, 'projects/hub/restamp.ts')}';");
`;
}

function checkScript(): string {
  return `import './before-check.mjs';
import { checkRelease } from '${join(ROOT, 'projects/hub/src/check-release.ts')}';
await checkRelease('dist/app/browser');
`;
}
