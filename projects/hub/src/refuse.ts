import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Answer } from './answer.ts';

/** So long may a client go on sending what is not read. */
const LINGER_MS = 1000;

/**
 * Answers on a connection that Node hands over, without a response: the request is none, or not complete. The
 * connection ends with it; what still comes is thrown away, as the answer would be lost were it left unread.
 */
export function refuse(socket: Duplex, { status, headers, body = Buffer.alloc(0) }: Answer): void {
  if (!socket.writable) return;
  // A client that is gone before it is refused.
  socket.on('error', () => socket.destroy());
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(
    ([name, value]) => `${name}: ${String(value)}\r\n`,
  );
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`);
  socket.end(body);
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
