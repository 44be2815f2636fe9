import type { NetworkWeights } from '#model';
import { loadKernels, type KernelInstance, type RecordAddress } from './kernels.ts';
import {
  checkBatch,
  checkSetup,
  type BackendFactory,
  type LearningBackend,
  type LearningSetup,
} from './learning-backend.ts';
import { WasmNetwork } from './wasm-network.ts';

/** Learns on the CPU in WebAssembly with 128-bit SIMD, on the calling thread. */
export const wasmBackend: BackendFactory = async (setup) => {
  checkSetup(setup);
  return new WasmBackend(await loadKernels(), setup);
};

class WasmBackend implements LearningBackend {
  readonly name = 'wasm-simd';
  private readonly setup: LearningSetup;
  private readonly network: WasmNetwork;
  private readonly adam: RecordAddress;
  /** beta1^t and beta2^t by repeated multiplication: `Math.pow` differs between engines. */
  private beta1Power = 1;
  private beta2Power = 1;
  private lossSum = 0;
  private steps = 0;

  constructor(instance: KernelInstance, setup: LearningSetup) {
    const { spec, trainingSet, maxBatchSize, initialWeights, augmentation, outlierWeight } = setup;
    const { averaging = 0 } = setup;
    this.setup = setup;
    const setSize = trainingSet.labels.length;
    this.network = new WasmNetwork(instance, spec, {
      maxBatchSize,
      setSize,
      learns: true,
      averages: averaging > 0,
      ...(augmentation && { augmentation }),
      ...(outlierWeight !== undefined && { outlierWeight }),
    });
    this.network.loadImages(trainingSet.pixels, trainingSet.labels);
    this.network.upload(initialWeights);
    this.network.average(1);
    this.adam = this.network.arena.take(5 * 4);
  }

  step(indices: Uint32Array, learningRate: number): void {
    checkBatch(this.setup, indices);
    const { beta1, beta2, epsilon } = this.setup.adam;
    this.beta1Power *= beta1;
    this.beta2Power *= beta2;
    this.network.arena.writeRecord(this.adam, [
      { f32: beta1 },
      { f32: beta2 },
      { f32: epsilon },
      { f32: learningRate / (1 - this.beta1Power) },
      { f32: 1 / Math.sqrt(1 - this.beta2Power) },
    ]);
    this.network.forward(indices);
    this.lossSum += this.network.learn(this.adam);
    this.steps += 1;
    this.network.average(averagingShare(this.setup.averaging ?? 0, this.steps));
  }

  takeLoss(): Promise<number> {
    const sum = this.lossSum;
    this.lossSum = 0;
    return Promise.resolve(sum);
  }

  weights(): Promise<NetworkWeights> {
    return Promise.resolve(this.network.download());
  }
}

/**
 * Share by which an average moves after a step. Early the average is short, so that it does not lag
 * behind a network that learns fast (as TensorFlow's ExponentialMovingAverage does with `num_updates`).
 * @param steps taken, this one included
 */
export function averagingShare(decay: number, steps: number): number {
  return Math.max(1 - decay, 9 / (10 + steps));
}
