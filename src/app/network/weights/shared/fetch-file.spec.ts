import { fileFetcher } from './fetch-file.ts';
import { arrivalOf, UnreachableFile, type Arrival } from './file-failure.ts';

const FILE = 'http://localhost/a.json';

/** What is reported about a file that the server sends like this. */
async function arrivalFrom(send: typeof fetch): Promise<Arrival | string> {
  const { signal } = new AbortController();
  const error: unknown = await fileFetcher(send)(FILE, { signal, cache: 'default' }).catch(
    (reason: unknown) => reason,
  );
  return error instanceof UnreachableFile ? error.arrival : String(error);
}

/** A response as it occurs in browsers, of a kind that cannot be constructed. */
function madeUp(fields: Partial<Response>): Response {
  return { ok: true, status: 200, type: 'basic', ...fields } as Response;
}

describe('a file that arrives', () => {
  it('is asked for past the service worker, as the options say', async () => {
    const asked: [unknown, RequestInit | undefined][] = [];
    const send: typeof fetch = (url, init) => {
      asked.push([url, init]);
      return Promise.resolve(new Response(Uint8Array.of(1, 2, 3)));
    };
    const { signal } = new AbortController();
    const added = spyOn(signal, 'addEventListener').and.callThrough();
    const removed = spyOn(signal, 'removeEventListener').and.callThrough();
    const bytes = await fileFetcher(send)(FILE, { signal, cache: 'reload' });
    expect([...new Uint8Array(bytes)]).toEqual([1, 2, 3]);
    await fileFetcher(send)(FILE, { signal, cache: 'no-cache', redirect: 'manual' });
    const headers = { 'ngsw-bypass': 'true' };
    expect(asked.map(([url]) => url)).toEqual([FILE, FILE]);
    expect(asked[0]?.[1]).toEqual({
      ...{ cache: 'reload', redirect: 'follow', headers },
      signal: jasmine.any(AbortSignal) as never,
    });
    expect(asked[1]?.[1]).toEqual(
      jasmine.objectContaining({ cache: 'no-cache', redirect: 'manual' }),
    );
    // Nothing waits for the signal any more.
    const listened = (calls: jasmine.Calls<typeof signal.addEventListener>): unknown[] =>
      calls.allArgs().map(([type, listener]) => [type, listener]);
    expect(listened(removed.calls as never)).toEqual(listened(added.calls));
  });
});

