import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PATIENCE_MS = 240_000;
const CACHE = join(import.meta.dirname, '../../../.cache/debian-packages');
/** What the hub's specs need beside Node and a browser. */
const PACKAGES = [
  ...['nginx', 'libnginx-mod-http-brotli-static', 'apache2-bin', 'caddy'],
  'libnss3-tools', // `certutil`, by which Chromium is told what to trust.
];

/** Programs of Debian, as no part of this system. */
export interface DebianPrograms {
  /** The folder that is `/usr` in them. */
  readonly usr: string;
  /** What they need to find their libraries. */
  readonly environment: NodeJS.ProcessEnv;
}

/** Web servers and `certutil`; undefined where they cannot be had. */
export function debianPrograms(): DebianPrograms | undefined {
  const folder = unpackedPackages(join(CACHE, PACKAGES.join('+')), PACKAGES);
  if (folder === undefined) return undefined;
  const usr = join(folder, 'usr');
  const libraries = readdirSync(join(usr, 'lib'))
    .filter((name) => name.endsWith('-linux-gnu'))
    .map((name) => join(usr, 'lib', name))
    .join(':');
  return { usr, environment: { ...process.env, LD_LIBRARY_PATH: libraries } };
}

/**
 * Debian packages, with what they need and the system does not have, unpacked into a folder. Nothing is installed: a
 * package of a web server would start it as a service of this machine.
 * @param folder appears whole, and is used again when it is there
 * @returns undefined where the system is not Debian, or an ordinary user cannot get them
 * @throws Error as root on Debian, where they have to be there
 */
function unpackedPackages(folder: string, packages: readonly string[]): string | undefined {
  if (existsSync(folder)) return folder;
  if (!existsSync('/etc/debian_version')) return undefined;
  const isRoot = process.getuid?.() === 0;
  const unfinished = `${folder}.${process.pid}`;
  console.log(`The tests download ${packages.join(', ')} now (apt-get), and install nothing.`);
  try {
    mkdirSync(unfinished, { recursive: true });
    const lists = isRoot ? listsOf(unfinished) : [];
    if (isRoot) run('apt-get', [...lists, 'update', '-qq'], '.');
    const simulation = [...lists, 'install', '-s', '--no-install-recommends'];
    const missing = packages.flatMap((name) => [
      name,
      ...namesToInstall(run('apt-get', [...simulation, name], '.')),
    ]);
    run('apt-get', [...lists, 'download', '-qq', ...new Set(missing)], unfinished);
    for (const name of readdirSync(unfinished).filter((file) => file.endsWith('.deb'))) {
      run('dpkg', ['-x', name, '.'], unfinished);
      rmSync(join(unfinished, name));
    }
    rmSync(join(unfinished, 'lists'), { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    renameSync(unfinished, folder);
    return folder;
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another run was faster.
    if (existsSync(folder)) return folder;
    if (isRoot || !(error instanceof Error)) throw error;
    console.log(error.message);
    return undefined;
  }
}

/** Has apt-get keep its lists in a folder: another program may be renewing those of the machine, which are locked then. */
function listsOf(folder: string): readonly string[] {
  const lists = join(folder, 'lists');
  mkdirSync(join(lists, 'partial'), { recursive: true });
  return ['State::Lists=' + lists, 'Cache::pkgcache=', 'Cache::srcpkgcache='].flatMap((option) => [
    '-o',
    `Dir::${option}`,
  ]);
}

/** Of `Inst libapr1 (1.7.2 Debian)`; one with a version in brackets is there already, and would be renewed. */
function namesToInstall(simulation: string): readonly string[] {
  return [...simulation.matchAll(/^Inst (\S+) \(/gm)].map(([, name = '']) => name);
}

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error }: SpawnSyncReturns<string> = spawnSync(command, args, {
    ...{ cwd, encoding: 'utf8', timeout: PATIENCE_MS, killSignal: 'SIGKILL' },
  });
  if (status === 0) return stdout;
  throw new Error(
    `${command} ${args.join(' ')}: expected success, found ${error?.message ?? stderr}`,
  );
}
