import fc from 'fast-check';
import { ENCODINGS } from '../src/encodings.ts';
import { decoded, type Exchange, type WireAnswer } from './exchange.ts';
import { cut, percentEncoded, requestText } from './request-text.ts';
import { isCompressed, type Files } from './small-build.ts';

/** A request as browsers, proxies, scanners or broken networks make it, and what the right answer is. */
export interface OddRequest extends Exchange {
  /** @returns what is wrong; undefined when nothing is */
  readonly fault: (answer: WireAnswer | undefined) => string | undefined;
}

const HOST = 'Host: hub';
const CLOSE = 'Connection: close';
const OTHER_METHODS = ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'CONNECT'];
const NOT_THERE =
  '.. . %2e%2e %2E. %5c .. \\ %00 %2f // %c0%ae exports index.html main.js a %20 ~ :8000 ;x=1'.split(
    ' ',
  );
const BAD_PATHS = [
  '/%',
  '/%zz',
  '/%E0%A4%A',
  '/%ff',
  '/index.html/',
  '/index.html.br',
  '/lessons//',
];
const OTHER_HEADERS = [
  'Cookie: a=b; c="d',
  'If-Modified-Since: yesterday',
  'If-Range: "x"',
  'Expect: 100-continue',
  'TE: trailers',
  'X-Nothing:',
  'Upgrade: h2c',
  'Accept: nothing/at-all;q=x',
  'Forwarded: for=_gazonk',
];
const RUBBISH = [
  'GET /é HTTP/1.1\r\nHost: hub\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n', // Without a host.
  'get / http/1.1\r\nHost: hub\r\n\r\n',
  'GET nothing HTTP/1.1\r\nHost: hub\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: hub\r\nno colon\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: hub\r\n : empty\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: hub\r\nX: \u0000\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: -1\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003', // The start of a TLS handshake.
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: hub\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: hub\r\nCookie: ${'a'.repeat(20_000)}\r\n\r\n`,
];

const weight = fc.constantFrom('0', '0.0', '0.001', '0.3', '0.5', '1', '1.0');
const range = fc
  .tuple(
    fc.constantFrom('bytes=', 'bytes =', 'lines=', ''),
    fc.array(
      fc.constantFrom(
        '5-2',
        '-10',
        '0-0',
        '0-',
        '-',
        '0-18446744073709551615',
        '9007199254740993-',
        'x',
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([unit, parts]) => `Range: ${unit}${parts.join(',')}`);
const otherHeaders = fc.array(fc.oneof(fc.constantFrom(...OTHER_HEADERS), range), { maxLength: 5 });
/** Cuts a request into pieces. */
const sending = fc.record({
  parts: fc.integer({ min: 1, max: 4 }),
  pauseMs: fc.constantFrom(0, 0, 0, 3, 10),
});

/** Requests to a server with these files. */
export function oddRequests(files: Files): fc.Arbitrary<OddRequest> {
  return fc.oneof(
    { weight: 5, arbitrary: requestsForFiles(files) },
    { weight: 2, arbitrary: requestsForNothing(files) },
    { weight: 2, arbitrary: requestsToChange(files) },
    { weight: 2, arbitrary: rubbish },
    { weight: 2, arbitrary: abandoned(files) },
    { weight: 1, arbitrary: upgrades },
  );
}

function requestsForFiles(files: Files): fc.Arbitrary<OddRequest> {
  return fc
    .record({
      path: fc.constantFrom(...files.keys()),
      method: fc.constantFrom('GET', 'GET', 'HEAD'),
      prefix: fc.constantFrom('', '', 'http://hub', 'HTTPS://other.test:99'),
      query: fc.constantFrom('', '', '?', '?weights=exports/a.json', '?%zz#'),
      encoded: fc.integer({ min: 0, max: 5 }),
      encodings: fc.option(
        fc.uniqueArray(fc.tuple(fc.constantFrom(...ENCODINGS, '*', 'zstd'), weight), {
          selector: ([coding]) => coding,
        }),
      ),
      tags: fc.constantFrom(
        '',
        '',
        'If-None-Match: "x", W/"y"',
        'If-None-Match: *',
        'If-None-Match: "',
      ),
      more: otherHeaders,
      sending,
    })
    .map(({ path, method, prefix, query, encoded, encodings, tags, more, sending: how }) => {
      const content = files.get(path) ?? Buffer.alloc(0);
      const accept = encodings?.map(([coding, q]) => `${coding};q=${q}`).join(' , ');
      const target = `${prefix}/${percentEncoded(path, encoded)}${query}`;
      const headers = [
        HOST,
        CLOSE,
        ...(accept === undefined ? [] : [`Accept-Encoding: ${accept}`]),
      ];
      const weights = new Map(encodings);
      const text = requestText(`${method} ${target}`, [...headers, tags, ...more]);
      return {
        ...cut(text, how),
        then: 'wait' as const,
        fault: (answer: WireAnswer | undefined) => {
          const expected = encodingsFor(path, accept === undefined ? undefined : weights);
          if (expected.length === 0) return answer?.status === 406 ? undefined : 'no 406';
          const taken = answer?.headers.get('content-encoding') ?? 'identity';
          if (method === 'GET' && answer?.status === 200 && !expected.includes(taken)) return taken;
          if (tags.endsWith('*')) return answer?.status === 304 ? undefined : 'no 304';
          if (answer?.status !== 200) return `status ${answer?.status ?? 'none'}`;
          if (method === 'HEAD') return answer.body.length === 0 ? undefined : 'a body for HEAD';
          if (answer.headers.get('content-length') !== String(answer.body.length)) return 'length';
          return decoded(answer).equals(content) ? undefined : 'other bytes';
        },
      };
    });
}

function requestsForNothing(files: Files): fc.Arbitrary<OddRequest> {
  const made = fc
    .array(fc.constantFrom(...NOT_THERE), { minLength: 1, maxLength: 6 })
    .map((segments) => `/${segments.join('/')}`)
    .filter((path) => !files.has(path.slice(1)));
  return fc
    .record({ path: fc.oneof(made, fc.constantFrom(...BAD_PATHS)), more: otherHeaders, sending })
    .map(({ path, more, sending: how }) => ({
      ...cut(requestText(`GET ${path}`, [HOST, CLOSE, ...more]), how),
      then: 'wait' as const,
      fault: (answer: WireAnswer | undefined) => {
        if (answer?.status !== 404 && answer?.status !== 400)
          return `status ${answer?.status ?? 0}`;
        const type = answer.headers.get('content-type') ?? 'none';
        return type.startsWith('text/plain') ? undefined : `type ${type}`;
      },
    }));
}

function requestsToChange(files: Files): fc.Arbitrary<OddRequest> {
  return fc
    .record({
      method: fc.constantFrom(...OTHER_METHODS),
      path: fc.constantFrom(...files.keys(), '*', 'nothing'),
      body: fc.constantFrom('', 'a=b', 'x'.repeat(50_000)),
      more: otherHeaders,
      sending,
    })
    .map(({ method, path, body, more, sending: how }) => {
      const target = method === 'CONNECT' ? 'hub:443' : `/${encodeURI(path)}`;
      const length = `Content-Length: ${body.length}`;
      return {
        ...cut(requestText(`${method} ${target}`, [HOST, CLOSE, length, ...more]) + body, how),
        then: 'wait' as const,
        fault: (answer: WireAnswer | undefined) => {
          if (answer?.status !== 405) return `status ${answer?.status ?? 'none'}`;
          return answer.headers.get('allow') === 'GET, HEAD' ? undefined : 'no methods';
        },
      };
    });
}

const rubbish: fc.Arbitrary<OddRequest> = fc
  .record({
    bytes: fc.oneof(
      fc.constantFrom(...RUBBISH).map((text) => Buffer.from(text, 'latin1')),
      fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    ),
    sending,
  })
  .map(({ bytes, sending: how }) => ({
    ...cut(bytes.toString('latin1'), how),
    then: 'end' as const,
    fault: (answer: WireAnswer | undefined) => {
      const status = answer?.status ?? 400;
      return status >= 400 && status < 500 ? undefined : `status ${status}`;
    },
  }));

function abandoned(files: Files): fc.Arbitrary<OddRequest> {
  return fc
    .record({
      path: fc.constantFrom(...files.keys(), 'samples/large.bin'),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      isWhole: fc.boolean(),
      sending,
    })
    .map(({ path, share, isWhole, sending: how }) => {
      const text = requestText(`GET /${encodeURI(path)}`, [HOST, 'Accept-Encoding: identity']);
      const sent = isWhole ? text : text.slice(0, Math.floor(share * text.length));
      return {
        ...cut(sent, how),
        then: isWhole ? ('go in the middle' as const) : ('go' as const),
        fault: () => undefined,
      };
    });
}

const upgrades: fc.Arbitrary<OddRequest> = fc
  .record({
    to: fc.constantFrom('websocket', 'h2c', 'TLS/1.0', ''),
    rest: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    sending,
  })
  .map(({ to, rest, sending: how }) => {
    const headers = [
      HOST,
      'Connection: Upgrade, close',
      `Upgrade: ${to}`,
      'Sec-WebSocket-Version: 13',
    ];
    return {
      ...cut(requestText('GET /', headers) + rest, how),
      then: 'wait' as const,
      fault: (answer: WireAnswer | undefined) =>
        answer?.status === 200 ? undefined : `status ${answer?.status ?? 'none'}`,
    };
  });

/**
 * The encodings that RFC 9110, 12.5.3 allows: those with the highest weight, and none at all unless that is refused.
 */
function encodingsFor(path: string, weights?: ReadonlyMap<string, string>): readonly string[] {
  if (!weights) return ['identity'];
  const weightOf = (coding: string): number => Number(weights.get(coding) ?? weights.get('*') ?? 0);
  const available = isCompressed(path) ? [...ENCODINGS] : ['identity'];
  const heaviest = Math.max(...available.map(weightOf));
  if (heaviest > 0) return available.filter((coding) => weightOf(coding) === heaviest);
  return weights.has('identity') || weights.has('*') ? [] : ['identity'];
}
