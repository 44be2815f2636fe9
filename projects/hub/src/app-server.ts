import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answer, answerInWords, type Answer } from './answer.ts';
import { refuse } from './refuse.ts';
import type { Resources } from './releases.ts';

/** What a client may take of the server. */
export interface Limits {
  /** Until all headers of a request are there. */
  readonly headersTimeoutMs: number;
  /** Until a request is there, body included. */
  readonly requestTimeoutMs: number;
  /** In which nothing is sent or taken. */
  readonly silenceTimeoutMs: number;
  /** First line included; with more the answer is 431. */
  readonly headerBytes: number;
  /** At once; a school's tablets keep some six each. One that is too many is closed. */
  readonly connections: number;
}

export const LIMITS: Limits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  silenceTimeoutMs: 60_000,
  headerBytes: 16_384,
  connections: 4000,
};

const TIMEOUT_CHECKS = 10;
/** Why Node gives up on a request; all else is no HTTP. */
const STATUS_BY_ERROR: Readonly<Record<string, 408 | 431>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/**
 * Makes a server that answers from memory. Requests to change the protocol are answered as if they were none
 * (RFC 9110, 7.8), until somebody listens to its `upgrade`.
 */
export function appServer(resources: Resources, limits = LIMITS): Server {
  const server = createServer(
    {
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      connectionsCheckingInterval: limits.headersTimeoutMs / TIMEOUT_CHECKS,
      maxHeaderSize: limits.headerBytes,
      // Node would refuse without a word; `reply` does.
      requireHostHeader: false,
    },
    reply,
  );
  // Expectations of other kinds are not met, and may be ignored (RFC 9110, 10.1.1).
  server.on('checkExpectation', reply);
  server.maxConnections = limits.connections;
  server.timeout = limits.silenceTimeoutMs;
  server.on('connect', ({ method = '', url: target = '', headers }, socket) => {
    refuse(socket, answer(resources, { method, target, headers }));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    refuse(socket, answerInWords(STATUS_BY_ERROR[error.code ?? ''] ?? 400));
  });
  return server;

  function reply(request: IncomingMessage, response: ServerResponse): void {
    const { method = '', url: target = '', headers } = request;
    const sendAnswer = (): void => {
      const asked = { method, target, headers };
      send(
        response,
        hasItsHost(request) ? answerOrApologise(resources, asked) : answerInWords(400),
      );
    };
    // A connection that ends with something unread is reset, and its answer may be lost.
    if (hasBody(request)) request.resume().once('end', sendAnswer);
    else sendAnswer();
  }
}

/** One, or none before HTTP/1.1 (RFC 9112, 3.2). */
function hasItsHost({ headersDistinct, httpVersion }: IncomingMessage): boolean {
  const hosts = headersDistinct['host']?.length ?? 0;
  return hosts === 1 || (hosts === 0 && httpVersion !== '1.1');
}

/** A mistake in one answer must not end the server for a whole class, whatever it is: it is logged. */
function answerOrApologise(...asked: Parameters<typeof answer>): Answer {
  try {
    return answer(...asked);
  } catch (error) {
    console.error(error);
    return answerInWords(500);
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return 'content-length' in headers || 'transfer-encoding' in headers;
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.statusCode = status;
  for (const [name, value = ''] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}
