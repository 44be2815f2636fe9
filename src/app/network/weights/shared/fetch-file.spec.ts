import { fileFetcher } from './fetch-file.ts';
import { arrivalOf, UnreachableFile, type Arrival } from './file-failure.ts';

const FILE = 'http://localhost/a.json';

/** What is told of a file that a server sends in this way. */
async function arrivalFrom(send: typeof fetch): Promise<Arrival | string> {
  const { signal } = new AbortController();
  const error: unknown = await fileFetcher(send)(FILE, { signal, cache: 'default' }).catch(
    (reason: unknown) => reason,
  );
  return error instanceof UnreachableFile ? error.arrival : String(error);
}

/** A response as it is met in browsers, of a kind that cannot be made. */
function madeUp(fields: Partial<Response>): Response {
  return { ok: true, status: 200, type: 'basic', ...fields } as Response;
}

describe('a file that does not arrive', () => {
  it('is answered with another status', async () => {
    for (const status of [401, 403, 404, 429, 500, 502, 503]) {
      const send = (): Promise<Response> => Promise.resolve(new Response('no', { status }));
      expect(await arrivalFrom(send)).toEqual({ kind: 'status', status });
    }
  });

  it('does not come, as without a network', async () => {
    const send = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
    expect(await arrivalFrom(send)).toEqual({ kind: 'nothing' });
  });

  it('is to be had elsewhere, where the policy does not let us go', async () => {
    const send: typeof fetch = (_, { redirect } = {}) =>
      redirect === 'manual'
        ? Promise.resolve(madeUp({ ok: false, status: 0, type: 'opaqueredirect' }))
        : Promise.reject(new TypeError('Failed to fetch'));
    expect(await arrivalFrom(send)).toEqual({ kind: 'redirect' });
  });

  it('breaks off, or cannot be decoded', async () => {
    // Firefox says of some broken connections that they were aborted.
    for (const error of [
      new TypeError('network error'),
      new DOMException('The operation was aborted.', 'AbortError'),
    ]) {
      const arrayBuffer = (): Promise<ArrayBuffer> => Promise.reject(error);
      const send = (): Promise<Response> => Promise.resolve(madeUp({ arrayBuffer }));
      expect(await arrivalFrom(send)).toEqual({ kind: 'cut' });
    }
  });

  it('is waited for so long only', async () => {
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

  it('is none of the signal, nor of an error of ours', async () => {
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
  it('tells web pages from other content', () => {
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
