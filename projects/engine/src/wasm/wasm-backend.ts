import type { LabelledImages, NetworkWeights } from '#model';
import { loadKernels, type KernelInstance } from './kernels.ts';
import {
  checkAddedImages,
  checkBatch,
  checkContinuing,
  checkSetup,
  type BackendFactory,
  type LearnedState,
  type LearningBackend,
  type LearningSetup,
} from '../learning-backend.ts';
import { placeScratch, StepWorker, type StepPlan } from './learning-step.ts';
import { MemoryPlan } from './memory-plan.ts';
import { placeNetwork, type NetworkLayout } from './network-layout.ts';
import { StepCounter } from '../optimizer.ts';
import { WasmNetwork } from './wasm-network.ts';

/** Learns on the CPU in WebAssembly with 128-bit SIMD, on the calling thread. */
export const wasmBackend: BackendFactory = async (setup) => {
  checkSetup(setup);
  const plan = new MemoryPlan();
  const layout = placeLearning(plan, setup);
  const scratch = placeScratch(plan, layout);
  const instance = await loadKernels(plan.byteLength);
  const network = prepareNetwork(instance, plan, layout, setup);
  const worker = new StepWorker(instance.kernels, layout.step, scratch);
  return new WasmBackend(network, layout.step, setup, {
    run: (size) => {
      worker.takeStep(size);
    },
    close: () => Promise.resolve(),
  });
};

/** What takes the steps that a backend has prepared. */
export interface StepRunner {
  /** @param size images in the batch */
  run(size: number): void;
  close(): Promise<void>;
}

/** A network's place in memory and that of its steps. */
export interface LearningLayout extends NetworkLayout {
  readonly step: StepPlan;
}

/** Takes a place in memory for a network that learns as the setup says. */
export function placeLearning(plan: MemoryPlan, setup: LearningSetup): LearningLayout {
  const { spec, trainingSet, spareImages = 0, maxBatchSize } = setup;
  const { augmentation, outlierWeight, averaging = 0 } = setup;
  const layout = placeNetwork(plan, spec, {
    maxBatchSize,
    setSize: trainingSet.labels.length + spareImages,
    learns: true,
    averages: averaging > 0,
    ...(augmentation && {
      augmentation: { ...augmentation, imageCount: trainingSet.labels.length },
    }),
    ...(outlierWeight !== undefined && { outlierWeight }),
  });
  const { batch, layers } = layout;
  const step = {
    batch,
    constants: plan.takeRecord('Step'),
    layers: layers.map(({ record }) => ({ record })),
    ...(layout.augmentation && { augmentation: { record: layout.augmentation.record } }),
  };
  return { ...layout, step };
}

/**
 * A network in memory as it is before the first step.
 * @throws RangeError when the initial weights do not fit it
 */
export function prepareNetwork(
  instance: KernelInstance,
  plan: MemoryPlan,
  layout: NetworkLayout,
  { trainingSet, initialWeights, from }: LearningSetup,
): WasmNetwork {
  const network = new WasmNetwork(instance, plan, layout);
  network.loadImages(trainingSet.pixels, trainingSet.labels);
  network.upload(from?.weights ?? initialWeights);
  if (from) network.uploadMoments(from.firstMoments, from.secondMoments);
  return network;
}

/** Prepares steps, has them run, and keeps the count of what they gave. */
export class WasmBackend implements LearningBackend {
  readonly name = 'wasm-simd';
  private readonly setup: LearningSetup;
  private readonly network: WasmNetwork;
  private readonly plan: StepPlan;
  private readonly runner: StepRunner;
  private readonly counter: StepCounter;
  private lossSum: number;

  constructor(network: WasmNetwork, plan: StepPlan, setup: LearningSetup, runner: StepRunner) {
    this.setup = setup;
    this.network = network;
    this.plan = plan;
    this.runner = runner;
    this.counter = new StepCounter(setup.optimizer, setup.averaging, setup.from?.steps);
    this.lossSum = setup.from?.loss ?? 0;
  }

  get trainingInk(): Uint8Array {
    return this.network.images(this.setup.trainingSet.labels.length);
  }

  step(indices: Uint32Array, learningRate: number, weightDecay?: number): void {
    checkBatch(this.setup, indices);
    const size = indices.length;
    const { network, plan } = this;
    network.chooseBatch(indices);
    network.views.writeRecord('Step', plan.constants, this.counter.next(learningRate, weightDecay));
    this.runner.run(size);
    const losses = network.views.f64(network.layout.losses, size);
    this.lossSum += losses.reduce((sum, loss) => sum + loss, 0);
  }

  addImages(first: number, images: LabelledImages): void {
    checkAddedImages(this.setup, first, images);
    this.network.loadImages(images.pixels, images.labels, first);
  }

  loss(): Promise<number> {
    return Promise.resolve(this.lossSum);
  }

  takeLoss(): Promise<number> {
    const sum = this.lossSum;
    this.lossSum = 0;
    return Promise.resolve(sum);
  }

  weights(into?: NetworkWeights): Promise<NetworkWeights> {
    return Promise.resolve(this.network.download(into));
  }

  state(): Promise<LearnedState> {
    checkContinuing(this.setup);
    const { first, second } = this.network.downloadMoments();
    return Promise.resolve({
      weights: this.network.download(),
      ...{ firstMoments: first, secondMoments: second },
      ...{ steps: this.counter.taken, loss: this.lossSum },
    });
  }

  close(): Promise<void> {
    return this.runner.close();
  }
}
