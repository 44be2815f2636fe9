import { IMAGE_SIZE } from '#model';
import { inTurns, type Steps } from '../run/in-turns.ts';
import { loadKernels } from './kernels.ts';
import { AUGMENT_SCRATCH_BYTES } from './learning-step.ts';
import { MemoryPlan } from './memory-plan.ts';
import { MemoryViews } from './memory-views.ts';
import { augmentationRecord } from './network-layout.ts';
import type { SeededAugmentation } from '../learning-backend.ts';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
/** Images that are augmented before anything else can happen. */
const STEP = 250;

/**
 * Augments images, each once, as a training run does at every step.
 * @param pixels ink 0..255, row-major, `[image][28][28]`
 * @param options which of a run's images the first is: each has random numbers of its own
 * @returns the same layout
 * @throws the signal's reason when aborted
 */
export async function augmentImages(
  pixels: Uint8Array,
  augmentation: SeededAugmentation,
  { firstImage = 0, signal }: { readonly firstImage?: number; readonly signal?: AbortSignal } = {},
): Promise<Uint8Array> {
  const count = pixels.length / PIXELS;
  const plan = new MemoryPlan();
  const source = plan.take(pixels.length);
  const drawn = plan.take(pixels.length);
  const indices = plan.take(count * 4);
  const scratch = plan.take(AUGMENT_SCRATCH_BYTES);
  const options = plan.record('Augmentation', {
    ...augmentationRecord({ ...augmentation, imageCount: count }),
    firstImage,
  });
  const batch = plan.record('Batch', {
    ...{ size: count, pixels: source, indices, augmented: drawn },
    ...{ scale: 0, labels: 0, losses: 0, outlierWeight: 1 },
  });
  const { kernels, memory } = await loadKernels(plan.byteLength);
  const views = new MemoryViews(memory);
  plan.writeRecords(views);
  views.bytes(source, pixels.length).set(pixels);
  views.u32(indices, count).set(Uint32Array.from({ length: count }, (_, index) => index));
  function* augment(): Steps<void> {
    for (let from = 0; from < count; from += STEP) {
      kernels.augment(batch, options, scratch, from, Math.min(from + STEP, count));
      yield;
    }
  }
  await inTurns(augment(), signal);
  return views.bytes(drawn, pixels.length).slice();
}
