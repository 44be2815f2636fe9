import type { LabelledImages, NetworkWeights } from '#model';
import {
  checkAddedImages,
  checkBatch,
  checkContinuing,
  checkSetup,
  checkWeights,
  type BackendFactory,
  type LearnedState,
  type LearningBackend,
  type LearningSetup,
} from '../learning-backend.ts';
import { recordBytes, writeRecord } from '../memory-record.ts';
import { StepCounter } from '../optimizer.ts';
import { STEP_STRIDE_BYTES } from './bindings.wgsl.ts';
import { MAP_READ, USAGE } from './gpu-constants.ts';
import { findAdapter, messageOf, openDevice, profileOf, type GpuOptions } from './gpu-device.ts';
import { GpuError } from './gpu-error.ts';
import { createKernels, type GpuKernel, type GpuKernels } from './gpu-kernels.ts';
import { createMemory, LOSS_SUMS, writeImages, type GpuMemory } from './gpu-memory.ts';
import { unpackMoments, unpackParameters } from './gpu-parameters.ts';
import { planGpu, type DeviceProfile, type GpuPlan } from './gpu-plan.ts';
import { KernelClock, type KernelTime } from './kernel-clock.ts';
import { StepQueue } from './step-queue.ts';
import { GPU_SUBMISSION } from './submission.wgsl.ts';

/** What learning on a GPU needs. */
export interface GpuBackendOptions extends GpuOptions {
  /** Measures each kernel, which takes longer; needs an adapter that can. */
  readonly timesKernels?: boolean;
  /** Instead of what suits the adapter. */
  readonly profile?: Partial<DeviceProfile>;
  /** Gets the device before anything is asked of it. */
  readonly onDevice?: (device: GPUDevice) => void;
}

/** Submissions that the GPU may be behind. */
const MOST_BEHIND = 3;

/**
 * Learns on a GPU through WebGPU, in a browser or on Dawn in Node. The semantics are those of
 * `wasmBackend`, the rounding is the GPU's.
 * @param gpu `navigator.gpu`, or what Dawn's `create` gives
 * @throws GpuError, when asked to learn, that says why that is not possible; and later from steps and
 *   whatever is read, when the device is lost
 */
export function gpuBackend(gpu: GPU | undefined, options: GpuBackendOptions = {}): BackendFactory {
  return (setup) => GpuBackend.start(gpu, options, setup);
}

/** See `gpuBackend`. */
export class GpuBackend implements LearningBackend {
  readonly name = 'webgpu';
  readonly plan: GpuPlan;
  readonly memory: GpuMemory;
  private readonly device: GPUDevice;
  private readonly setup: LearningSetup;
  private readonly kernels: GpuKernels;
  private readonly clock: KernelClock | undefined;
  private readonly queue: StepQueue;
  private readonly counter: StepCounter;
  /** Images of all submissions so far. */
  private imagesSubmitted = 0;
  /** Steps whose losses are not read yet. */
  private lossSums = 0;
  /** Losses that are being read, and kernels' times. */
  private losses: Promise<number>[] = [];
  private times: Promise<void>[] = [];
  /** Ends of the submissions that the GPU is behind. */
  private behind: Promise<void>[] = [];
  private failure: GpuError | undefined;

  private constructor(
    device: GPUDevice,
    setup: LearningSetup,
    plan: GpuPlan,
    memory: GpuMemory,
    kernels: GpuKernels,
    timesKernels: boolean,
  ) {
    this.device = device;
    this.setup = setup;
    this.plan = plan;
    this.memory = memory;
    this.kernels = kernels;
    this.clock = timesKernels ? new KernelClock(device, 2 * plan.stepsAtOnce + 2) : undefined;
    this.queue = new StepQueue(plan);
    this.counter = new StepCounter(setup.optimizer, setup.averaging, setup.from?.steps);
    if (setup.from) this.losses = [Promise.resolve(setup.from.loss)];
    void device.lost.then(({ message }) => {
      this.failure ??= new GpuError('lost', `the device was lost: ${message}`);
    });
    device.addEventListener('uncapturederror', ({ error }) => {
      this.failure ??= new GpuError('failed', error.message);
    });
  }

