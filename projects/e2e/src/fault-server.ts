// The server of one test, in its own process so that it can be killed like a power cut. Arguments: folder, port, and
// the paths at which the app is served, separated by commas. It serves the folder like the hub, takes faults over
// IPC, and reports what it did.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { appServer, listen, Releases } from '../../hub/src/public-api.ts';
import { redirectToFolder } from './redirect-to-folder.ts';

/** What goes wrong on a server. */
export interface Faults {
  /** The process kills itself at the n-th request from now on, counting from 1. */
  readonly dieAtRequest?: number;
  /** The process kills itself in the middle of an answer, once it has sent this many bytes from now on. */
  readonly dieAfterBytes?: number;
  /** Answers to send instead of files, by path without the query. */
  readonly answers?: Readonly<Record<string, FaultyAnswer>>;
}

/** An answer other than the file. */
export type FaultyAnswer =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: string;
      readonly type?: string;
    }
  | { readonly kind: 'redirect'; readonly to: string }
  /** The file with one bit in the middle flipped. */
  | { readonly kind: 'damaged' }
  /** Only the start of the file, although its full length was announced. */
  | { readonly kind: 'cut' }
  /** Content that claims to be compressed but is not. */
  | { readonly kind: 'misnamed encoding' };

/** What a server has done since it was started. */
export interface ServerReport {
  readonly requests: number;
  /** As sent, headers included. */
  readonly bytes: number;
  readonly paths: readonly string[];
  /** The violations of the security policy that browsers reported. */
  readonly violations: readonly string[];
}

/** From the test to the server, which answers each with its report. */
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

/** Removes the base path from the request's address. Whatever is outside of it is not found. */
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
    // By the next turn, the browser has everything sent before.
    setImmediate(die);
    return body.subarray(0, left);
  });
}

/** Makes browsers report violations of the policy in the page, in workers and in the service worker. */
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
  // Uncompressed, so that what arrives can be decoded but is wrong.
  delete request.headers['accept-encoding'];
  delete request.headers['if-none-match'];
  changeBody(response, (body) => {
    const damaged = Buffer.from(body);
    const middle = damaged.length >> 1;
    damaged[middle] = (damaged[middle] ?? 0) ^ 1;
    return damaged;
  });
}

/** The hub sends each body in one piece, with `end`. */
function changeBody(response: ServerResponse, change: (body: Uint8Array) => Uint8Array): void {
  const end = response.end.bind(response);
  const changed = (body?: unknown): ServerResponse =>
    body instanceof Uint8Array ? end(change(body)) : end(body);
  response.end = changed as ServerResponse['end'];
}
