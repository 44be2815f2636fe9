import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** An answer as received. */
export interface WireAnswer {
  readonly status: number;
  /** With lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  /** As received, up to the end of the connection. */
  readonly body: Buffer;
}

/** How to send bytes to a server. */
export interface Exchange {
  /** Sent one after the other. */
  readonly pieces: readonly (string | Buffer)[];
  /** What to wait for between two pieces. */
  readonly pause?: () => Promise<void>;
  /**
   * What the client does after the last piece: waits for the answer, closes its sending side and waits, or
   * disconnects, at once or as soon as the answer starts to arrive.
   */
  readonly then: 'wait' | 'end' | 'go' | 'go in the middle';
}

/** Longer than anything takes on this computer. */
const PATIENCE_MS = 20_000;
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

/**
 * Sends any bytes on a new connection.
 * @returns the answer, or undefined when the connection ended without one
 * @throws Error when nothing happens, or the server accepts no connection
 */
export async function exchange(port: number, plan: Exchange): Promise<WireAnswer | undefined> {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  const chunks: Buffer[] = [];
  let isConnected = false;
  const ended = new Promise<void>((resolve, reject) => {
    socket.setTimeout(PATIENCE_MS, () => {
      reject(new Error('expected an answer or an end, found silence'));
      socket.destroy();
    });
    socket.on('connect', () => (isConnected = true));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (plan.then === 'go in the middle') socket.destroy();
    });
    socket.on('end', () => socket.end());
    socket.on('close', () => {
      resolve();
    });
    socket.on('error', (error) => {
      // After connecting, a reset counts as a normal end.
      if (!isConnected) reject(error);
    });
  });
  void send();
  await ended;
  return parseAnswer(Buffer.concat(chunks));

  async function send(): Promise<void> {
    for (const [index, piece] of plan.pieces.entries()) {
      if (index > 0) await plan.pause?.();
      if (socket.writable) socket.write(piece);
    }
    if (plan.then === 'end') socket.end();
    if (plan.then === 'go') socket.destroySoon();
  }
}

/** Sends a `GET` on a new connection. */
export async function get(
  port: number,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<WireAnswer> {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${target} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n${lines.join('')}\r\n`;
  const answer = await exchange(port, { pieces: [head], then: 'wait' });
  if (!answer) throw new Error(`${method} ${target}: expected an answer, found none`);
  return answer;
}

/** The body before encoding. */
export function decoded({ headers, body }: WireAnswer): Buffer {
  const encoding = headers.get('content-encoding');
  if (encoding === 'br') return brotliDecompressSync(body);
  return encoding === 'gzip' ? gunzipSync(body) : body;
}

function parseAnswer(bytes: Buffer): WireAnswer | undefined {
  // `100 Continue` may come before the answer.
  if (bytes.toString('latin1', 0, CONTINUE.length) === CONTINUE) {
    return parseAnswer(bytes.subarray(CONTINUE.length));
  }
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(first.split(' ')[1]), headers, body: bytes.subarray(end + 4) };
}
