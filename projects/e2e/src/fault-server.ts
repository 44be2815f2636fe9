// A server of a test's own, in a process of its own so that it can be killed as a power cut does. Arguments:
// folder, port, paths under which the app is, with commas between them. It serves the folder as the hub does, and over IPC takes faults and tells what it did.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { appServer, listen, Releases } from '../../hub/src/public-api.ts';
import { redirectToFolder } from './redirect-to-folder.ts';

/** What goes wrong at a server. */
export interface Faults {
  /** The process kills itself when it is asked for the n-th time from now on, counting from 1. */
  readonly dieAtRequest?: number;
  /** The process kills itself in the middle of an answer, when it has sent so many bytes from now on. */
  readonly dieAfterBytes?: number;
  /** Answers instead of the files, by path without query. */
  readonly answers?: Readonly<Record<string, FaultyAnswer>>;
}

/** An answer that is not the file. */
export type FaultyAnswer =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: string;
      readonly type?: string;
    }
  | { readonly kind: 'redirect'; readonly to: string }
  /** The file's bytes with one bit of the middle turned over. */
  | { readonly kind: 'damaged' }
  /** The file's beginning, though its length was announced. */
  | { readonly kind: 'cut' }
  /** Something that is said to be compressed, and is not. */
  | { readonly kind: 'misnamed encoding' };

/** What a server did since it was started. */
export interface ServerReport {
  readonly requests: number;
  /** As sent, headers included. */
  readonly bytes: number;
  readonly paths: readonly string[];
  /** What browsers reported against the security policy. */
  readonly violations: readonly string[];
}

/** From test to server; each is answered with the report. */
export type ServerCommand =
  { readonly kind: 'faults'; readonly faults: Faults } | { readonly kind: 'report' };

const REPORTS_PATH = '/policy-reports';
const [folder = '', portText = '', basePaths = '/'] = process.argv.slice(2);
const app = appServer(await Releases.open(folder));

let faults: Faults = {};
let requestsSinceFaults = 0;
let bytesSinceFaults = 0;
let closedBytes = 0;
const sockets = new Set<NonNullable<ServerResponse['socket']>>();
const paths: string[] = [];
const violations: string[] = [];

const server = createServer((request, response) => {
  if (basePaths.split(',').some((path) => redirectToFolder(request, response, path))) return;
  const path = withinBase(request).replace(/\?.*$/, '');
  if (path === REPORTS_PATH) {
    receiveReport(request, response);
    return;
  }
  paths.push(path);
  requestsSinceFaults += 1;
  if (requestsSinceFaults === faults.dieAtRequest) die();
  dieWhenSent(response);
  reportViolations(response);
  const answer = faults.answers?.[path];
  if (answer?.kind === 'status') {
    const { status, body = '', type = 'text/html' } = answer;
    response.writeHead(status, { 'Content-Type': type }).end(body);
  } else if (answer?.kind === 'redirect') {
    response.writeHead(302, { Location: answer.to }).end();
  } else if (answer?.kind === 'cut') {
    response.writeHead(200, { 'Content-Length': 1e5 }).write('x'.repeat(1e4));
    setImmediate(() => response.destroy());
  } else if (answer?.kind === 'misnamed encoding') {
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('x'.repeat(1e4));
  } else {
    if (answer) damage(request, response);
    app.emit('request', request, response);
  }
});
server.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => {
    closedBytes += socket.bytesWritten;
    sockets.delete(socket);
  });
});

process.on('message', (command: ServerCommand) => {
  if (command.kind === 'faults') {
    ({ faults } = command);
    requestsSinceFaults = 0;
    bytesSinceFaults = 0;
  }
  process.send?.(report());
});
process.on('disconnect', () => process.exit());

await listen(server, { host: '127.0.0.1', port: Number(portText) });
process.send?.(report());

/** Takes its base path off the request's address; what is outside of it is not there. */
function withinBase(request: IncomingMessage): string {
  const { url = '' } = request;
  if (url === REPORTS_PATH) return url;
  const basePath = basePaths.split(',').find((path) => url.startsWith(path));
  request.url = basePath === undefined ? '/outside' : `/${url.slice(basePath.length)}`;
  return request.url;
}

function report(): ServerReport {
  const open = [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);
  return { requests: paths.length, bytes: closedBytes + open, paths, violations };
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function dieWhenSent(response: ServerResponse): void {
  changeBody(response, (body) => {
    const { dieAfterBytes = Infinity } = faults;
    const left = Math.max(0, dieAfterBytes - bytesSinceFaults);
    bytesSinceFaults += body.length;
    if (body.length < left) return body;
    // What goes before is with the browser by the next turn.
    setImmediate(die);
    return body.subarray(0, left);
  });
}

/** Has the policy's violations told, in page, workers and service worker alike. */
function reportViolations(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    setHeader(
      name,
      name === 'Content-Security-Policy' ? `${String(value)}; report-uri ${REPORTS_PATH}` : value,
    );
}

function receiveReport(request: IncomingMessage, response: ServerResponse): void {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (part: string) => (text += part));
  request.on('end', () => {
    violations.push(text);
    response.writeHead(204).end();
    process.send?.(report());
  });
}

function damage(request: IncomingMessage, response: ServerResponse): void {
  // Uncompressed, so that what arrives can be read and is wrong.
  delete request.headers['accept-encoding'];
  delete request.headers['if-none-match'];
  changeBody(response, (body) => {
    const damaged = Buffer.from(body);
    const middle = damaged.length >> 1;
    damaged[middle] = (damaged[middle] ?? 0) ^ 1;
    return damaged;
  });
}

/** The hub sends a body in one piece, with the end. */
function changeBody(response: ServerResponse, change: (body: Uint8Array) => Uint8Array): void {
  const end = response.end.bind(response);
  const changed = (body?: unknown): ServerResponse =>
    body instanceof Uint8Array ? end(change(body)) : end(body);
  response.end = changed as ServerResponse['end'];
}
