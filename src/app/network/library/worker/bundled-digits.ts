import type { InkDigits } from '#formats';
import { FormatError } from '#model';
import { digitsIn } from './digit-trial.ts';

/** Path of the samples, relative to the app. The service worker has them, so that they are not asked for past it. */
const FILE = 'samples/mnist-test.bin';

/**
 * Fetches the bundled digits, once they are needed, and only once.
 * @returns rejects with FormatError if they do not arrive, or are damaged
 */
export function bundledDigits(send: typeof fetch, folder: string): () => Promise<InkDigits> {
  let digits: InkDigits | undefined;
  return async () => (digits ??= digitsIn(await fetched(send, new URL(FILE, folder).href), FILE));
}

async function fetched(send: typeof fetch, url: string): Promise<Uint8Array> {
  try {
    const response = await send(url);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    throw new FormatError(FILE, 'HTTP status', '200', `${response.status}`);
  } catch (error) {
    // No connection, or it broke off.
    if (!(error instanceof TypeError)) throw error;
    throw new FormatError(FILE, 'the file', 'a server that sends it', String(error));
  }
}
