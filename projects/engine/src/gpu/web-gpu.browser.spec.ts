import type { GpuLearnRequest, GpuLearnResponse } from '../../testing/learning.worker.ts';
import { GPU_MS } from '../../testing/gpu.ts';
import { expectSameCurve, smallRun } from '../../testing/small-run.ts';
import { wasmBackend } from '../wasm/wasm-backend.ts';

async function learnInWorker(): Promise<GpuLearnResponse> {
  const worker = new Worker(new URL('../../testing/learning.worker', import.meta.url), {
    type: 'module',
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<GpuLearnResponse>) => {
        resolve(data);
      });
      worker.addEventListener('error', reject);
      worker.postMessage({ kind: 'learn-on-gpu' } satisfies GpuLearnRequest);
    });
  } finally {
    worker.terminate();
  }
}

describe('learning on the GPU in a browser’s worker', () => {
  it(
    'has the CPU’s learning curve, and the same weights in every run',
    async () => {
      const [first, second] = [await learnInWorker(), await learnInWorker()];
      if ('error' in first) throw new Error(first.error);
      expectSameCurve(first, await smallRun(wasmBackend));
      expect(second).toEqual(first);
    },
    GPU_MS,
  );
});
