// The engine's kernels, AssemblyScript for WebAssembly with plain SIMD. All matrices are float32 and
// row-major, rows padded with zeros to whole vectors. Every sum runs in one fixed order, whoever
// calls for which images or chunks of inputs, so that the bytes never depend on how work is shared.
export { augment, augmentScratchBytes } from './augment';
export { activate, forward, gather } from './forward';
export { backward, scatterColumns, sumDeltas } from './backward';
export {
  averageBias,
  averageWeights,
  foldBias,
  sumWeights,
  updateBias,
  updateWeights,
} from './update';
export { softmaxCrossEntropy } from './loss';
export { cos, exp, log } from './elementary';

/** The first byte that the module itself does not use. */
export function heapBase(): usize {
  return __heap_base;
}
