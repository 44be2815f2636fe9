import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { chooseEncoding } from './encodings.ts';
import type { Representation, Resource } from './release.ts';
import type { Resources } from './releases.ts';
import { parseRequestPath, type RequestPath } from './request-path.ts';
import { contentType, responseHeaders } from './response-headers.ts';

/** What was asked. */
export interface Question {
  readonly method: string;
  /** As the request's first line has it. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

/** What is answered, before anything of it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  /** Without one for `HEAD` and where nothing changed. */
  readonly body?: Buffer;
}

const INDEX = 'index.html';
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

/** Answers a request with a file, always all of it, or with words why not. */
export function answer(resources: Resources, question: Question): Answer {
  const whole = answerInFull(resources, question);
  if (question.method !== 'HEAD') return whole;
  return { status: whole.status, headers: whole.headers };
}

/** An answer in words that a person can read. */
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

function answerInFull(resources: Resources, { method, target, headers }: Question): Answer {
  if (method !== 'GET' && method !== 'HEAD') return answerInWords(405, { Allow: 'GET, HEAD' });
  const asked = parseRequestPath(target);
  if (!asked) return answerInWords(400);
  const name = asked.path.slice(1);
  const resource = resources.find(name === '' || name.endsWith('/') ? name + INDEX : name);
  if (resource) return answerWithFile(resource, headers);
  return resources.find(`${name}/${INDEX}`) ? answerWithFolder(asked) : answerInWords(404);
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

/** A page's addresses are relative to its folder, and without the slash they would miss it. */
function answerWithFolder({ path, query }: RequestPath): Answer {
  const name = encodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
  // Relative too, for servers that pass the app on under another path.
  const location = `./${name}/${query.replace(/[^!-~]/g, encodeURIComponent)}`;
  return { status: 301, headers: { ...headersOf(''), Location: location, 'Content-Length': 0 } };
}

function headersOf(path: string): OutgoingHttpHeaders {
  // Ranges are ignored, as any server may: the files are small, and half of a compressed file helps nobody.
  return { ...responseHeaders(path), 'Accept-Ranges': 'none' };
}

/** Strong: these bytes, in this encoding. */
function etagOf({ sha256 }: Representation): string {
  return `"${Buffer.from(sha256, 'hex').toString('base64url')}"`;
}

/** Compares weakly, as `If-None-Match` does (RFC 9110, 13.1.2): proxies weaken what they compress. */
function isAmong(etag: string, header: string | undefined): boolean {
  if (header?.trim() === '*') return true;
  return header?.match(/"[^"]*"/g)?.includes(etag) === true;
}
