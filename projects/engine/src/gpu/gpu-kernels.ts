import type { LearningSetup } from '../learning-backend.ts';
import { BINDING, GPU_STEP } from './bindings.wgsl.ts';
import { augmentImages } from './augment-images.wgsl.ts';
import { COMPUTE_STAGE } from './gpu-constants.ts';
import { messageOf } from './gpu-device.ts';
import { GpuError } from './gpu-error.ts';
import type { GpuMemory } from './gpu-memory.ts';
import type { GpuPlan } from './gpu-plan.ts';
import { learnImages } from './learn-images.wgsl.ts';
import { SUBMISSION_BINDING } from './submission.wgsl.ts';
import { sumLosses } from './sum-losses.wgsl.ts';
import { uniformBytes } from './uniform-record.wgsl.ts';
import { updateWeights } from './update-weights.wgsl.ts';

/** A compiled kernel. */
export interface GpuKernel {
  /** The name of its function. */
  readonly name: string;
  readonly pipeline: GPUComputePipeline;
}

/** The kernels of a network that learns, and the memory that they see. */
export interface GpuKernels {
  /** Once a submission, where images are augmented. */
  readonly augment: GpuKernel | undefined;
  /** Each step, one after the other. */
  readonly learn: GpuKernel;
  readonly update: GpuKernel;
  /** Once a submission. */
  readonly sum: GpuKernel;
  readonly stepGroup: GPUBindGroup;
  readonly submissionGroup: GPUBindGroup;
}

const STEP_BYTES = uniformBytes(GPU_STEP);

/**
 * Compiles the kernels for a plan.
 * @throws GpuError `failed` when the device cannot
 */
export async function createKernels(
  device: GPUDevice,
  plan: GpuPlan,
  memory: GpuMemory,
  { trainingSet, augmentation, outlierWeight = 1 }: LearningSetup,
): Promise<GpuKernels> {
  const stepLayout = device.createBindGroupLayout({
    label: 'step',
    entries: Object.values(BINDING).map((binding): GPUBindGroupLayoutEntry => {
      const isStep = binding === BINDING.step;
      const buffer: GPUBufferBindingLayout = isStep
        ? { type: 'uniform', hasDynamicOffset: true, minBindingSize: STEP_BYTES }
        : { type: 'storage' };
      return { binding, visibility: COMPUTE_STAGE, buffer };
    }),
  });
  const submissionLayout = device.createBindGroupLayout({
    label: 'submission',
    entries: Object.values(SUBMISSION_BINDING).map((binding): GPUBindGroupLayoutEntry => {
      const { submission, augmented, lossSums } = SUBMISSION_BINDING;
      const isWritten = binding === augmented || binding === lossSums;
      const type = binding === submission ? 'uniform' : isWritten ? 'storage' : 'read-only-storage';
      return { binding, visibility: COMPUTE_STAGE, buffer: { type } };
    }),
  });
  const compile = async (
    name: string,
    code: string,
    layout: GPUBindGroupLayout,
  ): Promise<GpuKernel> => {
    const module = device.createShaderModule({ label: name, code });
    const pipeline = await device.createComputePipelineAsync({
      label: name,
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module, entryPoint: name },
    });
    return { name, pipeline };
  };
  try {
    const [augment, learn, update, sum] = await Promise.all([
      augmentation &&
        compile(
          'augmentImages',
          augmentImages(plan, augmentation, trainingSet.labels.length),
          submissionLayout,
        ),
      compile('learnImages', learnImages(plan, outlierWeight), stepLayout),
      compile('updateWeights', updateWeights(plan), stepLayout),
      compile('sumLosses', sumLosses(plan), submissionLayout),
    ]);
    const groups = createGroups(device, plan, memory, stepLayout, submissionLayout);
    return { augment, learn, update, sum, ...groups };
  } catch (error) {
    // GPUPipelineError: the driver refuses what WebGPU allows, or the device is gone.
    throw new GpuError('failed', `kernels: ${messageOf(error)}`, { cause: error });
  }
}

function createGroups(
  device: GPUDevice,
  plan: GpuPlan,
  memory: GpuMemory,
  stepLayout: GPUBindGroupLayout,
  submissionLayout: GPUBindGroupLayout,
): Pick<GpuKernels, 'stepGroup' | 'submissionGroup'> {
  const stepBuffers: Record<keyof typeof BINDING, GPUBuffer> = {
    step: memory.steps,
    pixels: plan.isAugmented ? memory.augmented : memory.dataset,
    labels: memory.labels,
    indices: memory.indices,
    parameters: memory.parameters,
    moments: memory.moments,
    averages: memory.averages,
    signals: memory.signals,
    losses: memory.losses,
  };
  const bind = (binding: number, buffer: GPUBuffer, size?: number): GPUBindGroupEntry => ({
    binding,
    resource: { buffer, ...(size !== undefined && { size }) },
  });
  const stepGroup = device.createBindGroup({
    label: 'step',
    layout: stepLayout,
    entries: Object.entries(stepBuffers).map(([name, buffer]) => {
      const size = name === 'step' ? STEP_BYTES : undefined;
      return bind(BINDING[name as keyof typeof BINDING], buffer, size);
    }),
  });
  const submissionGroup = device.createBindGroup({
    label: 'submission',
    layout: submissionLayout,
    entries: Object.entries(SUBMISSION_BINDING).map(([name, binding]) =>
      bind(binding, memory[name as keyof typeof SUBMISSION_BINDING]),
    ),
  });
  return { stepGroup, submissionGroup };
}
