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

describe('a file that does not arrive', () => {
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
