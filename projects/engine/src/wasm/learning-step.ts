import type { Kernels, RecordAddress } from './kernels.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { CHUNKS, type NetworkLayout } from './network-layout.ts';

/** What a batch runs through. */
export interface ForwardPlan {
  readonly batch: RecordAddress;
  /** First to last. */
  readonly layers: readonly { readonly record: RecordAddress }[];
}

/** Where a step finds what it works on: plain numbers, so that every thread can be told. */
export interface StepPlan extends ForwardPlan {
  /** Record of the step's constants. */
  readonly constants: RecordAddress;
  /** How a batch's images are drawn anew before, if they are. */
  readonly augmentation?: { readonly record: RecordAddress };
}

/** A thread's own memory. */
export interface Scratch {
  /** f32 `[width]` for each layer: sum of the deltas over the batch. */
  readonly deltaSums: readonly number[];
  readonly augmentation: number;
}

/** At least what `augment` works in; the kernels' `augmentScratchBytes` says how much that is. */
export const AUGMENT_SCRATCH_BYTES = 8192;

/** Takes a place in memory for one thread to work in. */
export function placeScratch(plan: MemoryPlan, { layers }: NetworkLayout): Scratch {
  return {
    deltaSums: layers.map(({ width }) => plan.take(width * 4)),
    augmentation: plan.take(AUGMENT_SCRATCH_BYTES),
  };
}

/** Runs images `from` to `to` of a batch forward: every layer's pre-activations are filled. */
export function runForward(
  kernels: Kernels,
  { batch, layers }: ForwardPlan,
  from: number,
  to: number,
): void {
  layers.forEach(({ record }, index) => {
    const below = layers[index - 1];
    if (below) kernels.activate(below.record, record, from, to);
    else kernels.gather(record, batch, from, to);
    kernels.forward(record, from, to);
  });
}

/**
 * One thread's hand in a step. A step is: all images, then all tasks, then the end. Images and tasks
 * can be shared among threads in any way, one thread's `startTasks` comes before its tasks, and the
 * bytes are always the same: what is added up is added up by one thread, in one order.
 */
export class StepWorker {
  private readonly kernels: Kernels;
  private readonly plan: StepPlan;
  private readonly scratch: Scratch;
  /** Pieces of work after the images: a chunk of a layer's inputs each. */
  readonly tasks: number;

  constructor(kernels: Kernels, plan: StepPlan, scratch: Scratch) {
    this.kernels = kernels;
    this.plan = plan;
    this.scratch = scratch;
    this.tasks = plan.layers.length * CHUNKS;
  }

  /** Forward and back for images `from` to `to` of the batch: losses and every layer's deltas. */
  learnImages(from: number, to: number): void {
    const { kernels, plan } = this;
    const { batch, layers, augmentation } = plan;
    if (augmentation) {
      kernels.augment(batch, augmentation.record, this.scratch.augmentation, from, to);
    }
    runForward(kernels, plan, from, to);
    for (let index = layers.length - 1; index >= 0; index--) {
      const [layer, below] = [layers[index], layers[index - 1]];
      if (!layer) continue;
      if (index === layers.length - 1) kernels.softmaxCrossEntropy(layer.record, batch, from, to);
      if (below) kernels.backward(layer.record, below.record, from, to);
    }
  }

  /** When all images are done: adds up what each of this thread's tasks needs. */
  startTasks(): void {
    this.plan.layers.forEach(({ record }, index) => {
      this.kernels.sumDeltas(record, this.plan.batch, this.scratch.deltaSums[index] ?? 0);
    });
  }

  /** Takes Adam's step of a chunk of weights, and moves their averages. */
  learnTask(task: number): void {
    const { kernels, plan, scratch } = this;
    const index = Math.floor(task / CHUNKS);
    const chunk = task % CHUNKS;
    const layer = plan.layers[index];
    if (!layer) return;
    kernels.scatterColumns(layer.record, plan.batch, chunk);
    kernels.updateWeights(layer.record, plan.constants, scratch.deltaSums[index] ?? 0, chunk);
    kernels.averageWeights(layer.record, plan.constants, chunk);
  }

  /** When all tasks are done, on one thread: the biases. */
  finish(): void {
    const { kernels, plan, scratch } = this;
    plan.layers.forEach(({ record }, index) => {
      kernels.updateBias(record, plan.constants, scratch.deltaSums[index] ?? 0);
      kernels.averageBias(record, plan.constants);
      kernels.foldBias(record);
    });
  }
}
