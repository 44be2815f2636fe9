import type { RecordFields } from '../memory-record.ts';
import type { StepConstants } from '../optimizer.ts';
import type { GpuPlan } from './gpu-plan.ts';
import { structOf } from './uniform-record.wgsl.ts';

/** Bytes between the constants of one step and the next: what dynamic offsets have to be multiples of. */
export const STEP_STRIDE_BYTES = 256;

/** What the kernels are told of a step, as `Step`. */
export const GPU_STEP = {
  /** Images in the batch. */
  size: 'u32',
  /** The batch's first place among the images of the submission. */
  firstSlot: 'u32',
  ...({
    beta1: 'f32',
    beta2: 'f32',
    epsilon: 'f32',
    stepSize: 'f32',
    rootCorrection: 'f32',
    decay: 'f32',
    averagingShare: 'f32',
  } satisfies Record<keyof StepConstants, 'f32'>),
} as const satisfies RecordFields;

/** Places of a learning step's bindings in group 0; all are storage but the step's constants. */
export const BINDING = {
  step: 0,
  pixels: 1,
  labels: 2,
  indices: 3,
  parameters: 4,
  moments: 5,
  averages: 6,
  signals: 7,
  losses: 8,
} as const;

/** What the kernels of a learning step see of GPU memory, and the constants that they share. */
export function stepBindings({ threads, pixelScale, pixelShift }: GpuPlan): string {
  return /* wgsl */ `
${structOf('Step', GPU_STEP)}

struct Moments {
  first: vec4f,
  second: vec4f,
}

@group(0) @binding(${BINDING.step}) var<uniform> step: Step;
/** Four pixels a word, [image][word]: those of the data set, or of the submission where they are augmented. */
@group(0) @binding(${BINDING.pixels}) var<storage, read_write> pixels: array<u32>;
/** Of the data set. */
@group(0) @binding(${BINDING.labels}) var<storage, read_write> labels: array<u32>;
/** The submission's images: where each is in the data set. */
@group(0) @binding(${BINDING.indices}) var<storage, read_write> indices: array<u32>;
@group(0) @binding(${BINDING.parameters}) var<storage, read_write> parameters: array<vec4f>;
@group(0) @binding(${BINDING.moments}) var<storage, read_write> moments: array<Moments>;
@group(0) @binding(${BINDING.averages}) var<storage, read_write> averages: array<vec4f>;
/** Activations and deltas of the batch, and sums of weights. */
@group(0) @binding(${BINDING.signals}) var<storage, read_write> signals: array<vec4f>;
/** Cross-entropies of the submission's images, nats. */
@group(0) @binding(${BINDING.losses}) var<storage, read_write> losses: array<f32>;

const THREADS = ${threads}u;
const PIXEL_SCALE = f32(${pixelScale});
const PIXEL_SHIFT = f32(${pixelShift});
`;
}

/** WGSL for the word of `pixels` that the image in a slot begins at. */
export function firstWordOf({ isAugmented, imageWords }: GpuPlan, slot: string): string {
  return isAugmented ? `${slot} * ${imageWords}u` : `indices[${slot}] * ${imageWords}u`;
}
