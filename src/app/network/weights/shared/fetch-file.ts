import { UnreachableFile, type Arrival } from './file-failure.ts';

/** The service worker caches only the app itself. This header keeps it out of all other requests. */
const PAST_THE_SERVICE_WORKER = { 'ngsw-bypass': 'true' };
/** How long to wait for the start of an answer. */
const ANSWER_TIMEOUT_MS = 30_000;
/** Long enough for the largest file over a slow network. */
const CONTENT_TIMEOUT_MS = 120_000;

/** How a file is fetched. */
export interface FetchOptions {
  readonly signal: AbortSignal;
  readonly cache: RequestCache;
  /** `manual` if a redirect is to count as a failure. */
  readonly redirect?: 'follow' | 'manual';
}

/** Fetches a whole file. */
export type FetchFile = (url: string, options: FetchOptions) => Promise<ArrayBuffer>;

/**
 * Makes a `FetchFile`. It throws `UnreachableFile`, which names the file, when the file does not arrive, and the
 * signal's reason when aborted.
 * @param send the platform's `fetch`
 */
export function fileFetcher(send: typeof fetch): FetchFile {
  return (url, options) => fetchWhole(send, url, options, (response) => response.arrayBuffer());
}

/**
 * Fetches a whole file.
 * @param read extracts the content from a response with an OK status
 * @throws UnreachableFile when it does not arrive; the signal's reason when aborted
 */
export async function fetchWhole<Content>(
  send: typeof fetch,
  url: string,
  { signal, cache, redirect = 'follow' }: FetchOptions,
  read: (response: Response) => Promise<Content>,
): Promise<Content> {
  signal.throwIfAborted();
  const ending = new AbortController();
  const end = (): void => {
    ending.abort(signal.reason);
  };
  signal.addEventListener('abort', end, { once: true });
  const within = async <Result>(
    limitMs: number,
    work: Promise<Result>,
    arrival: Arrival,
  ): Promise<Result> => {
    const timer = setTimeout(() => {
      ending.abort(new DOMException(`nothing within ${limitMs / 1000} s`, 'TimeoutError'));
    }, limitMs);
    try {
      return await work;
    } catch (error) {
      signal.throwIfAborted();
      if (!isOfNetwork(error) && !ending.signal.aborted) throw error;
      throw new UnreachableFile(
        [url, 'the file', 'a server that sends it', String(error)],
        arrival,
      );
    } finally {
      clearTimeout(timer);
    }
  };
  try {
    const request = { signal: ending.signal, cache, redirect, headers: PAST_THE_SERVICE_WORKER };
    const ask = (init: RequestInit): Promise<Response> =>
      within(ANSWER_TIMEOUT_MS, send(url, init), { kind: 'nothing' });
    const response = await ask(request).catch(async (error: unknown) => {
      const isSilence = error instanceof UnreachableFile && !ending.signal.aborted;
      if (redirect === 'manual' || !isSilence) throw error;
      // A redirect to another origin looks like a network error, because the security policy blocks it. Find out.
      const answer = await ask({ ...request, cache: 'no-store', redirect: 'manual' });
      throw answer.type === 'opaqueredirect' ? redirected(url) : error;
    });
    if (response.type === 'opaqueredirect') throw redirected(url);
    const { ok, status } = response;
    if (!ok) {
      const what = [url, 'HTTP status', '200', String(status)] as const;
      throw new UnreachableFile(what, { kind: 'status', status });
    }
    return await within(CONTENT_TIMEOUT_MS, read(response), { kind: 'cut' });
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/**
 * Whether an error comes from the network: browsers do not say whether it is down, the server is, or the connection
 * broke. Firefox reports some broken connections as AbortError, although nobody aborted them.
 */
function isOfNetwork(error: unknown): boolean {
  const isAborted = error instanceof DOMException && error.name === 'AbortError';
  return isAborted || error instanceof TypeError;
}

function redirected(url: string): UnreachableFile {
  return new UnreachableFile([url, 'the file', 'at this address', 'the way to another address'], {
    kind: 'redirect',
  });
}
