import { GPU_MS, specGpu } from '../../testing/gpu.ts';
import { differenceFromTorch, optimizerName, OPTIMIZERS } from '../../testing/torch-steps.ts';
import { gpuBackend } from './gpu-backend.ts';

describe('optimizers on a GPU', () => {
  for (const optimizer of OPTIMIZERS) {
    it(
      `step as PyTorch does: ${optimizerName(optimizer)}`,
      async () => {
        const backend = gpuBackend(specGpu(), { allowSoftware: true });
        expect(await differenceFromTorch(backend, optimizer)).toBeLessThan(1e-4);
      },
      GPU_MS,
    );
  }
});
