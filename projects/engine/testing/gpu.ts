import { perceptronSpec, NO_DIGIT } from '#model';
import { GpuBackend, type GpuBackendOptions } from '../src/gpu/gpu-backend.ts';
import { initialWeights } from '../src/run/initial-weights.ts';
import { type LearningSetup } from '../src/learning-backend.ts';
import { generatedImages } from './generated-images.ts';

/** A program on the CPU compiles shaders and learns slowly, the more so on a busy computer. */
export const GPU_MS = 120_000;

/**
 * The GPU of the specs: the browser's, or Dawn's in Node (`projects/trainer/testing/gpu-for-specs.ts`).
 * @throws Error where there is none: a spec that needs one must not pass without
 */
export function specGpu(): GPU {
  const { gpu } = navigator as { readonly gpu?: GPU };
  if (!gpu)
    throw new Error('specs: expected a browser with WebGPU, or Dawn in Node, found neither');
  return gpu;
}

/** Images of digits and of none that a network of this shape can learn from. */
export function gpuSetup(
  architecture: readonly number[],
  options: Partial<LearningSetup> = {},
): LearningSetup {
  const spec = perceptronSpec([...architecture]);
  const [inputs = 0, classes = 0] = [architecture[0], architecture.at(-1)];
  const { pixels, labels } = generatedImages(100, { inputs, classes });
  return {
    spec,
    initialWeights: initialWeights(spec, 11),
    trainingSet: { pixels, labels: labels.map((label, i) => (i % 5 ? label : NO_DIGIT)) },
    maxBatchSize: 40,
    optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    ...options,
  };
}

/** Runs something with a backend, software or not, and closes it. */
export async function withGpuBackend<Result>(
  setup: LearningSetup,
  use: (backend: GpuBackend) => Promise<Result>,
  options: GpuBackendOptions = {},
): Promise<Result> {
  const backend = await GpuBackend.start(specGpu(), { allowSoftware: true, ...options }, setup);
  try {
    return await use(backend);
  } finally {
    await backend.close();
  }
}
