import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, writeFileSync } from 'node:fs';
import { Agent, get, type Server as SecureServer } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { exchange, get as getInClear } from '../../testing/exchange.ts';
import { HubProcess } from '../../testing/hub-process.ts';
import { build, filesOf, useFolder } from '../../testing/small-build.ts';
import { LIMITS, secureAppServer } from '../app-server.ts';
import { close, listen } from '../listen.ts';
import { Releases } from '../releases.ts';
import { Authority } from './authority.ts';
import type { Certificates } from './certificates.ts';
import { keepCertified } from './https-hub.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const PATIENCE_MS = 120_000;
const BUNDLING_MS = 60_000;
const VISITORS = 10;
const RENEWALS = 20;

/** Asks for a page over https, as a device that trusts this authority alone. */
async function getSecurely(
  port: number,
  path: string,
  ca: string,
  host = 'localhost',
): Promise<{ readonly answer: IncomingMessage; readonly body: Buffer }> {
  const agent = new Agent({ ca });
  const request = get({ port, path, host: '127.0.0.1', servername: host, agent });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  return { answer, body: await buffer(answer) };
}

describe('secureAppServer', () => {
  const folder = useFolder();
  let authority: Authority;
  let ca = '';
  let releases: Releases;
  let server: SecureServer;
  let port = 0;

  beforeAll(async () => {
    await build(folder(), 1);
    releases = await Releases.open(folder());
    authority = await Authority.make('A hub', [], Date.now());
    ca = new X509Certificate(authority.der).toString();
    server = secureAppServer(releases);
    server.setSecureContext(await authority.issue(['localhost'], Date.now()));
    port = await listen(server, { host: '127.0.0.1', port: 0 });
  });
  afterAll(() => close(server, 0));

  it('answers as over http, and asks no browser to stay with https', async () => {
    const { answer, body } = await getSecurely(port, '/', ca);
    expect([answer.statusCode, body]).toEqual([200, filesOf(1).get('index.html')]);
    expect(answer.headers['content-security-policy']).toContain("default-src 'self'");
    expect(answer.headers['strict-transport-security']).toBeUndefined();
    expect((await getSecurely(port, '/nothing', ca)).answer.statusCode).toBe(404);
  });

  it('closes what is no TLS, or never finishes its handshake, and goes on', async () => {
    // Soon, yet later than a busy computer takes for a request.
    const limits = { ...LIMITS, headersTimeoutMs: 3000 };
    const impatient = secureAppServer(releases, { limits });
    impatient.setSecureContext(await authority.issue(['localhost'], Date.now()));
    const impatientPort = await listen(impatient, { host: '127.0.0.1', port: 0 });
    try {
      expect(
        await exchange(impatientPort, { pieces: ['GET / HTTP/1.1\r\n\r\n'], then: 'wait' }),
      ).toBeUndefined();
      const silent = connect(impatientPort, '127.0.0.1');
      silent.on('error', () => undefined);
      silent.write(Buffer.from('1603010200', 'hex'));
      await once(silent, 'close');
      expect((await getSecurely(impatientPort, '/', ca)).answer.statusCode).toBe(200);
    } finally {
      await close(impatient, 0);
    }
  });

  it('leaves protocol changes to a listener for its upgrade event', async () => {
    server.once('upgrade', (_request, socket) =>
      socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
    );
    const headers = { Upgrade: 'websocket', Connection: 'Upgrade' };
    const request = get({ port, host: '127.0.0.1', servername: 'localhost', ca, headers });
    const [answer] = (await once(request, 'upgrade')) as [IncomingMessage];
    expect(answer.statusCode).toBe(101);
  });

  it('takes each new certificate while it runs, and survives a check that fails', async () => {
    const pairs = [await authority.issue(['old.local'], Date.now())];
    const lines: string[] = [];
    let checks = 0;
    const certificates: Certificates = {
      get pair() {
        return pairs.at(-1);
      },
      health: { state: 'ok', validUntil: null, names: [], notFor: [] },
      authority: undefined,
      check: async () => {
        if (++checks <= 3) throw new RangeError('of a test');
        if (checks > 4) return false;
        pairs.push(await authority.issue(['new.local'], Date.now()));
        return true;
      },
    };
    const own = secureAppServer(releases);
    const ownPort = await listen(own, { host: '127.0.0.1', port: 0 });
    const stop = keepCertified(own, certificates, (line) => lines.push(line), 20);
    try {
      const { answer } = await getSecurely(ownPort, '/', ca, 'old.local');
      expect(answer.statusCode).toBe(200);
      while (checks < 5) await getSecurely(ownPort, '/', ca, 'none.local').catch(() => undefined);
      expect((await getSecurely(ownPort, '/', ca, 'new.local')).answer.statusCode).toBe(200);
      await expectAsync(getSecurely(ownPort, '/', ca, 'old.local')).toBeRejectedWithError(
        /altnames/,
      );
      expect(lines).toEqual(['RangeError: of a test']);
    } finally {
      stop();
      await close(own, 0);
    }
  });

  it(
    'loses no request while it gets one certificate after the other',
    async () => {
      const page = filesOf(1).get('index.html') ?? Buffer.alloc(0);
      let [answered, isOver] = [0, false];
      const visitors = Array.from({ length: VISITORS }, async () => {
        while (!isOver) {
          // Each on a connection of its own, with its own handshake.
          const { answer, body } = await getSecurely(port, '/', ca);
          expect(answer.statusCode).toBe(200);
          expect(body.equals(page)).toBeTrue();
          answered++;
        }
      });
      for (let renewal = 0; renewal < RENEWALS; renewal++) {
        const before = answered;
        server.setSecureContext(await authority.issue(['localhost'], Date.now()));
        while (answered < before + VISITORS) await setImmediate();
      }
      isOver = true;
      await Promise.all(visitors);
      expect(answered).toBeGreaterThanOrEqual(RENEWALS * VISITORS);
    },
    PATIENCE_MS,
  );

  it('refuses handshakes until there is a certificate', async () => {
    const own = secureAppServer(releases);
    const ownPort = await listen(own, { host: '127.0.0.1', port: 0 });
    await expectAsync(getSecurely(ownPort, '/', ca)).toBeRejected();
    own.setSecureContext(await authority.issue(['localhost'], Date.now()));
    expect((await getSecurely(ownPort, '/', ca)).answer.statusCode).toBe(200);
    await close(own, 0);
  });
});

