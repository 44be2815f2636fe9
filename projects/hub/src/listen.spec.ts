import { createServer, type Server } from 'node:http';
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
    it(`says that ${host} is not of this machine`, async () => {
      await expectAsync(listen(createServer(), { host, port: 0 })).toBeRejectedWithError(
        HubError,
        `--host: expected an address of this machine, found ${host}`,
      );
    });
  }

  it('survives a connection that it cannot take', () => {
    const log = spyOn(console, 'error');
    server.emit('error', new Error('accept EMFILE'));
    server.emit('error', new Error('accept EMFILE'));
    expect(log).toHaveBeenCalledWith('accept EMFILE');
  });
});
