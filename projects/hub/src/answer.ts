import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { chooseEncoding } from './encodings.ts';
import type { Representation, Resource } from './release.ts';
import type { Resources } from './releases.ts';
import { parseRequestPath, type RequestPath } from './request-path.ts';
import { contentType, responseHeaders } from './response-headers.ts';

/** A request. */
export interface Question {
  readonly method: string;
  /** As in the first line of the request. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

/** An answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  /** Missing for `HEAD`, and when nothing has changed. */
  readonly body?: Buffer;
}

/** A page of the hub itself. */
export interface Page {
  /** Its media type. */
  readonly type: string;
  readonly body: Buffer;
}

/** What a hub answers beside the files of the app. */
export interface Beside {
  /** @param path with its first slash; `/lessons/` is a folder's page */
  find(path: string): Page | undefined;
  /** What `/health` says beside. */
  readonly health: Readonly<Record<string, unknown>>;
}

const NOTHING_BESIDE: Beside = { find: () => undefined, health: {} };
const INDEX = 'index.html';
/** What monitors ask for. No file of the app has this name. */
const HEALTH = '/health';
const WORDS = {
  400: 'This request cannot be read: expected HTTP/1.1 with one Host, and a path with UTF-8 behind its percent signs.',
  404:
    'There is no such file here. The app starts at the address of its folder, with a slash at the end. ' +
    'If the app asked for this file, reload it: it may have been built anew.',
  405: 'Files can only be read here: the methods are GET and HEAD.',
  406: 'This file cannot be sent in any encoding that Accept-Encoding allows; allow gzip or identity.',
  408: 'The request did not arrive in time.',
  431: 'The address, or what is sent along with it, is too long.',
  500: 'The server made a mistake; what it was stands in its log. Other files are not affected.',
} as const;

/** Answers a request with a whole file, or says why it cannot. */
export function answer(
  resources: Resources,
  question: Question,
  beside: Beside = NOTHING_BESIDE,
): Answer {
  const whole = answerInFull(resources, question, beside);
  if (question.method !== 'HEAD') return whole;
  return { status: whole.status, headers: whole.headers };
}

/** An answer with a sentence for people. */
export function answerInWords(status: keyof typeof WORDS, more: OutgoingHttpHeaders = {}): Answer {
  const body = Buffer.from(`${WORDS[status]}\n`);
  const headers = {
    ...headersOf(''),
    'Content-Type': contentType('.txt'),
    'Content-Length': body.length,
    ...more,
  };
  return { status, headers, body };
}

function answerInFull(
  resources: Resources,
  { method, target, headers }: Question,
  beside: Beside,
): Answer {
  if (method !== 'GET' && method !== 'HEAD') return answerInWords(405, { Allow: 'GET, HEAD' });
  const asked = parseRequestPath(target);
  if (!asked) return answerInWords(400);
  if (asked.path === HEALTH) return answerWithHealth(resources, beside);
  const page = beside.find(asked.path);
  if (page) return answerAfresh(page);
  const name = asked.path.slice(1);
  const resource = resources.find(name === '' || name.endsWith('/') ? name + INDEX : name);
  if (resource) return answerWithFile(resource, headers);
  const isFolder = resources.find(`${name}/${INDEX}`) ?? beside.find(`${asked.path}/`);
  return isFolder ? answerWithFolder(asked) : answerInWords(404);
}

function answerWithFile(resource: Resource, asked: IncomingHttpHeaders): Answer {
  const { path, representations } = resource;
  const vary = representations.length > 1 && { Vary: 'Accept-Encoding' };
  const encodings = representations.map(({ encoding }) => encoding);
  const encoding = chooseEncoding(asked['accept-encoding'], encodings);
  const chosen = representations.find((representation) => representation.encoding === encoding);
  if (!chosen) return answerInWords(406, { ...vary });
  const etag = etagOf(chosen);
  const headers = { ...headersOf(path), ETag: etag, ...vary };
  if (isAmong(etag, asked['if-none-match'])) return { status: 304, headers };
  return {
    status: 200,
    headers: {
      ...headers,
      'Content-Type': contentType(path),
      'Content-Length': chosen.body.length,
      ...(chosen.encoding !== 'identity' && { 'Content-Encoding': chosen.encoding }),
    },
    body: chosen.body,
  };
}

function answerWithHealth({ release }: Resources, beside: Beside): Answer {
  const health = {
    status: 'ok',
    release,
    uptimeSeconds: Math.floor(process.uptime()),
    memoryBytes: process.memoryUsage.rss(),
    ...beside.health,
  };
  return answerAfresh({
    type: contentType('.json'),
    body: Buffer.from(`${JSON.stringify(health)}\n`),
  });
}

/** What nobody may keep, as the next hub at this address may say something else. */
function answerAfresh({ type, body }: Page): Answer {
  const headers = {
    ...headersOf(''),
    'Cache-Control': 'no-store',
    'Content-Type': type,
    'Content-Length': body.length,
  };
  return { status: 200, headers, body };
}

/** The addresses in a page are relative to its folder, and would be wrong without the final slash. */
function answerWithFolder({ path, query }: RequestPath): Answer {
  const name = encodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
  // Relative as well, for servers that forward to the app under another path.
  const location = `./${name}/${query.replace(/[^!-~]/g, encodeURIComponent)}`;
  return { status: 301, headers: { ...headersOf(''), Location: location, 'Content-Length': 0 } };
}

function headersOf(path: string): OutgoingHttpHeaders {
  // Ranges are ignored, as any server may: the files are small, and half a compressed file is useless.
  return { ...responseHeaders(path), 'Accept-Ranges': 'none' };
}

/** A strong tag: these bytes, in this encoding. */
function etagOf({ sha256 }: Representation): string {
  return `"${Buffer.from(sha256, 'hex').toString('base64url')}"`;
}

/**
 * Compares weakly, as for `If-None-Match` (RFC 9110, 13.1.2), because proxies weaken the tags of what they compress.
 */
function isAmong(etag: string, header: string | undefined): boolean {
  if (header?.trim() === '*') return true;
  return header?.match(/"[^"]*"/g)?.includes(etag) === true;
}
