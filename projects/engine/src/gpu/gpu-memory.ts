import type { LabelledImages } from '#model';
import { at } from '../at.ts';
import type { LearningSetup } from '../learning-backend.ts';
import { STEP_STRIDE_BYTES } from './bindings.wgsl.ts';
import { USAGE } from './gpu-constants.ts';
import { GpuError } from './gpu-error.ts';
import { packMoments, packParameters, packPixels, sumTiles } from './gpu-parameters.ts';
import { TILE, type GpuPlan } from './gpu-plan.ts';
import { GPU_SUBMISSION } from './submission.wgsl.ts';
import { uniformBytes } from './uniform-record.wgsl.ts';

/** Sums of losses that can wait to be read, a step each. */
export const LOSS_SUMS = 4096;

/** The buffers of a network that learns; `bindings.wgsl.ts` and `submission.wgsl.ts` say what is in them. */
export interface GpuMemory {
  readonly steps: GPUBuffer;
  readonly submission: GPUBuffer;
  readonly dataset: GPUBuffer;
  readonly labels: GPUBuffer;
  readonly indices: GPUBuffer;
  readonly augmented: GPUBuffer;
  readonly parameters: GPUBuffer;
  readonly moments: GPUBuffer;
  readonly averages: GPUBuffer;
  readonly signals: GPUBuffer;
  readonly losses: GPUBuffer;
  readonly lossSums: GPUBuffer;
}

/** A buffer that nothing reads has to be there all the same. */
const LEAST_BYTES = 32;

/**
 * Takes GPU memory and fills it with images and initial weights.
 * @throws GpuError `memory` when there is not enough
 */
export async function createMemory(
  device: GPUDevice,
  plan: GpuPlan,
  { initialWeights, trainingSet, from }: LearningSetup,
): Promise<GpuMemory> {
  const { bytes, slots, stepsAtOnce } = plan;
  const create = (label: string, size: number, usage: number): GPUBuffer =>
    device.createBuffer({ label, size: Math.max(size, LEAST_BYTES), usage });
  const storage = USAGE.storage | USAGE.copyTarget | USAGE.copySource;
  const constants = USAGE.uniform | USAGE.copyTarget;
  device.pushErrorScope('out-of-memory');
  const memory: GpuMemory = {
    steps: create('steps', stepsAtOnce * STEP_STRIDE_BYTES, constants | USAGE.storage),
    submission: create('submission', uniformBytes(GPU_SUBMISSION), constants),
    dataset: create('dataset', bytes.pixels, storage),
    labels: create('labels', bytes.labels, storage),
    indices: create('indices', slots * 4, storage),
    augmented: create('augmented images', bytes.augmented, storage),
    parameters: create('parameters', bytes.parameters, storage),
    moments: create('moments', bytes.moments, storage),
    averages: create('averages', plan.averages ? bytes.parameters : 0, storage),
    signals: create('signals', bytes.signals, storage),
    losses: create('losses', slots * 4, storage),
    lossSums: create('sums of losses', LOSS_SUMS * 4, storage),
  };
  const packed = packParameters(plan, from?.weights ?? initialWeights);
  const { queue } = device;
  writeImages(queue, memory, plan, trainingSet);
  write(queue, memory.parameters, packed);
  if (from) {
    write(queue, memory.moments, packMoments(plan, from.firstMoments, from.secondMoments));
  }
  if (plan.averages) write(queue, memory.averages, packed);
  write(queue, memory.signals, sumTiles(plan, packed, TILE.rows), plan.weightSums * 16);
  const error = await device.popErrorScope();
  if (error) {
    const total = Object.values(bytes).reduce((sum, size) => sum + size, 0);
    const megabytes = Math.ceil(total / 2 ** 20);
    throw new GpuError('memory', `expected ${megabytes} MB of free memory: ${error.message}`);
  }
  return memory;
}

/** Writes images to their place among all, from position `first` on. */
export function writeImages(
  queue: GPUQueue,
  { dataset, labels }: Pick<GpuMemory, 'dataset' | 'labels'>,
  { layers, imageWords }: GpuPlan,
  images: LabelledImages,
  first = 0,
): void {
  const { inputs } = at(layers, 0).spec;
  write(queue, dataset, packPixels(images.pixels, inputs, imageWords), first * imageWords * 4);
  write(queue, labels, Uint32Array.from(images.labels), first * 4);
}

function write(
  queue: GPUQueue,
  buffer: GPUBuffer,
  data: Uint8Array | Uint32Array | Float32Array,
  offset = 0,
): void {
  queue.writeBuffer(buffer, offset, data.buffer, data.byteOffset, data.byteLength);
}
