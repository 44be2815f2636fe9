import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import { answer, answerInWords, type Answer, type Beside } from './answer.ts';
import { refuse } from './refuse.ts';
import type { Resources } from './releases.ts';

/** How much a client may use the server. */
export interface Limits {
  /** Until all headers of a request have arrived. */
  readonly headersTimeoutMs: number;
  /** Until the whole request has arrived, including its body. */
  readonly requestTimeoutMs: number;
  /** Time without any data in either direction. */
  readonly silenceTimeoutMs: number;
  /** Including the first line; beyond it the answer is 431. */
  readonly headerBytes: number;
  /** Connections at the same time; the tablets in a school keep about six each. Any more are closed. */
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
/** Why Node rejects a request; any other reason means that it is not HTTP. */
const STATUS_BY_ERROR: Readonly<Record<string, 408 | 431>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** What a server does beside answering with the app. */
export interface AppServerOptions {
  readonly limits?: Limits;
  readonly beside?: Beside;
}

/**
 * Makes a server that answers from memory. Requests to change the protocol get a normal answer (RFC 9110, 7.8),
 * unless there is a listener for the server's `upgrade` event.
 */
export function appServer(resources: Resources, options: AppServerOptions = {}): Server {
  return serverOf(createServer, resources, options);
}

/** The same over https. It refuses each handshake until `setSecureContext` has given it a certificate. */
export function secureAppServer(
  resources: Resources,
  options: AppServerOptions = {},
): SecureServer {
  const { limits = LIMITS } = options;
  const create = (common: ServerOptions, reply: RequestListener): SecureServer =>
    createSecureServer({ ...common, handshakeTimeout: limits.headersTimeoutMs }, reply);
  return serverOf(create, resources, options);
}

function serverOf<S extends Server | SecureServer>(
  create: (options: ServerOptions, reply: RequestListener) => S,
  resources: Resources,
  { limits = LIMITS, beside }: AppServerOptions,
): S {
  const server = create(
    {
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      connectionsCheckingInterval: limits.headersTimeoutMs / TIMEOUT_CHECKS,
      maxHeaderSize: limits.headerBytes,
      // Node would refuse without explanation; `reply` explains.
      requireHostHeader: false,
    },
    reply,
  );
  // Other expectations are not met, and may be ignored (RFC 9110, 10.1.1).
  server.on('checkExpectation', reply);
  server.maxConnections = limits.connections;
  server.timeout = limits.silenceTimeoutMs;
  server.on('connect', ({ method = '', url: target = '', headers }: IncomingMessage, socket) => {
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
        hasItsHost(request) ? answerOrApologise(resources, asked, beside) : answerInWords(400),
      );
    };
    // Closing a connection with unread data resets it, and the answer may be lost.
    if (hasBody(request)) request.resume().once('end', sendAnswer);
    else sendAnswer();
  }
}

/** Exactly one, or none before HTTP/1.1 (RFC 9112, 3.2). */
function hasItsHost({ headersDistinct, httpVersion }: IncomingMessage): boolean {
  const hosts = headersDistinct['host']?.length ?? 0;
  return hosts === 1 || (hosts === 0 && httpVersion !== '1.1');
}

/** No mistake in one answer may stop the server for a whole class, so it is only logged. */
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