describe('a hub with --https', () => {
  const parent = useFolder();
  let [app, keys] = ['', ''];

  beforeAll(async () => {
    [app, keys] = [join(parent(), 'app'), join(parent(), 'keys')];
    await build(app, 1);
  });

  /** Trusts the authority that the hub gives away over http, and asks over https. */
  async function expectTrusted(hub: HubProcess): Promise<Buffer> {
    const given = await getInClear(hub.port, '/ca.crt');
    expect(given.headers.get('content-type')).toBe('application/x-x509-ca-cert');
    const certificate = new X509Certificate(given.body);
    await hub.line(new RegExp(`^SHA-256 of the authority: ${certificate.fingerprint256}$`));
    const [, port = ''] = await hub.line(/^To install the app: https:\/\/\S+:(\d+)$/);
    const { answer, body } = await getSecurely(Number(port), '/', certificate.toString());
    expect([answer.statusCode, body]).toEqual([200, filesOf(1).get('index.html')]);
    const health = await getInClear(hub.port, '/health');
    expect(health.body.toString()).toContain('"https":{"state":"ok","validUntil":"2');
    return given.body;
  }

  it(
    'is trusted after each start, whoever trusted it once',
    async () => {
      const options = ['--https', '--https-port', '0', '--authority', keys];
      const authorities: Buffer[] = [];
      for (let start = 0; start < 2; start++) {
        const hub = await HubProcess.start(app, ':', options);
        try {
          authorities.push(await expectTrusted(hub));
          await hub.line(/^Once on each device, before: http:\/\/localhost:\d+\/trust\/$/);
        } finally {
          expect(await hub.end('SIGTERM')).toBe(0);
        }
      }
      expect(authorities[1]).toEqual(authorities[0]);
    },
    PATIENCE_MS,
  );

  it(
    'is one file that needs no node_modules, run by the Node that is installed',
    async () => {
      const bundled = join(parent(), 'bundled');
      const { status, stderr } = spawnSync(process.execPath, ['scripts/bundle-hub.ts', bundled], {
        ...{ cwd: ROOT, encoding: 'utf8', timeout: BUNDLING_MS },
      });
      expect(status).withContext(stderr).toBe(0);
      const alone = join(parent(), 'alone', 'serve.mjs');
      cpSync(join(bundled, 'serve.mjs'), alone);
      // Not the one that comes with npm ci.
      const path = (process.env['PATH'] ?? '').split(delimiter);
      const PATH = path.filter((entry) => !entry.includes('node_modules')).join(delimiter);
      const own = join(parent(), 'alone', 'keys');
      const options = ['--https', '--https-port', '0', '--authority', own];
      const program = ['env', `PATH=${PATH}`, 'node', alone];
      const hub = await HubProcess.start(app, ':', options, program);
      try {
        await expectTrusted(hub);
      } finally {
        await hub.end('SIGKILL');
      }
    },
    PATIENCE_MS,
  );

  it(
    'uses a certificate of others, and says in one line what is wrong with one',
    async () => {
      const authority = await Authority.make('A school', [], Date.now());
      const { cert, key } = await authority.issue(['localhost'], Date.now());
      const [certFile, keyFile] = [join(parent(), 'cert.pem'), join(parent(), 'key.pem')];
      writeFileSync(certFile, cert);
      writeFileSync(keyFile, key);
      const options = ['--https', '--https-port', '0', '--cert', certFile, '--key', keyFile];
      const hub = await HubProcess.start(app, ':', options);
      try {
        const [, port = ''] = await hub.line(/^To install the app: https:\/\/localhost:(\d+)$/);
        const ca = new X509Certificate(authority.der).toString();
        expect((await getSecurely(Number(port), '/', ca)).answer.statusCode).toBe(200);
        expect((await getInClear(hub.port, '/ca.crt')).status).toBe(404);
      } finally {
        await hub.end('SIGKILL');
      }
      writeFileSync(keyFile, 'half');
      // It ends: one that waits without https would be found out by nobody.
      await expectAsync(HubProcess.start(app, ':', options)).toBeRejectedWithError(
        /found [^\n]*key\.pem: expected a private key without a passphrase, PEM, found: [^\n]*$/,
      );
    },
    PATIENCE_MS,
  );
});
