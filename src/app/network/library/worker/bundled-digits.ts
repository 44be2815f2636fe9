import type { InkDigits } from '#formats';
import { FormatError } from '#model';
import { digitsIn } from './digit-trial.ts';

/** Path of the samples, relative to the app. The service worker has them, so that they are not asked for past it. */
const FILE = 'samples/mnist-test.bin';

/** Where they come from. */
export interface DigitsWays {
  readonly send: typeof fetch;
  /** What the service worker has stored; undefined where there is none. */
  readonly caches: Pick<CacheStorage, 'match'> | undefined;
}

/**
 * Fetches the bundled digits, once they are needed, and only once. Without a connection they are looked for on the
 * device, too: on a first visit, not every engine lets the service worker answer a worker that was there before it.
 * @param folder absolute address of the app's folder
 * @returns rejects with FormatError if they do not arrive, or are damaged
 */
export function bundledDigits(ways: DigitsWays, folder: string): () => Promise<InkDigits> {
  let digits: InkDigits | undefined;
  return async () => (digits ??= digitsIn(await found(ways, new URL(FILE, folder).href), FILE));
}

async function found({ send, caches }: DigitsWays, url: string): Promise<Uint8Array> {
  try {
    const response = await send(url);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    throw new FormatError(FILE, 'HTTP status', '200', `${response.status}`);
  } catch (error) {
    // No connection, or it broke off.
    if (!(error instanceof TypeError)) throw error;
    const stored = await caches?.match(url);
    if (stored) return new Uint8Array(await stored.arrayBuffer());
    throw new FormatError(FILE, 'the file', 'a server that sends it', String(error));
  }
}
