import { learnWhole, WHOLE_LEARNING, wholeSetup } from '../testing/whole-learning.ts';
import {
  browserBackend,
  type BrowserBackendOptions,
  type BrowserEnvironment,
  type NoGpu,
} from './browser-backend.ts';
import type { ThreadStarter } from './wasm/threads/thread-starter.ts';

/** A worker in which all is well: isolated, four cores, threads that start, no WebGPU. */
function environmentWith(differences: Partial<BrowserEnvironment> = {}): BrowserEnvironment {
  return {
    gpu: undefined,
    isSecureContext: true,
    crossOriginIsolated: true,
    isPageThread: false,
    hardwareConcurrency: 4,
    startThreads: () => threadsThat('start').start,
    ...differences,
  };
}

/** Threads that start and leave all work to the caller, do not start, or give no sign of life. */
function threadsThat(what: 'start' | 'fail' | 'are silent'): {
  start: ThreadStarter;
  started: () => number;
  running: () => number;
} {
  let [started, stopped] = [0, 0];
  const start: ThreadStarter = (_, { ready, failed }) => {
    started++;
    queueMicrotask(() => {
      if (what === 'start') ready();
      if (what === 'fail') failed(new Error('no such script'));
    });
    return {
      stop: () => {
        stopped++;
        return Promise.resolve();
      },
    };
  };
  return { start, started: () => started, running: () => started - stopped };
}

/** A GPU with an adapter of this kind, which gives no device. */
function gpuWith({ isFallbackAdapter }: { isFallbackAdapter: boolean }): GPU {
  const adapter = {
    info: { description: 'Ada 1', isFallbackAdapter },
    limits: { maxComputeWorkgroupStorageSize: 16_384 },
    features: new Set(),
    requestDevice: () => Promise.reject(new Error('it was asked for')),
  };
  return { requestAdapter: () => Promise.resolve(adapter) } as unknown as GPU;
}

function gpuThat(requestAdapter: () => Promise<GPUAdapter | null>): GPU {
  return { requestAdapter } as unknown as GPU;
}

async function choiceOf(
  options: BrowserBackendOptions,
  differences: Partial<BrowserEnvironment> = {},
): Promise<unknown> {
  return (await browserBackend(options, environmentWith(differences))).choice;
}

