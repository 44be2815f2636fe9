import { GpuBackend } from '#engine';
import { TriedRun } from '../testing/lab-runs.ts';
import type { RunBackend } from './run-options.ts';

/** Software compiles shaders and learns slowly, the more so on a busy computer. */
const GPU_MS = 120_000;

describe('a run of the lab on a GPU', () => {
  it(
    'goes on on the CPU when the device is destroyed, from where it was saved, and cannot be repeated then',
    async () => {
      let device: GPUDevice | undefined;
      const { gpu } = navigator as { readonly gpu?: GPU };
      if (!gpu) throw new Error('specs: expected a GPU, found none');
      const backend: RunBackend = {
        backend: (setup) =>
          GpuBackend.start(
            gpu,
            { allowSoftware: true, onDevice: (opened) => (device = opened) },
            setup,
          ),
        device: { kind: 'gpu', name: 'software' },
      };
      const tried = new TriedRun({}, { backend });
      expect(tried.run.device.kind).toBe('gpu');
      tried.run.go();
      await tried.until(() => tried.of('progress').length > 0);
      tried.run.hold('hidden');
      while (tried.points.length === 0) await new Promise((resolve) => setTimeout(resolve));
      const saved = tried.points.at(-1)?.state.imagesSeen ?? NaN;
      device?.destroy();
      tried.run.go();
      await tried.ended;

      const [told] = tried.of('gpu-lost');
      expect(told).toEqual({
        ...{ kind: 'gpu-lost', images: saved, device: { kind: 'cpu', threads: 1 } },
      });
      expect(tried.run.device.kind).toBe('cpu');
      expect(tried.run.phase).toEqual({ kind: 'ended', why: 'passes' });
      expect(tried.run.record.isRepeatable).toBeFalse();
      const { curve } = tried.run.record;
      const images = curve.map((point) => point.images);
      expect(images).toEqual([...new Set(images)].sort((a, b) => a - b));
      expect(curve.at(-1)?.images).toBe(600);
      expect(curve.at(-1)?.accuracy).toBeGreaterThan(0.8);
    },
    GPU_MS,
  );
});
