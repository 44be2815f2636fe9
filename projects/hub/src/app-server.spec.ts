import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { appServer, HubError, listen } from './app-server.ts';

const HTML = '<!doctype html><title>App</title>';
const SCRIPT = 'console.log("app");'.repeat(50);

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

describe('appServer', () => {
  let folder = '';
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hub-'));
    mkdirSync(join(folder, 'exports'));
    writeFileSync(join(folder, 'index.html'), HTML);
    writeFileSync(join(folder, 'main-ABCD1234.js'), SCRIPT);
    writeFileSync(join(folder, 'main-ABCD1234.js.br'), brotliCompressSync(SCRIPT));
    writeFileSync(join(folder, 'main-ABCD1234.js.gz'), gzipSync(SCRIPT));
    writeFileSync(join(folder, 'exports', 'mlp_weights.json'), '{}');
    writeFileSync(join(folder, '..', 'hub-secret.txt'), 'secret');
    server = appServer(folder);
    port = await listen(server, { host: '127.0.0.1', port: 0 });
  });

  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
    rmSync(join(folder, '..', 'hub-secret.txt'));
  });

  function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
    return new Promise<Answer>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, headers, method };
      request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode: status, headers } = response;
          resolve({ status, headers, body: Buffer.concat(chunks) });
        });
      })
        .on('error', reject)
        .end();
    });
  }

  it('serves the page, to be checked each time', async () => {
    const { status, headers, body } = await get('/');
    expect([status, body.toString()]).toEqual([200, HTML]);
    expect(headers['content-type']).toBe('text/html;charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  });

  it('sends brotli, gzip or plain, as the browser takes it', async () => {
    const path = '/main-ABCD1234.js';
    const brotli = await get(path, { 'Accept-Encoding': 'gzip, br' });
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
    const gzip = await get(path, { 'Accept-Encoding': 'gzip' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
    const plain = await get(path);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(SCRIPT);
    for (const { headers } of [brotli, gzip, plain]) {
      expect(headers['cache-control']).toContain('immutable');
      expect(headers['content-type']).toBe('text/javascript');
      expect(headers.vary).toContain('Accept-Encoding');
    }
  });

  it('answers 304 while nothing changed', async () => {
    const first = await get('/exports/mlp_weights.json');
    expect(first.status).toBe(200);
    const again = await get('/exports/mlp_weights.json', {
      'If-None-Match': first.headers.etag ?? '',
    });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('answers 404 with its headers for what is not there, and nothing outside the folder', async () => {
    for (const path of [
      '/nothing.js',
      '/exports/',
      '/../hub-secret.txt',
      '/%2e%2e/hub-secret.txt',
    ]) {
      const { status, headers, body } = await get(path);
      expect([path, status, body.toString()]).toEqual([path, 404, 'Not found\n']);
      expect(headers['content-security-policy']).toBeDefined();
    }
  });

  it('only reads', async () => {
    const { status, headers } = await get('/', {}, 'POST');
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('says which port is in use and how to choose another', async () => {
    const second = appServer(folder);
    await expectAsync(listen(second, { host: '127.0.0.1', port })).toBeRejectedWithError(
      HubError,
      `port ${port} is in use; choose another: npm start -- --port ${port + 1}`,
    );
  });

  it('says when the address is not of this machine', async () => {
    await expectAsync(
      listen(appServer(folder), { host: '192.0.2.1', port: 0 }),
    ).toBeRejectedWithError(
      HubError,
      '--host: expected an address of this machine, found 192.0.2.1',
    );
  });

  it('says when the app is not built', () => {
    expect(() => appServer(join(folder, 'exports'))).toThrowError(HubError, /run npm run build$/);
  });
});
