import { FormatError } from '#model';

/** A file that did not arrive: no connection, no server, or another status than 200. */
export class UnreachableFile extends FormatError {}

/** What the service worker keeps is the app; weights pass it by, as if it were not there. */
const PAST_THE_SERVICE_WORKER = { 'ngsw-bypass': 'true' };

/** Fetches a whole file. */
export type FetchFile = (
  url: string,
  options: { readonly signal: AbortSignal; readonly cache: RequestCache },
) => Promise<ArrayBuffer>;

/**
 * Makes a `FetchFile` that throws `UnreachableFile`, which names the file, when it does not arrive, and
 * the signal's reason when aborted.
 * @param send the platform's `fetch`
 */
export function fileFetcher(send: typeof fetch): FetchFile {
  return async (url, { signal, cache }) => {
    const response = await orUnreachable(
      send(url, { signal, cache, headers: PAST_THE_SERVICE_WORKER }),
      url,
      signal,
    );
    if (!response.ok) throw new UnreachableFile(url, 'HTTP status', '200', String(response.status));
    return orUnreachable(response.arrayBuffer(), url, signal);
  };
}

async function orUnreachable<T>(promise: Promise<T>, url: string, signal: AbortSignal): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    // A TypeError: no network, no server, or a connection that broke; browsers do not say which.
    signal.throwIfAborted();
    throw new UnreachableFile(url, 'the file', 'a server that sends it', String(error));
  }
}
