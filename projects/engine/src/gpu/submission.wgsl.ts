import type { RecordFields } from '../memory-record.ts';
import { structOf } from './uniform-record.wgsl.ts';

/** What the kernels are told of a submission, as `Submission`. */
export const GPU_SUBMISSION = {
  /** Where the sum of its first step's losses goes; the others' follow. */
  firstSum: 'u32',
  seed: 'u32',
  /** Number of its first image among all images of the run. */
  firstImage: 'u32',
} as const satisfies RecordFields;

/** Places of a submission's bindings in group 0. */
export const SUBMISSION_BINDING = {
  submission: 0,
  dataset: 1,
  indices: 2,
  augmented: 3,
  steps: 4,
  losses: 5,
  lossSums: 6,
} as const;

/** What the kernels that run once a submission see of GPU memory. */
export const SUBMISSION_BINDINGS = /* wgsl */ `
${structOf('Submission', GPU_SUBMISSION)}

@group(0) @binding(${SUBMISSION_BINDING.submission}) var<uniform> submission: Submission;
/** Four pixels a word, [image][word]. */
@group(0) @binding(${SUBMISSION_BINDING.dataset}) var<storage, read> dataset: array<u32>;
/** The submission's images: where each is in the data set. */
@group(0) @binding(${SUBMISSION_BINDING.indices}) var<storage, read> indices: array<u32>;
/** The submission's images, augmented. */
@group(0) @binding(${SUBMISSION_BINDING.augmented}) var<storage, read_write> augmented: array<u32>;
/** \`Step\`s, of which only whole numbers are read here. */
@group(0) @binding(${SUBMISSION_BINDING.steps}) var<storage, read> steps: array<u32>;
@group(0) @binding(${SUBMISSION_BINDING.losses}) var<storage, read> losses: array<f32>;
@group(0) @binding(${SUBMISSION_BINDING.lossSums}) var<storage, read_write> lossSums: array<f32>;
`;
