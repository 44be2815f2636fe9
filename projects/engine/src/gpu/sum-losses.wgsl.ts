import { fieldOffset } from '../memory-record.ts';
import { GPU_STEP, STEP_STRIDE_BYTES } from './bindings.wgsl.ts';
import type { GpuPlan } from './gpu-plan.ts';
import { SUBMISSION_BINDINGS } from './submission.wgsl.ts';

/** WGSL for a whole number of the workgroup's step. */
function fieldOfStep(field: 'size' | 'firstSlot'): string {
  return `steps[workgroup.x * STEP_STRIDE + ${fieldOffset(GPU_STEP, field) / 4}u]`;
}

/**
 * Adds up the losses of each step of a submission, a workgroup a step: a step's sum is the same whatever
 * is submitted with it.
 */
export function sumLosses({ threads }: GpuPlan): string {
  return /* wgsl */ `
${SUBMISSION_BINDINGS}
const THREADS = ${threads}u;
/** Words between two steps. */
const STEP_STRIDE = ${STEP_STRIDE_BYTES / 4}u;
var<workgroup> sums: array<f32, THREADS>;

@compute @workgroup_size(THREADS)
fn sumLosses(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let size = ${fieldOfStep('size')};
  let firstSlot = ${fieldOfStep('firstSlot')};
  var sum = 0f;
  for (var image = thread; image < size; image += THREADS) { sum += losses[firstSlot + image]; }
  sums[thread] = sum;
  for (var half = THREADS / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread < half) { sums[thread] += sums[thread + half]; }
  }
  if (thread == 0u) { lossSums[submission.firstSum + workgroup.x] = sums[0]; }
}
`;
}