describe('browserBackend', () => {
  describe('on threads', () => {
    it('takes one for each core, four at most, or as many as are asked for', async () => {
      for (const [cores, threads] of [
        [2, 2],
        [4, 4],
        [16, 4],
      ] as const) {
        const environment = { hardwareConcurrency: cores };
        expect(await choiceOf({}, environment)).toEqual({ kind: 'threads', threads });
        expect(await choiceOf({ threads: 6 }, environment)).toEqual({
          kind: 'threads',
          threads: 6,
        });
      }
    });

    it('starts that many beside its own, to learn the bytes of one thread', async () => {
      const { start, started, running } = threadsThat('start');
      const { backend } = await browserBackend(
        { threads: 3 },
        environmentWith({ startThreads: () => start }),
      );
      expect(running()).toBe(0);
      const tried = started();
      expect(await learnWhole(backend)).toBe(WHOLE_LEARNING);
      expect(started() - tried).toBe(2);
      expect(running()).toBe(0);
    });

    it('gives them the script that is asked for', async () => {
      const scripts: unknown[] = [];
      const startThreads: BrowserEnvironment['startThreads'] = (script) => {
        scripts.push(script);
        return threadsThat('start').start;
      };
      await choiceOf({ script: '/thread.js' }, { startThreads });
      await choiceOf({}, { startThreads });
      expect(scripts).toEqual(['/thread.js', undefined]);
    });

    it('refuses a number that makes no sense, wherever it is', async () => {
      for (const threads of [0, -1, 1.5, 33, NaN]) {
        await expectAsync(
          browserBackend({ threads }, environmentWith({ isPageThread: true })),
        ).toBeRejectedWithError(
          RangeError,
          `threads: expected a whole number from 1 to 32, found ${threads}`,
        );
      }
    });
  });

  describe('on one thread', () => {
    const reasons: [string, BrowserBackendOptions, Partial<BrowserEnvironment>][] = [
      ['asked', { threads: 1 }, {}],
      ['one-core', {}, { hardwareConcurrency: 1 }],
      ['page-thread', {}, { isPageThread: true }],
      ['insecure-context', {}, { crossOriginIsolated: false, isSecureContext: false }],
      ['not-isolated', {}, { crossOriginIsolated: false }],
    ];
    for (const [why, options, differences] of reasons) {
      it(`learns the same bytes, and says why: ${why}`, async () => {
        const { start, started } = threadsThat('start');
        const environment = environmentWith({ startThreads: () => start, ...differences });
        const { backend, choice } = await browserBackend(options, environment);
        expect(choice).toEqual({ kind: 'one-thread', noThreads: { why } } as typeof choice);
        expect(await learnWhole(backend)).toBe(WHOLE_LEARNING);
        expect(started()).toBe(0);
      });
    }

    it('gives the reason that is hardest to change', async () => {
      const plainPage = { crossOriginIsolated: false, isSecureContext: false, isPageThread: true };
      const noThreads = async (hardwareConcurrency: number): Promise<unknown> =>
        choiceOf({}, { ...plainPage, hardwareConcurrency });
      expect(await noThreads(1)).toEqual({ kind: 'one-thread', noThreads: { why: 'one-core' } });
      expect(await noThreads(2)).toEqual({
        kind: 'one-thread',
        noThreads: { why: 'page-thread' },
      });
    });

    it('learns the same bytes where threads do not start, and leaves none behind', async () => {
      for (const [what, message] of [
        ['fail', /^learning thread [123]: no such script$/],
        ['are silent', /^learning thread [123]: expected it ready within 0.05 s, found no answer$/],
      ] as const) {
        const { start, running } = threadsThat(what);
        const { backend, choice } = await browserBackend(
          { patienceMs: 50 },
          environmentWith({ startThreads: () => start }),
        );
        expect(choice).toEqual({
          kind: 'one-thread',
          noThreads: { why: 'not-started', message: jasmine.stringMatching(message) as never },
        });
        expect(running()).toBe(0);
        expect(await learnWhole(backend)).toBe(WHOLE_LEARNING);
      }
    });

    it('is content where a policy forbids workers', async () => {
      const startThreads = (): ThreadStarter => () => {
        throw new Error('worker-src');
      };
      expect(await choiceOf({}, { startThreads })).toEqual({
        kind: 'one-thread',
        noThreads: { why: 'not-started', message: 'worker-src' },
      });
    });
  });

  describe('on a GPU', () => {
    const REAL = { isFallbackAdapter: false };
    const SOFTWARE = { isFallbackAdapter: true };

    it('learns only where that is asked for', async () => {
      const gpu = gpuThat(() => Promise.reject(new Error('nobody asked')));
      for (const options of [{}, { device: 'cpu' }] as const) {
        expect(await choiceOf(options, { gpu })).toEqual({ kind: 'threads', threads: 4 });
      }
    });

    for (const [allowSoftware, kind] of [
      [false, REAL],
      [true, SOFTWARE],
    ] as const) {
      it(`learns on ${allowSoftware ? 'a program that will do' : 'a real one'}`, async () => {
        const { start, started } = threadsThat('start');
        const { backend, choice } = await browserBackend(
          { device: 'gpu', allowSoftware },
          environmentWith({ gpu: gpuWith(kind), startThreads: () => start }),
        );
        expect(choice).toEqual({ kind: 'gpu', adapter: 'Ada 1', isSoftware: allowSoftware });
        await expectAsync(backend(wholeSetup())).toBeRejectedWithError(
          'GPU: no device: it was asked for',
        );
        expect(started()).toBe(0);
      });
    }

    const reasons: [NoGpu, Partial<BrowserEnvironment>][] = [
      [{ why: 'no-webgpu' }, {}],
      [{ why: 'insecure-context' }, { isSecureContext: false }],
      [{ why: 'no-adapter' }, { gpu: gpuThat(() => Promise.resolve(null)) }],
      [{ why: 'software-adapter', adapter: 'Ada 1' }, { gpu: gpuWith(SOFTWARE) }],
      [
        { why: 'failed', message: 'driver' },
        { gpu: gpuThat(() => Promise.reject(new Error('driver'))) },
      ],
    ];
    for (const [noGpu, differences] of reasons) {
      it(`does not learn, but on threads, and says why: ${noGpu.why}`, async () => {
        const { backend, choice } = await browserBackend(
          { device: 'gpu' },
          environmentWith(differences),
        );
        expect(choice).toEqual({ kind: 'threads', threads: 4, noGpu });
        expect(await learnWhole(backend)).toBe(WHOLE_LEARNING);
      });
    }

    it('does not learn, nor on threads, and says both on plain http', async () => {
      const plain = { isSecureContext: false, crossOriginIsolated: false };
      expect(await choiceOf({ device: 'gpu' }, plain)).toEqual({
        kind: 'one-thread',
        noThreads: { why: 'insecure-context' },
        noGpu: { why: 'insecure-context' },
      });
    });
  });
});