  static async start(
    gpu: GPU | undefined,
    options: GpuBackendOptions,
    setup: LearningSetup,
  ): Promise<GpuBackend> {
    checkSetup(setup);
    checkWeights(setup.spec, setup.initialWeights);
    const adapter = await findAdapter(gpu, options);
    const plan = planGpu(setup, { ...profileOf(adapter), ...options.profile });
    const timing: GPUFeatureName[] = options.timesKernels ? ['timestamp-query'] : [];
    const device = await openDevice(adapter, plan, timing);
    try {
      options.onDevice?.(device);
      const memory = await createMemory(device, plan, setup);
      const kernels = await createKernels(device, plan, memory, setup);
      const times = device.features.has('timestamp-query');
      return new GpuBackend(device, setup, plan, memory, kernels, times);
    } catch (error) {
      // Whatever it is, the device is of no use any more; it may have been lost on the way here.
      device.destroy();
      if (error instanceof GpuError) throw error;
      throw new GpuError('failed', messageOf(error), { cause: error });
    }
  }

  get busy(): Promise<void> | undefined {
    return this.behind.length < MOST_BEHIND ? undefined : this.behind[0];
  }

  /** Milliseconds and launches of each kernel so far, where they are measured. */
  async kernelTimes(): Promise<ReadonlyMap<string, KernelTime>> {
    this.submit();
    await this.orFailure(Promise.all(this.times));
    return this.clock?.times ?? new Map<string, KernelTime>();
  }

  step(indices: Uint32Array, learningRate: number, weightDecay?: number): void {
    checkBatch(this.setup, indices);
    if (this.failure) throw this.failure;
    this.queue.add(indices, this.counter.next(learningRate, weightDecay));
    if (this.queue.isFull) this.submit();
  }

  addImages(first: number, images: LabelledImages): void {
    checkAddedImages(this.setup, first, images);
    if (this.failure) throw this.failure;
    writeImages(this.device.queue, this.memory, this.plan, images, first);
  }

  async loss(): Promise<number> {
    this.submit();
    this.readLosses();
    const parts = await this.orFailure(Promise.all(this.losses));
    return parts.reduce((sum, part) => sum + part, 0);
  }

  async takeLoss(): Promise<number> {
    const sum = this.loss();
    this.losses = [];
    return sum;
  }

  async weights(): Promise<NetworkWeights> {
    const { parameters, averages } = this.memory;
    const packed = await this.read(this.plan.averages ? averages : parameters);
    return unpackParameters(this.plan, new Float32Array(packed));
  }

  async state(): Promise<LearnedState> {
    checkContinuing(this.setup);
    const { taken } = this.counter;
    const { parameters, moments } = this.memory;
    const [packed, packedMoments, loss] = await Promise.all([
      this.read(parameters),
      this.read(moments),
      this.loss(),
    ]);
    const { first, second } = unpackMoments(this.plan, new Float32Array(packedMoments));
    return {
      weights: unpackParameters(this.plan, new Float32Array(packed)),
      ...{ firstMoments: first, secondMoments: second, steps: taken, loss },
    };
  }

  /** A copy of a buffer as it is after all steps. */
  async read(buffer: GPUBuffer): Promise<ArrayBuffer> {
    this.submit();
    return this.orFailure(this.copyOf(buffer, buffer.size));
  }

  close(): Promise<void> {
    this.failure ??= new GpuError('failed', 'expected to be open, found closed');
    this.device.destroy();
    return Promise.resolve();
  }

