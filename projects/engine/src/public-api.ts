// Learning: what backends are, and which there are.
export type {
  BackendFactory,
  LearnedState,
  LearningBackend,
  LearningSetup,
  SeededAugmentation,
} from './learning-backend.ts';
export type { Optimizer } from './optimizer.ts';
export * from './browser-backend.ts';
export { wasmBackend } from './wasm/wasm-backend.ts';
export { MOST_THREADS, wasmThreadsBackend } from './wasm/threads/wasm-threads-backend.ts';
export type { LearningThread, ThreadJob, ThreadStarter } from './wasm/threads/thread-starter.ts';
export { runLearningThread } from './wasm/threads/learning-thread.ts';
export { serveLearningThread, webThreads } from './wasm/threads/web-threads.ts';
export { GpuBackend, gpuBackend, type GpuBackendOptions } from './gpu/gpu-backend.ts';
export { adapterName, findAdapter, profileOf } from './gpu/gpu-device.ts';
export { GpuError } from './gpu/gpu-error.ts';
export { HARDWARE_PROFILE, type DeviceProfile } from './gpu/gpu-plan.ts';
export type { KernelTime } from './gpu/kernel-clock.ts';

// Runs: what a recipe is, and what it makes of a backend.
export * from './run/recipe.ts';
export * from './run/recipe-run.ts';
export * from './run/run-event.ts';
export * from './run/run-milestones.ts';
export * from './run/training-run.ts';
export type { AuxiliaryKind } from './run/auxiliary-images.ts';
export { learnImage, type ImageSignals } from './reference/learn-image.ts';
export type { OrderState } from './run/image-order.ts';
export { initialWeights } from './run/initial-weights.ts';
export { calibrateAnswers, type CalibrationImages } from './run/calibrate.ts';
export { Classifier, indexOfLargest } from './wasm/classifier.ts';
export { atOnce, inTurns, type Steps, type TurnClock } from './run/in-turns.ts';
export { letOthersRun } from './run/waiting.ts';
