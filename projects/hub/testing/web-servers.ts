import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { apacheRules } from '../src/servers/apache.ts';
import { caddySite } from '../src/servers/caddy.ts';
import { nginxSite } from '../src/servers/nginx.ts';
import { debianPrograms, type DebianPrograms } from './debian-programs.ts';

const PATIENCE_MS = 30_000;
const RETRY_MS = 50;
const BROTLI = 'modules/ngx_http_brotli_static_module.so';
const APACHE_MODULES = ['mpm_event', 'authz_core', 'dir', 'headers', 'mime', 'rewrite'];

/** A server that runs. */
export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** A web server that other people made, to be run with the files that we make for it. */
export interface WebServer {
  readonly name: string;
  /** What it can send of a compressed build. */
  readonly encodings: readonly ('br' | 'gzip')[];
  /**
   * Starts it on a port of its own, as no service of the machine.
   * @param root the folder of a built app
   */
  start(root: string): Promise<RunningServer>;
}

/** The servers that this machine has or can get, and the names of the others. */
export function findWebServers(): {
  readonly found: readonly WebServer[];
  readonly missing: readonly string[];
} {
  const programs = debianPrograms();
  if (programs === undefined) return { found: [], missing: ['nginx', 'Apache', 'Caddy'] };
  return { found: serversOf(programs), missing: [] };
}

function serversOf({ usr, environment }: DebianPrograms): readonly WebServer[] {
  const nginx = (hasBrotli: boolean): WebServer['start'] => {
    const load = hasBrotli ? `load_module "${join(usr, 'lib/nginx', BROTLI)}";\n` : '';
    return (root) =>
      startServer(environment, (port, place) => {
        writeFileSync(
          join(place, 'nginx.conf'),
          `${load}daemon off;\nmaster_process off;\npid ${place}/pid;\nevents {}\nhttp {\n` +
            `access_log off;\n${nginxPaths(place)}${nginxSite({ port, root }, hasBrotli)}}\n`,
        );
        return [join(usr, 'sbin/nginx'), '-p', place, '-c', 'nginx.conf', '-e', 'stderr'];
      });
  };
  return [
    { name: 'nginx', encodings: ['gzip'], start: nginx(false) },
    { name: 'nginx with its brotli module', encodings: ['br', 'gzip'], start: nginx(true) },
    {
      name: 'Apache',
      encodings: ['br', 'gzip'],
      start: (root) =>
        startServer(environment, (port, place) => {
          writeFileSync(join(root, '.htaccess'), apacheRules());
          writeFileSync(join(place, 'apache.conf'), apacheConfig(usr, port, place, root));
          return [join(usr, 'sbin/apache2'), '-X', '-f', join(place, 'apache.conf')];
        }),
    },
    {
      name: 'Caddy',
      encodings: ['br', 'gzip'],
      start: (root) =>
        startServer(environment, (port, place) => {
          const file = join(place, 'Caddyfile');
          const global = '{\n\tadmin off\n\tauto_https off\n}\n';
          writeFileSync(file, global + caddySite({ port, root }));
          return [join(usr, 'bin/caddy'), 'run', '--adapter', 'caddyfile', '--config', file];
        }),
    },
  ];
}

function nginxPaths(place: string): string {
  return ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${place}/${name};\n`)
    .join('');
}

function apacheConfig(usr: string, port: number, place: string, root: string): string {
  const modules = join(usr, 'lib/apache2/modules');
  return [
    ...APACHE_MODULES.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`),
    `ServerRoot ${place}`,
    `PidFile ${place}/pid`,
    `DefaultRuntimeDir ${place}`,
    `ErrorLog ${place}/error.log`,
    'ServerName localhost',
    'TypesConfig /dev/null',
    ...(process.getuid?.() === 0 ? ['User nobody', 'Group nogroup'] : []),
    `Listen 127.0.0.1:${port}`,
    `DocumentRoot ${root}`,
    `<Directory ${root}>`,
    'AllowOverride FileInfo Indexes',
    'Require all granted',
    '</Directory>',
    '',
  ].join('\n');
}

async function startServer(
  environment: NodeJS.ProcessEnv,
  prepare: (port: number, place: string) => readonly string[],
): Promise<RunningServer> {
  const place = mkdtempSync(join(tmpdir(), 'web-server-'));
  // Apache gives up root's rights, and has to read its files all the same.
  chmodSync(place, 0o755);
  const port = await freePort();
  const [program = '', ...args] = prepare(port, place);
  const child = spawn(program, args, {
    // Caddy writes into its user's folder.
    env: { ...environment, HOME: place, XDG_CONFIG_HOME: place, XDG_DATA_HOME: place },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const exited = once(child, 'exit');
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    kill();
    await exited;
    process.off('exit', kill);
    rmSync(place, { recursive: true });
  };
  const endMs = Date.now() + PATIENCE_MS;
  while (!(await accepts(port))) {
    await setTimeout(RETRY_MS);
    if (child.exitCode === null && Date.now() < endMs) continue;
    await stop();
    throw new Error(`${program}: expected it to listen, found ${said.join('')}`);
  }
  return { port, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    // ECONNREFUSED: not yet.
    return false;
  } finally {
    socket.destroy();
  }
}
