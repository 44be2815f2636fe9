import { existsSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { responseHeaders } from './response-headers.ts';

/** A hub that cannot start: one line that says what was expected, what was found, what to do. */
export class HubError extends Error {
  override readonly name = 'HubError';
}

/** Where a hub listens. */
export interface Address {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/**
 * Makes a server for the built app: brotli and gzip files made at build, validated caching for names
 * that stay, lasting caching for names with a hash. It reads the folder's names once.
 * @param folder of the built app
 * @throws HubError when no app was built there
 */
export function appServer(folder: string): Server {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new HubError(`${folder}: expected the built app, found no index.html; run npm run build`);
  }
  const serve = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, path) => {
      setHeaders(response, path);
    },
  });
  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      setHeaders(response, '');
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    serve(request, response, () => {
      setHeaders(response, '');
      response.writeHead(404, { 'Content-Type': 'text/plain;charset=utf-8' }).end('Not found\n');
    });
  });
}

/**
 * Starts listening.
 * @returns the port listened on
 * @throws HubError when the address is taken, forbidden or not this machine's
 */
export async function listen(server: Server, { host, port }: Address): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new HubError(explanation(error, host, port)));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

function setHeaders(response: ServerResponse, path: string): void {
  for (const [name, value] of Object.entries(responseHeaders(path))) {
    response.setHeader(name, value);
  }
}

function explanation(error: NodeJS.ErrnoException, host: string, port: number): string {
  const known: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is in use; choose another: npm start -- --port ${port + 1}`,
    EACCES: `port ${port} is not allowed to this user; choose one above 1023: npm start -- --port 8000`,
    EADDRNOTAVAIL: `--host: expected an address of this machine, found ${host}`,
    ENOTFOUND: `--host: expected an address of this machine, found ${host}`,
  };
  return known[error.code ?? ''] ?? `${host}:${port}: ${error.message}`;
}
