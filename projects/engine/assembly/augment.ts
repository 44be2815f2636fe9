import { clearField, FIELD_BYTES, setField } from './elastic-field';
import { BOX, CENTRE, clearPad, fit, FIT_BYTES, PAD, PAD_BYTES, PAD_STRIDE } from './fit';
import { Augmentation, Batch } from './layout';
import { QUADS_BYTES, setQuads, SIZE } from './quads';
import { startStream, unit, within } from './random';
import { resample, setMap } from './resample';

/** A digit drawn smaller than this share of its size is sampled four times a pixel. */
const FINE_BELOW: f32 = 0.75;

/** Bytes that `augment` needs to work in. */
export function augmentScratchBytes(): u32 {
  return FIELD_BYTES + QUADS_BYTES + PAD_BYTES + FIT_BYTES;
}

/**
 * Draws images `from` to `to` of a batch as another hand might have: `augmented` gets them. Images behind the data
 * set are copied: whoever makes them augments them.
 * @param scratch memory of the thread's own, since the module's is shared
 */
export function augment(
  batch: Batch,
  options: Augmentation,
  scratch: usize,
  from: u32,
  to: u32,
): void {
  for (let image = from; image < to; image++) {
    const index = load<u32>(batch.indices + (image << 2));
    const source = batch.pixels + <usize>index * SIZE * SIZE;
    const target = batch.augmented + image * SIZE * SIZE;
    if (index >= options.imageCount) {
      memory.copy(target, source, SIZE * SIZE);
      continue;
    }
    memory.fill(target, 0, SIZE * SIZE);
    startStream(options.seed, options.firstImage + image);
    augmentImage(source, target, options, scratch);
  }
}

function augmentImage(source: usize, target: usize, options: Augmentation, scratch: usize): void {
  const field = scratch;
  const quads = field + FIELD_BYTES;
  if (!setQuads(quads, source)) return;
  // Turned, sheared, scaled: [a b; c d] takes the source's plane to the drawing's.
  const angle = <f64>within(options.rotation);
  const cos = <f32>NativeMath.cos(angle);
  const sin = <f32>NativeMath.sin(angle);
  const zoom: f32 = <f32>1 + within(options.scale);
  const stretch: f32 = <f32>1 + within(options.anisotropy);
  const shear = within(options.shear);
  const isRefitted = unit() < options.refitShare;
  if (options.elastic > 0) setField(field, options.elastic);
  else clearField(field);
  const size = isRefitted ? options.smallest + unit() * (options.largest - options.smallest) : BOX;
  const factor = size / BOX;
  const sx = factor * zoom * stretch;
  const sy = (factor * zoom) / stretch;
  const a = cos * sx;
  const b = (cos * shear - sin) * sy;
  const c = sin * sx;
  const d = (sin * shear + cos) * sy;
  if (isRefitted) {
    const pad = quads + QUADS_BYTES;
    const pixels = clearPad(pad);
    const x = <f32>PAD / 2 + within(0.5);
    const y = <f32>PAD / 2 + within(0.5);
    setMap(a, b, c, d, CENTRE, CENTRE, x, y);
    // Half the diagonal of MNIST's box, and what its offset, slant and bends add.
    const reach = <f32>min(<f32>PAD / 2, factor * 22 + 1);
    resample(pixels, PAD, PAD_STRIDE, field, reach, factor < FINE_BELOW);
    fit(pixels, target, pad + PAD_BYTES);
  } else {
    const x = CENTRE + within(options.shift);
    const y = CENTRE + within(options.shift);
    setMap(a, b, c, d, CENTRE, CENTRE, x, y);
    resample(target, SIZE, SIZE, field, CENTRE, false);
  }
}
