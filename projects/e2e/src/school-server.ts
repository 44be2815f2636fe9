import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { redirectToFolder } from './redirect-to-folder.ts';

/** The server of one test that forwards to the app under a path, and can be stopped. */
export interface SchoolServer {
  /** The address of the app. */
  readonly url: string;
  stop(): void;
}

/** Starts one in front of the server that the tests use. */
export async function startSchoolServer(
  baseURL: string | undefined,
  path: string,
): Promise<SchoolServer> {
  const server: Server = createServer((request, response) => {
    if (redirectToFolder(request, response, path)) return;
    const isInside = request.url?.startsWith(path) === true;
    const target = new URL(request.url?.slice(path.length) ?? '', baseURL);
    void fetch(target).then(async ({ status, headers, body }) => {
      const content = Buffer.from(await new Response(body).arrayBuffer());
      for (const name of ['content-type', 'content-security-policy']) {
        response.setHeader(name, headers.get(name) ?? '');
      }
      response.writeHead(isInside ? status : 404).end(content);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${path}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