describe('a file that does not arrive', () => {
  it('is named, with what was expected and found', async () => {
    const { signal } = new AbortController();
    const options = { signal, cache: 'default' } as const;
    const missing: typeof fetch = () => Promise.resolve(new Response('no', { status: 404 }));
    await expectAsync(fileFetcher(missing)(FILE, options)).toBeRejectedWithError(
      UnreachableFile,
      `${FILE}: HTTP status: expected 200, found 404`,
    );
    const silent: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    await expectAsync(fileFetcher(silent)(FILE, options)).toBeRejectedWithError(
      UnreachableFile,
      `${FILE}: the file: expected a server that sends it, found TypeError: Failed to fetch`,
    );
    const away: typeof fetch = () => Promise.resolve(madeUp({ type: 'opaqueredirect' }));
    await expectAsync(fileFetcher(away)(FILE, options)).toBeRejectedWithError(
      UnreachableFile,
      `${FILE}: the file: expected at this address, found the way to another address`,
    );
  });

  it('is asked for a second time, past any cache, to find a redirect; but not where that was ruled out', async () => {
    const asked: unknown[] = [];
    const send: typeof fetch = (_, { redirect, cache } = {}) => {
      asked.push([redirect, cache]);
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    expect(await arrivalFrom(send)).toEqual({ kind: 'nothing' });
    expect(asked).toEqual([
      ['follow', 'default'],
      ['manual', 'no-store'],
    ]);
    asked.length = 0;
    const { signal } = new AbortController();
    const options = { signal, cache: 'default', redirect: 'manual' } as const;
    await expectAsync(fileFetcher(send)(FILE, options)).toBeRejectedWithError(UnreachableFile);
    expect(asked).toEqual([['manual', 'default']]);
  });

  it('is no redirect when only the second request got through', async () => {
    const send: typeof fetch = (_, { redirect } = {}) =>
      redirect === 'manual'
        ? Promise.resolve(madeUp({}))
        : Promise.reject(new TypeError('Failed to fetch'));
    expect(await arrivalFrom(send)).toEqual({ kind: 'nothing' });
  });

  it('is given up when nobody wants it any more', async () => {
    const controller = new AbortController();
    const reason = new Error('elsewhere');
    let given: unknown;
    const send: typeof fetch = (_, { signal } = {}) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          given = signal.reason;
          reject(new DOMException('aborted', 'AbortError'));
        });
      });
    const waiting = fileFetcher(send)(FILE, { signal: controller.signal, cache: 'default' });
    controller.abort(reason);
    await expectAsync(waiting).toBeRejectedWith(reason);
    expect(given).toBe(reason);
  });

  it('is not asked for when nobody wants it any more', async () => {
    const send = jasmine.createSpy();
    const signal = AbortSignal.abort(new Error('elsewhere'));
    const waiting = fileFetcher(send as never)(FILE, { signal, cache: 'default' });
    await expectAsync(waiting).toBeRejectedWithError('elsewhere');
    expect(send).not.toHaveBeenCalled();
  });

  it('may get another status', async () => {
    for (const status of [401, 403, 404, 429, 500, 502, 503]) {
      const send = (): Promise<Response> => Promise.resolve(new Response('no', { status }));
      expect(await arrivalFrom(send)).toEqual({ kind: 'status', status });
    }
  });

  it('may get nothing, as without a network', async () => {
    const send = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
    expect(await arrivalFrom(send)).toEqual({ kind: 'nothing' });
  });

  it('may be redirected where the security policy does not allow it', async () => {
    const send: typeof fetch = (_, { redirect } = {}) =>
      redirect === 'manual'
        ? Promise.resolve(madeUp({ ok: false, status: 0, type: 'opaqueredirect' }))
        : Promise.reject(new TypeError('Failed to fetch'));
    expect(await arrivalFrom(send)).toEqual({ kind: 'redirect' });
  });

  it('may break off, or be undecodable', async () => {
    // Firefox reports some broken connections as aborted.
    for (const error of [
      new TypeError('network error'),
      new DOMException('The operation was aborted.', 'AbortError'),
    ]) {
      const arrayBuffer = (): Promise<ArrayBuffer> => Promise.reject(error);
      const send = (): Promise<Response> => Promise.resolve(madeUp({ arrayBuffer }));
      expect(await arrivalFrom(send)).toEqual({ kind: 'cut' });
    }
  });

  it('may time out', async () => {
    jasmine.clock().install();
    try {
      const send: typeof fetch = (_, { signal } = {}) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        });
      const waiting = arrivalFrom(send);
      jasmine.clock().tick(30_001);
      expect(await waiting).toEqual({ kind: 'nothing' });
      // Its content may take two minutes.
      let end: AbortSignal | null | undefined;
      const arrayBuffer = (): Promise<ArrayBuffer> =>
        new Promise((_, reject) => {
          end?.addEventListener('abort', () => {
            reject(end?.reason as Error);
          });
        });
      const slow = arrivalFrom((_, init) => {
        end = init?.signal;
        return Promise.resolve(madeUp({ arrayBuffer }));
      });
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      jasmine.clock().tick(119_999);
      expect(end?.aborted).toBeFalse();
      jasmine.clock().tick(1);
      expect(await slow).toEqual({ kind: 'cut' });
      expect(String(end?.reason)).toBe('TimeoutError: nothing within 120 s');
    } finally {
      jasmine.clock().uninstall();
    }
  });

  it('is not an aborted signal, nor a bug of our own', async () => {
    const controller = new AbortController();
    const send: typeof fetch = () => {
      controller.abort();
      return Promise.reject(new DOMException('aborted', 'AbortError'));
    };
    const { signal } = controller;
    await expectAsync(fileFetcher(send)(FILE, { signal, cache: 'default' })).toBeRejectedWith(
      controller.signal.reason,
    );
    const bug = (): Promise<Response> => Promise.reject(new RangeError('bug'));
    expect(await arrivalFrom(bug)).toBe('RangeError: bug');
  });
});

describe('arrivalOf', () => {
  it('distinguishes web pages from other content', () => {
    const of = (text: string): Arrival => arrivalOf(new TextEncoder().encode(text).buffer);
    for (const page of [
      ...['<!DOCTYPE html><p>', '\n <html lang="de">', '<!-- blocked --><p>', '\ufeff<html>'],
      ...['<script>location="/login"</script>', '<META http-equiv="refresh">', '<h1>Blocked</h1>'],
      ...['<center><h1>403</h1>', '<p>No access', '<body bgcolor="white">'],
    ]) {
      expect(of(page)).withContext(page).toEqual({ kind: 'page' });
    }
    for (const other of ['<svg/>', '<?xml version="1.0"?><svg/>', '<path d=""/>', '<']) {
      expect(of(other)).withContext(other).toEqual({ kind: 'other', bytes: other.length });
    }
    expect(of('{"a": "<html>"}')).toEqual({ kind: 'other', bytes: 15 });
    expect(of('')).toEqual({ kind: 'other', bytes: 0 });
  });
});
