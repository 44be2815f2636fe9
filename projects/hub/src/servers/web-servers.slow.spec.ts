import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { build, hashOf, isCompressed, useFolder, type Files } from '../../testing/small-build.ts';
import { findWebServers, type RunningServer, type WebServer } from '../../testing/web-servers.ts';
import { appServer } from '../app-server.ts';
import { close, listen } from '../listen.ts';
import { Releases } from '../releases.ts';
import { contentType, responseHeaders } from '../response-headers.ts';

const HUB: WebServer = {
  name: 'the hub',
  encodings: ['br', 'gzip'],
  start: async (root) => {
    const server = appServer(await Releases.open(root));
    const port = await listen(server, { host: '127.0.0.1', port: 0 });
    return { port, stop: () => close(server, 0) };
  },
};

interface Answer {
  readonly status: number;
  /** All values of a header, also one that was sent twice. */
  valuesOf(name: string): readonly string[];
  readonly body: Buffer;
}

const { found, missing } = findWebServers();
if (missing.length > 0) console.log(`Not tried here, as this is no Debian: ${missing.join(', ')}.`);

for (const server of [HUB, ...found]) {
  describe(`${server.name}, told what the hub answers,`, () => {
    const parent = useFolder();
    let files: Files;
    let running: RunningServer | undefined;

    beforeAll(async () => {
      // Servers that give up root's rights have to read it.
      chmodSync(parent(), 0o755);
      const root = join(parent(), 'app');
      files = await build(root, 1);
      mkdirSync(join(root, '.hidden'));
      writeFileSync(join(root, '.hidden/index.html'), 'hidden');
      running = await server.start(root);
    });
    afterAll(async () => {
      await running?.stop();
      rmSync(join(parent(), 'app'), { recursive: true });
    });

    async function ask(
      path: string,
      headers: Readonly<Record<string, string>> = {},
      method = 'GET',
    ): Promise<Answer> {
      const port = running?.port;
      const asking = request({ host: '127.0.0.1', port, path, headers, method, agent: false });
      asking.end();
      const [answer] = (await once(asking, 'response')) as [IncomingMessage];
      return {
        status: answer.statusCode ?? 0,
        valuesOf: (name) => answer.headersDistinct[name.toLowerCase()] ?? [],
        body: await buffer(answer),
      };
    }

    function expectHeaders(path: string, answer: Answer, hashedAs = path): void {
      for (const [name, value] of Object.entries(responseHeaders(hashedAs)))
        expect([path, name, answer.valuesOf(name)]).toEqual([path, name, [value]]);
    }

    it('sends each file with its headers, each once, and its media type', async () => {
      for (const [path, content] of files) {
        const answer = await ask(`/${encodeURI(path)}`);
        expect([path, answer.status, answer.body.equals(content)]).toEqual([path, 200, true]);
        expectHeaders(path, answer);
        expect([path, answer.valuesOf('content-type')]).toEqual([path, [contentType(path)]]);
      }
    });

    it('lets only names with a hash be kept, no service worker and no list of it', async () => {
      const immutable = ['public, max-age=31536000, immutable'];
      const names = [`main-${hashOf(1)}.js`, `media/inter-${hashOf(1)}.woff2`];
      for (const path of names)
        expect((await ask(`/${path}`)).valuesOf('cache-control')).toEqual(immutable);
      for (const path of ['sw.js', 'ngsw.json', 'index.html', 'manifest.webmanifest', ''])
        expect((await ask(`/${path}`)).valuesOf('cache-control')).toEqual(['no-cache']);
    });

    it('sends what the build compressed, in the form that is accepted', async () => {
      for (const [path, content] of files) {
        for (const [accepted, wanted] of [
          ['br, gzip', server.encodings.includes('br') ? 'br' : 'gzip'],
          ['gzip, deflate', 'gzip'],
          ['deflate', undefined],
        ] as const) {
          const answer = await ask(`/${encodeURI(path)}`, { 'Accept-Encoding': accepted });
          const sent = isCompressed(path) && wanted !== undefined ? [wanted] : [];
          expect([path, accepted, answer.valuesOf('content-encoding')]).toEqual([
            ...[path, accepted, sent],
          ]);
          const [encoding] = sent;
          const decode = encoding === 'br' ? brotliDecompressSync : gunzipSync;
          const body = encoding === undefined ? answer.body : decode(answer.body);
          expect(body.equals(content)).withContext(path).toBeTrue();
          expectHeaders(path, answer);
          expect([path, answer.valuesOf('content-type')]).toEqual([path, [contentType(path)]]);
          if (isCompressed(path))
            expect(answer.valuesOf('vary').join()).toMatch(/^accept-encoding$/i);
        }
      }
    });

    it('says 404 for what is not there, never with the page, and lets nobody keep that', async () => {
      for (const path of [
        ...['/nothing.js', '/main-ABCD1234.js', '/media/a-ABCD1234.woff2', '/nothing', '/a/b/'],
        ...['/exports/', '/index.html/', '/.hidden/', '/.hidden/index.html'],
      ]) {
        const answer = await ask(path, { Accept: 'text/html' });
        expect([path, answer.status]).toEqual([path, 404]);
        expect(answer.body.toString()).not.toContain('main-');
        expectHeaders(path, answer, 'nothing');
      }
    });

    it('serves a folder’s page, and sends there whoever forgets the slash', async () => {
      for (const [path, file] of [
        ['/', 'index.html'],
        ['/?page=offline', 'index.html'],
        ['/lessons/', 'lessons/index.html'],
      ] as const) {
        const answer = await ask(path);
        expect([path, answer.status]).toEqual([path, 200]);
        expect(answer.body).toEqual(files.get(file) ?? Buffer.alloc(0));
        expectHeaders(path, answer);
        expect([path, answer.valuesOf('content-type')]).toEqual([path, [contentType(file)]]);
      }
      const folder = await ask('/lessons');
      expect(folder.status === 301 || folder.status === 308).toBeTrue();
      expect(folder.valuesOf('location')[0]).toMatch(/\/lessons\/$/);
    });

    it('says that nothing has changed, with the headers', async () => {
      for (const path of ['index.html', `main-${hashOf(1)}.js`]) {
        const [tag = ''] = (await ask(`/${path}`)).valuesOf('etag');
        expect(tag).not.toBe('');
        const again = await ask(`/${path}`, { 'If-None-Match': tag });
        expect([path, again.status, again.body.length]).toEqual([path, 304, 0]);
        expect(again.valuesOf('cache-control')).toEqual([
          responseHeaders(path)['Cache-Control'] ?? '',
        ]);
      }
    });

    it('answers HEAD as GET', async () => {
      for (const path of ['/', `/main-${hashOf(1)}.js`, '/nothing']) {
        const [whole, head] = [await ask(path), await ask(path, {}, 'HEAD')];
        expect([head.status, head.body.length]).toEqual([whole.status, 0]);
        expectHeaders(path, head, whole.status === 404 ? 'nothing' : path);
      }
    });
  });
}
