import { FormatError } from '#model';

/**
 * Fetches a whole file.
 * @throws FormatError that names the file when it does not arrive, or not with status 200; the signal's
 * reason when aborted
 */
export async function fetchFile(
  url: string,
  { signal, cache }: { readonly signal: AbortSignal; readonly cache: RequestCache },
): Promise<ArrayBuffer> {
  const response = await orFormatError(fetch(url, { signal, cache }), url, signal);
  if (!response.ok) throw new FormatError(url, 'HTTP status', '200', String(response.status));
  return orFormatError(response.arrayBuffer(), url, signal);
}

async function orFormatError<T>(promise: Promise<T>, url: string, signal: AbortSignal): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    // A TypeError: no network, no server, or a connection that broke; browsers do not say which.
    signal.throwIfAborted();
    throw new FormatError(url, 'the file', 'a server that sends it', String(error));
  }
}
