import { setTimeout } from 'node:timers/promises';
import type { Exchange } from './exchange.ts';

const CRLF = '\r\n';

/** A request without a body; empty headers are left out. */
export function requestText(what: string, headers: readonly string[]): string {
  const lines = headers.filter((header) => header !== '');
  return [`${what} HTTP/1.1`, ...lines, '', ''].join(CRLF);
}

/** Percent-encodes every n-th letter, and whatever must be encoded. */
export function percentEncoded(path: string, every: number): string {
  return encodeURI(path).replace(/[a-z]/g, (letter, index: number) =>
    every > 0 && index % every === 0 ? `%${letter.charCodeAt(0).toString(16)}` : letter,
  );
}

/** Cuts a request into pieces of equal size, with pauses between them. */
export function cut(
  text: string,
  { parts, pauseMs }: { readonly parts: number; readonly pauseMs: number },
): Pick<Exchange, 'pieces' | 'pause'> {
  const bytes = Buffer.from(text, 'latin1');
  const size = Math.max(1, Math.ceil(bytes.length / parts));
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  return { pieces, pause: () => setTimeout(pauseMs) };
}
