import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Answer } from './answer.ts';

/** How long a client may keep sending data that is ignored. */
const LINGER_MS = 1000;

/**
 * Answers on a connection that Node hands over without a response, because the request is invalid or incomplete. The
 * connection ends with the answer; whatever still arrives is read and discarded, or the answer would be lost.
 */
export function refuse(socket: Duplex, { status, headers, body = Buffer.alloc(0) }: Answer): void {
  if (!socket.writable) return;
  // A client that is gone before the refusal.
  socket.on('error', () => socket.destroy());
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(
    ([name, value]) => `${name}: ${String(value)}\r\n`,
  );
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`);
  socket.end(body);
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
