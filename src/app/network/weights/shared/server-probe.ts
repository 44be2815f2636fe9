import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';
import { UnreachableFile } from './file-failure.ts';
import { fetchWhole } from './fetch-file.ts';

/** A file that every build has and that the service worker does not cache. */
const ANY_FILE = 'ngsw.json';

/**
 * Whether the app's server answers at all. If it does, a file that does not arrive is a problem of that file, not of
 * the network. Replaced in specs.
 */
export const SERVER_PROBE = new InjectionToken<() => Promise<boolean>>('server probe', {
  factory: () => {
    const url = new URL(ANY_FILE, inject(DOCUMENT).baseURI).href;
    return () => answers(url);
  },
});

async function answers(url: string): Promise<boolean> {
  const { signal } = new AbortController();
  const options = { signal, cache: 'no-store', redirect: 'manual' } as const;
  try {
    await fetchWhole(fetch, url, options, () => Promise.resolve());
    return true;
  } catch (error) {
    if (error instanceof UnreachableFile) return error.arrival.kind !== 'nothing';
    throw error;
  }
}
