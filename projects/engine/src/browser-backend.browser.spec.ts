import type { BrowserLearnRequest, BrowserLearnResponse } from '../testing/learning.worker.ts';
import { WHOLE_LEARNING } from '../testing/whole-learning.ts';
import { browserBackend, type BrowserBackendOptions } from './browser-backend.ts';

/** Lets a worker choose and learn; it starts its threads itself. */
async function learnInWorker(options: BrowserBackendOptions): Promise<BrowserLearnResponse> {
  const worker = new Worker(new URL('../testing/learning.worker', import.meta.url), {
    type: 'module',
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<BrowserLearnResponse>) => {
        resolve(data);
      });
      worker.addEventListener('error', reject);
      worker.postMessage({ kind: 'learn-as-chosen', options } satisfies BrowserLearnRequest);
    });
  } finally {
    worker.terminate();
  }
}

describe('browserBackend in a browser', () => {
  it('learns on threads in a worker of an isolated page, with their script its own', async () => {
    expect(await learnInWorker({ threads: 3 })).toEqual({
      choice: { kind: 'threads', threads: 3 },
      hash: WHOLE_LEARNING,
    });
  });

  it('starts no more threads than the computer has cores', async () => {
    const threads = Math.min(4, navigator.hardwareConcurrency);
    expect(await learnInWorker({})).toEqual({
      choice:
        threads === 1
          ? { kind: 'one-thread', noThreads: { why: 'one-core' } }
          : { kind: 'threads', threads },
      hash: WHOLE_LEARNING,
    });
  });

  it('learns the same bytes on one thread', async () => {
    expect(await learnInWorker({ threads: 1 })).toEqual({
      choice: { kind: 'one-thread', noThreads: { why: 'asked' } },
      hash: WHOLE_LEARNING,
    });
  });

  it('learns the same bytes on one thread where the threads’ script cannot be loaded', async () => {
    const script = new URL('/no-such-script.js', location.href).href;
    const message = `learning thread 1: expected a script to load, found none at ${script}`;
    expect(await learnInWorker({ threads: 2, script })).toEqual({
      choice: { kind: 'one-thread', noThreads: { why: 'not-started', message } },
      hash: WHOLE_LEARNING,
    });
  });

  it('learns on threads where the GPU is only a program, and names it', async () => {
    expect(await learnInWorker({ device: 'gpu', threads: 2 })).toEqual({
      choice: {
        kind: 'threads',
        threads: 2,
        noGpu: { why: 'software-adapter', adapter: jasmine.stringMatching(/swiftshader/i) },
      },
      hash: WHOLE_LEARNING,
    });
  });

  it('takes that GPU where it will do', async () => {
    const { choice } = await browserBackend({ device: 'gpu', allowSoftware: true });
    expect(choice).toEqual({
      kind: 'gpu',
      adapter: jasmine.stringMatching(/swiftshader/i) as never,
      isSoftware: true,
    });
  });

  it('starts no threads on the page’s own, which must not wait', async () => {
    const { choice } = await browserBackend({ threads: 2 });
    expect(choice).toEqual({ kind: 'one-thread', noThreads: { why: 'page-thread' } });
  });
});
