import type { Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Server as NetServer } from 'node:net';
import { HubError } from './hub-error.ts';

/** Where a hub listens. */
export interface Address {
  readonly host: string;
  /** 0 chooses a free one. */
  readonly port: number;
  /** The option that chooses it, for messages; `--port` unless given. */
  readonly option?: string;
}

const LARGEST_PORT = 65_535;
const GRACE_MS = 5000;

/**
 * Starts listening.
 * @returns the actual port
 * @throws HubError when the address is in use, forbidden or not on this machine
 */
export async function listen(server: NetServer, { host, port, option }: Address): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      reject(new HubError(explanation(error, host, port, option)));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  // A connection was not accepted for lack of file descriptors; later ones may be.
  server.on('error', (error) => {
    console.error(error.message);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** Stops listening; answers in progress have a few seconds to finish. */
export function close(server: Server | SecureServer, graceMs = GRACE_MS): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.prependListener('request', (_request, response) => {
      response.setHeader('Connection', 'close');
    });
    server.close(() => {
      clearTimeout(giveUp);
      resolve();
    });
  });
}

function explanation(
  error: NodeJS.ErrnoException,
  host: string,
  port: number,
  option = '--port',
): string {
  const another = port < LARGEST_PORT ? port + 1 : port - 1;
  const foreign = `--host: expected an address of this machine, found ${host}`;
  const known: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is in use; choose another: npm start -- ${option} ${another}`,
    EACCES: `port ${port} is not allowed to this user; choose one above 1023: npm start -- ${option} 8000`,
    EADDRNOTAVAIL: foreign,
    EAFNOSUPPORT: foreign,
    EAI_AGAIN: foreign,
    EINVAL: foreign,
    ENOTFOUND: foreign,
  };
  return known[error.code ?? ''] ?? `${host}:${port}: ${error.message}`;
}
