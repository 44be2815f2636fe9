import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { exchange, get } from '../testing/exchange.ts';
import { HubError } from './hub-error.ts';
import { close, listen } from './listen.ts';

const HOST = '127.0.0.1';

describe('listen', () => {
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    server = createServer();
    port = await listen(server, { host: HOST, port: 0 });
  });
  afterAll(() => close(server));

  it('says which port is in use and how to choose another', async () => {
    await expectAsync(listen(createServer(), { host: HOST, port })).toBeRejectedWithError(
      HubError,
      `port ${port} is in use; choose another: npm start -- --port ${port + 1}`,
    );
  });

  for (const host of ['192.0.2.1', '2001:db8::1', 'no.such.host.invalid', 'fe80::1']) {
    it(`says that ${host} is not an address of this machine`, async () => {
      await expectAsync(listen(createServer(), { host, port: 0 })).toBeRejectedWithError(
        HubError,
        `--host: expected an address of this machine, found ${host}`,
      );
    });
  }

  it('survives a connection that it cannot accept', () => {
    const log = spyOn(console, 'error');
    server.emit('error', new Error('accept EMFILE'));
    server.emit('error', new Error('accept EMFILE'));
    expect(log).toHaveBeenCalledWith('accept EMFILE');
  });
});

describe('close', () => {
  const large = Buffer.alloc(3_000_000, 'x');
  let server: Server;
  let port = 0;

  beforeEach(async () => {
    server = createServer((_request, response) => response.end(large));
    port = await listen(server, { host: HOST, port: 0 });
  });

  it('finishes answers in progress, and accepts no more requests', async () => {
    let ended: Promise<void> | undefined;
    server.once('request', () => {
      ended = close(server);
    });
    const [answer] = await Promise.all([get(port, '/'), once(server, 'close')]);
    expect(answer.body.equals(large)).toBeTrue();
    await ended;
    await expectAsync(get(port, '/')).toBeRejectedWithError(/ECONNREFUSED/);
  });

  it('gives up on clients that take too long', async () => {
    const half = exchange(port, { pieces: ['GET / HTTP/1.1\r\n'], then: 'wait' });
    await once(server, 'connection');
    await close(server, 50);
    expect(await half).toBeUndefined();
  });
});