  /** Hands the steps that wait to the GPU. */
  private submit(): void {
    if (this.failure) throw this.failure;
    const { queue, device } = this;
    if (queue.sizes.length === 0) return;
    if (this.lossSums + queue.sizes.length > LOSS_SUMS) this.readLosses();
    const { steps, indices, submission } = this.memory;
    device.queue.writeBuffer(submission, 0, this.submissionRecord());
    device.queue.writeBuffer(indices, 0, queue.indices, 0, queue.images);
    device.queue.writeBuffer(steps, 0, queue.constants, 0, queue.sizes.length * STEP_STRIDE_BYTES);
    const encoder = device.createCommandEncoder({ label: 'steps' });
    this.encode(encoder);
    const readTimes = this.clock?.finish(encoder);
    device.queue.submit([encoder.finish()]);
    if (readTimes) {
      const times = readTimes();
      times.catch(() => undefined); // As with losses: whoever asks for the times hears of it.
      this.times.push(times);
    }
    this.lossSums += queue.sizes.length;
    this.imagesSubmitted += queue.images;
    queue.clear();
    const isOver = (): void => {
      this.behind = this.behind.filter((other) => other !== end);
    };
    // Where the device is lost it may never be done; the next step says so.
    const end: Promise<void> = device.queue.onSubmittedWorkDone().then(isOver, isOver);
    this.behind.push(end);
  }

  private submissionRecord(): ArrayBuffer {
    const record = new ArrayBuffer(recordBytes(GPU_SUBMISSION));
    writeRecord(new DataView(record), 0, GPU_SUBMISSION, {
      firstSum: this.lossSums,
      seed: this.setup.augmentation?.seed ?? 0,
      firstImage: this.imagesSubmitted,
    });
    return record;
  }

  /** All launches of a submission: in one pass, or where they are timed in a pass each. */
  private encode(encoder: GPUCommandEncoder): void {
    const { augment, learn, update, sum, stepGroup, submissionGroup } = this.kernels;
    const whole = this.clock ? undefined : encoder.beginComputePass({ label: 'steps' });
    const launch = (kernel: GpuKernel, group: GPUBindGroup, at: number[], count: number): void => {
      const pass = whole ?? this.clock?.beginPass(encoder, kernel.name);
      if (!pass) return;
      pass.setPipeline(kernel.pipeline);
      pass.setBindGroup(0, group, at);
      pass.dispatchWorkgroups(count);
      if (!whole) pass.end();
    };
    if (augment) launch(augment, submissionGroup, [], this.queue.images);
    this.queue.sizes.forEach((size, index) => {
      const at = [index * STEP_STRIDE_BYTES];
      launch(learn, stepGroup, at, Math.ceil(size / this.plan.imageTile));
      launch(update, stepGroup, at, this.plan.tiles);
    });
    launch(sum, submissionGroup, [], this.queue.sizes.length);
    whole?.end();
  }

  /** Begins to read the sums of losses there are, so that there is room for others. */
  private readLosses(): void {
    if (this.lossSums === 0) return;
    const sums = this.copyOf(this.memory.lossSums, this.lossSums * 4);
    // A step's sum is a float32: in float64 they add up exactly, in whatever parts they come.
    const loss = sums.then((bytes) => new Float32Array(bytes).reduce((sum, one) => sum + one, 0));
    // Whoever takes the loss hears of a lost device; nobody may ever take it.
    loss.catch(() => undefined);
    this.losses.push(loss);
    this.lossSums = 0;
  }

  private async copyOf(source: GPUBuffer, bytes: number): Promise<ArrayBuffer> {
    const { device } = this;
    const usage = USAGE.copyTarget | USAGE.mapRead;
    const staging = device.createBuffer({ label: `${source.label}, read`, size: bytes, usage });
    const encoder = device.createCommandEncoder({ label: 'read' });
    encoder.copyBufferToBuffer(source, 0, staging, 0, bytes);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(MAP_READ);
    const copy = staging.getMappedRange().slice(0);
    staging.destroy();
    return copy;
  }

  /** What was read, or the reason why nothing can be read any more. */
  private async orFailure<Value>(reading: Promise<Value>): Promise<Value> {
    try {
      const value = await reading;
      if (this.failure) throw this.failure;
      return value;
    } catch (error) {
      // The device is gone or closed, which `lost` says a moment later.
      await new Promise((resolve) => setTimeout(resolve));
      throw this.failure ?? new GpuError('failed', messageOf(error), { cause: error });
    }
  }
}
