import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { decoded, exchange, get, type WireAnswer } from '../testing/exchange.ts';
import { build, hashOf, useFolder, type Files } from '../testing/small-build.ts';
import { appServer, LIMITS } from './app-server.ts';
import { close, listen } from './listen.ts';
import { Releases } from './releases.ts';

const SCRIPT = `main-${hashOf(1)}.js`;
/** Headers that crashed sirv 3.0.2, or were answered with a part of the file. */
const RANGES = ['5-2', '0-18446744073709551615', '-10', '0-0', '0-9,20-', 'x', ''];

describe('appServer', () => {
  const folder = useFolder();
  let files: Files;
  let releases: Releases;
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    files = await build(folder(), 1);
    releases = await Releases.open(folder());
    server = appServer(releases);
    port = await listen(server, { host: '127.0.0.1', port: 0 });
  });
  afterAll(() => close(server));

  function content(path: string): Buffer {
    return files.get(path) ?? Buffer.alloc(0);
  }

  it('serves the page, which browsers must revalidate each time', async () => {
    const { status, headers, body } = await get(port, '/');
    expect([status, body]).toEqual([200, content('index.html')]);
    expect(headers.get('content-type')).toBe('text/html;charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  });

  it('says that it is well, for monitors', async () => {
    const { status, headers, body } = await get(port, '/health');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(headers.get('cache-control')).toBe('no-store');
    const health = JSON.parse(body.toString()) as Record<string, unknown>;
    expect(Object.keys(health)).toEqual(['status', 'release', 'uptimeSeconds', 'memoryBytes']);
    expect([health['status'], health['release']]).toEqual(['ok', releases.release]);
    expect(health['memoryBytes']).toBeGreaterThan(10_000_000);
  });

  it('serves the whole file for any range', async () => {
    for (const [path, bytes] of files) {
      for (const range of RANGES) {
        const headers = { Range: `bytes=${range}`, 'Accept-Encoding': 'br' };
        const answer = await get(port, `/${encodeURI(path)}`, headers);
        expect([path, answer.status, decoded(answer).equals(bytes)]).toEqual([path, 200, true]);
        expect(answer.headers.get('accept-ranges')).toBe('none');
      }
    }
  });

  for (const [path, type] of [
    ['manifest.webmanifest', 'application/manifest+json'],
    ['samples/large.bin', 'application/octet-stream'],
    [`kernels-${hashOf(1)}.wasm`, 'application/wasm'],
    [`media/inter-${hashOf(1)}.woff2`, 'font/woff2'],
    [SCRIPT, 'text/javascript'],
    ['icon.svg', 'image/svg+xml'],
    ['ngsw.json', 'application/json'],
  ] as const) {
    it(`serves ${path} as ${type}`, async () => {
      expect((await get(port, `/${path}`)).headers.get('content-type')).toBe(type);
    });
  }

  it('has a strong tag for each encoding, and answers it with 304', async () => {
    const tags = new Set<string>();
    for (const encoding of ['br', 'gzip', 'identity']) {
      const accepting = { 'Accept-Encoding': encoding };
      const first = await get(port, `/${SCRIPT}`, accepting);
      const tag = first.headers.get('etag') ?? '';
      expect(tag).toMatch(/^"[\w-]+"$/);
      expect(first.headers.get('vary')).toBe('Accept-Encoding');
      expect(first.headers.get('cache-control')).toContain('immutable');
      tags.add(tag);
      for (const list of [tag, `"other", ${tag}`, `W/${tag}`, '*']) {
        const again = await get(port, `/${SCRIPT}`, { ...accepting, 'If-None-Match': list });
        expect([list, again.status, again.body.length]).toEqual([list, 304, 0]);
        expect(again.headers.get('etag')).toBe(tag);
      }
    }
    expect(tags.size).toBe(3);
    const [brotli = ''] = tags;
    const other = {
      'Accept-Encoding': 'gzip',
      'If-None-Match': `${brotli}, "`,
      Range: 'bytes=0-1',
    };
    expect((await get(port, `/${SCRIPT}`, other)).status).toBe(200);
  });

  it('answers HEAD with the headers of GET', async () => {
    for (const target of ['/', `/${SCRIPT}`, '/nothing', '/%ff', '/lessons']) {
      const whole = await get(port, target);
      const head = await get(port, target, {}, 'HEAD');
      expect(head.status).toBe(whole.status);
      expect(head.body.length).toBe(0);
      const [expected, found] = [whole, head].map(({ headers }) => {
        const all = new Map(headers);
        all.delete('date');
        return all;
      });
      expect(found).toEqual(expected);
    }
  });

  function expectWords({ headers, body }: WireAnswer, words: string): void {
    expect(headers.get('content-type')).toBe('text/plain;charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('content-security-policy')).toBeDefined();
    expect(body.toString()).toContain(words);
  }

  for (const target of [
    ...['/nothing.js', '/main-ABCD1234.js', '/index.html/', '/exports', '/exports/', '//'],
    ...['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/..%5cpackage.json'],
    ...['//etc/passwd', '/C:/x', '/%00', '/index.html%00', '/index.html.br', '/release.json', '/.'],
    ...['/lessons//', '//lessons', '/\\lessons', 'http://hub//', '/index%2ehtml%2f', '/INDEX.HTML'],
  ]) {
    it(`says that ${target} is not there`, async () => {
      const answer = await get(port, target);
      expect(answer.status).toBe(404);
      expectWords(answer, 'The app starts at');
    });
  }

  it('says which addresses it cannot read', async () => {
    for (const target of ['/%', '/%zz', '/%E0%A4%A', '/%ff', '*']) {
      const answer = await get(port, target);
      expect([target, answer.status]).toEqual([target, 400]);
      expectWords(answer, 'cannot be read');
    }
    for (const bytes of [LIMITS.headerBytes, 1e6]) {
      const long = await get(port, `/${'a'.repeat(bytes)}`);
      expect(long.status).toBe(431);
      expectWords(long, 'too long');
    }
  });

  it('accepts percent-encoding, queries and absolute URLs', async () => {
    for (const target of [
      '/exports/gr%C3%B6%c3%9fe%201.txt?a=%zz',
      'http://hub/exports/gr%C3%B6%C3%9Fe%201.txt',
    ]) {
      expect((await get(port, target)).body).toEqual(content('exports/größe 1.txt'));
    }
    for (const target of ['http://hub', 'HTTP://hub?x', '/?page=offline', '/index%2ehtml']) {
      expect((await get(port, target)).body).toEqual(content('index.html'));
    }
  });

  it('redirects a folder without its slash to its page, even behind a proxy path', async () => {
    for (const [target, location] of [
      ['/lessons', './lessons/'],
      ['/lessons?weights=a/b.json', './lessons/?weights=a/b.json'],
      ['/%6cessons', './lessons/'],
    ] as const) {
      const { status, headers } = await get(port, target);
      expect([status, headers.get('location')]).toEqual([301, location]);
    }
    expect((await get(port, '/lessons/')).body).toEqual(content('lessons/index.html'));
  });

  it('says that it has no acceptable encoding', async () => {
    for (const header of ['identity;q=0', '*;q=0', 'identity;q=0, zstd']) {
      const answer = await get(port, '/exports/gr%C3%B6%C3%9Fe%201.txt', {
        'Accept-Encoding': header,
      });
      expect([header, answer.status]).toEqual([header, 406]);
      expectWords(answer, 'Accept-Encoding');
    }
  });

  it('refuses everything but reading', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'CONNECT']) {
      const { status, headers } = await get(port, method === 'CONNECT' ? 'a:1' : '/', {}, method);
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD']);
    }
  });

  it('delivers its answer whatever the client sends', async () => {
    const sent = Array.from({ length: 20 }, async (_, index) => {
      const line = index % 2 === 0 ? 'POST /' : 'CONNECT hub:443';
      const head = `${line} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n`;
      const pieces = [
        `${head}Content-Length: 900000\r\n\r\n`,
        ...Array<string>(9).fill('x'.repeat(1e5)),
      ];
      return exchange(port, { pieces, pause: setImmediate, then: 'wait' });
    });
    const answers = await Promise.all(sent);
    expect(answers.map((answer) => answer?.status)).toEqual(Array(20).fill(405));
  });

  it('says that a request needs exactly one host', async () => {
    const asking = (version: string, hosts: string): ReturnType<typeof exchange> => {
      const head = `GET / HTTP/${version}\r\n${hosts}Connection: close\r\n\r\n`;
      return exchange(port, { pieces: [head], then: 'wait' });
    };
    for (const hosts of ['', 'Host: a\r\nHost: b\r\n']) {
      const answer = await asking('1.1', hosts);
      expect(answer?.status).toBe(400);
      if (answer) expectWords(answer, 'one Host');
    }
    expect((await asking('1.0', ''))?.status).toBe(200);
  });

  it('ignores expectations', async () => {
    for (const Expect of ['100-continue', 'miracles']) {
      const answer = await get(port, '/', { Expect });
      expect([answer.status, answer.body]).toEqual([200, content('index.html')]);
    }
    const pieces = ['POST / HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nExpect: miracles\r\n'];
    pieces.push('Content-Length: 900000\r\n\r\n', 'x'.repeat(900_000));
    expect((await exchange(port, { pieces, then: 'wait' }))?.status).toBe(405);
  });

  it('ignores requests to change the protocol', async () => {
    for (const Upgrade of ['websocket', 'h2c']) {
      const answer = await get(port, '/', { Upgrade, Connection: 'Upgrade' });
      expect([answer.status, answer.body]).toEqual([200, content('index.html')]);
    }
  });

  it('leaves protocol changes to a listener for its upgrade event', async () => {
    const own = appServer(releases);
    own.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
    const ownPort = await listen(own, { host: '127.0.0.1', port: 0 });
    const asking = { Upgrade: 'websocket', Connection: 'Upgrade' };
    expect((await get(ownPort, '/', asking)).status).toBe(101);
    await close(own);
  });

  it('says that it made a mistake, and keeps serving', async () => {
    const error = new RangeError('of a test');
    const log = spyOn(console, 'error');
    const own = appServer({
      release: 'of a test',
      find: (path) => {
        if (path === 'icon.svg') throw error;
        return releases.find(path);
      },
    });
    const ownPort = await listen(own, { host: '127.0.0.1', port: 0 });
    const answer = await get(ownPort, '/icon.svg');
    expect(answer.status).toBe(500);
    expectWords(answer, 'made a mistake');
    expect(log).toHaveBeenCalledOnceWith(error);
    expect((await get(ownPort, '/')).status).toBe(200);
    await close(own);
  });

  describe('with short limits', () => {
    let hasty: Server;
    let hastyPort = 0;

    beforeAll(async () => {
      const limits = {
        ...{ headersTimeoutMs: 200, requestTimeoutMs: 200, silenceTimeoutMs: 400 },
        ...{ headerBytes: 2000, connections: 3 },
      };
      hasty = appServer(releases, { limits });
      hastyPort = await listen(hasty, { host: '127.0.0.1', port: 0 });
    });
    afterAll(() => close(hasty));

    it('closes a connection that is never read', async () => {
      const isClosed = once(hasty, 'connection').then(([socket]) =>
        once(socket as Socket, 'close'),
      );
      const client = connect(hastyPort, '127.0.0.1').pause();
      // More than systems buffer for a reader.
      client.write('GET /samples/large.bin HTTP/1.1\r\nHost: hub\r\n\r\n'.repeat(60));
      await isClosed;
      client.destroy();
      expect((await get(hastyPort, '/')).status).toBe(200);
    });

    it('closes connections without a request or with an incomplete one', async () => {
      const wait = { then: 'wait' } as const;
      expect((await exchange(hastyPort, { pieces: [], ...wait }))?.status).toBe(408);
      const half = await exchange(hastyPort, { pieces: ['GET / HTTP/1.1\r\nHo'], ...wait });
      expect(half?.status).toBe(408);
      const long = await get(hastyPort, '/', { Cookie: 'a'.repeat(2000) });
      expect(long.status).toBe(431);
    });

    it('keeps within its number of connections', async () => {
      let most = 0;
      const count = (): void => {
        hasty.getConnections((_error, connections) => (most = Math.max(most, connections)));
      };
      hasty.on('connection', count);
      const ends = await Promise.allSettled(
        Array.from({ length: 12 }, () => exchange(hastyPort, { pieces: ['GET'], then: 'wait' })),
      );
      expect(ends.length).toBe(12);
      expect(most).toBeLessThanOrEqual(3);
      expect((await get(hastyPort, '/')).status).toBe(200);
    });
  });
});
