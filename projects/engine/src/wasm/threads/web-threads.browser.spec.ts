import type { LearnRequest, LearnResponse } from '../../../testing/learning.worker.ts';
import { wholeSetup, WHOLE_LEARNING } from '../../../testing/whole-learning.ts';
import { wasmThreadsBackend } from './wasm-threads-backend.ts';
import { webThreads } from './web-threads.ts';

/** Learns in a worker that starts its threads itself. */
async function learnInWorker(request: Omit<LearnRequest, 'kind'>): Promise<LearnResponse> {
  const worker = new Worker(new URL('../../../testing/learning.worker', import.meta.url), {
    type: 'module',
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<LearnResponse>) => {
        resolve(data);
      });
      worker.addEventListener('error', reject);
      worker.postMessage({ kind: 'learn', ...request });
    });
  } finally {
    worker.terminate();
  }
}

describe('learning threads in a browser', () => {
  it('are tested on a page that is cross-origin isolated', () => {
    expect(crossOriginIsolated).toBeTrue();
  });

  for (const threads of [1, 2, 3, 5]) {
    it(`give the bytes of one thread when there are ${threads}`, async () => {
      expect(await learnInWorker({ threads })).toEqual({ hash: WHOLE_LEARNING });
    });
  }

  it('say so when their script cannot be loaded', async () => {
    const script = new URL('/no-such-script.js', location.href).href;
    expect(await learnInWorker({ threads: 2, script })).toEqual({
      error: `Error: learning thread 1: expected a script to load, found none at ${script}`,
    });
  });

  it('are refused on the page’s own thread, which must not wait', async () => {
    const backend = wasmThreadsBackend({ threads: 2, start: webThreads('/unused.js') });
    await expectAsync(backend(wholeSetup())).toBeRejectedWithError(
      'learning threads: expected to be called in a worker, found the thread of the page',
    );
  });
});
