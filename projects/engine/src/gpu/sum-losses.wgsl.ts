import type { GpuPlan } from './gpu-plan.ts';
import { SUBMISSION_BINDINGS } from './submission.wgsl.ts';

/** Adds up the losses of a submission's images, in one workgroup: always in the same order. */
export function sumLosses({ threads }: GpuPlan): string {
  return /* wgsl */ `
${SUBMISSION_BINDINGS}
const THREADS = ${threads}u;
var<workgroup> sums: array<f32, THREADS>;

@compute @workgroup_size(THREADS)
fn sumLosses(@builtin(local_invocation_index) thread: u32) {
  var sum = 0f;
  for (var image = thread; image < submission.images; image += THREADS) { sum += losses[image]; }
  sums[thread] = sum;
  for (var half = THREADS / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread < half) { sums[thread] += sums[thread + half]; }
  }
  if (thread == 0u) { lossSums[submission.lossSum] = sums[0]; }
}
`;
}
