import type { AugmentationOptions } from '../run/recipe.ts';
import type { GpuPlan } from './gpu-plan.ts';
import { SUBMISSION_BINDINGS } from './submission.wgsl.ts';

/** Threads that augment an image at most: few, since a submission has thousands of images. */
const MOST_THREADS = 64;
const RADIANS = Math.PI / 180;

/**
 * Augments all images of a submission, as if another hand had drawn them, a workgroup an image, from the same random
 * numbers and with the same formulas as `assembly/augment.ts`, which says what they mean. The numbers
 * of an image are hashes of its number in the run, so that any thread can have any of them.
 * @param imageCount images of the set that are augmented, from its beginning; others are copied
 */
export function augmentImages(
  { threads }: GpuPlan,
  options: AugmentationOptions,
  imageCount: number,
): string {
  const { rotation, shear, scale, anisotropy, shift, elastic } = options;
  const { refitShare, smallest, largest } = options;
  const isElastic = elastic > 0;
  return /* wgsl */ `
${SUBMISSION_BINDINGS}
const THREADS = ${Math.min(threads, MOST_THREADS)}u;
const SIZE = 28u;
const PAD = 40u;
const WORDS = SIZE * SIZE / 4u;
/** Nodes along an edge of the elastic field. */
const GRID = 6u;
const CENTRE = 14f;
const BOX = 20f;
const MASS_CENTRE = 14.5f;
const LARGEST_SHIFT = 4f;
const INK = 26u;
const FINE_BELOW = 0.75f;
/** Where the image and the pad begin in \`ink\`. */
const IMAGE = 0u;
const ON_PAD = SIZE * SIZE;

/** Bytes, as floats: the image, [28][28], and the pad that it may be drawn on, [40][40]. */
var<workgroup> ink: array<f32, SIZE * SIZE + PAD * PAD>;
/** Displacements of the elastic field's nodes. */
var<workgroup> field: array<vec2f, GRID * GRID>;
// The box of the ink on the pad; its mass, and coordinates weighed by it, doubled. Whole numbers: the
// order that threads add in cannot be seen.
var<workgroup> left: atomic<u32>;
var<workgroup> right: atomic<u32>;
var<workgroup> top: atomic<u32>;
var<workgroup> bottom: atomic<u32>;
var<workgroup> mass: atomic<u32>;
var<workgroup> massX: atomic<u32>;
var<workgroup> massY: atomic<u32>;

/** Takes \`origin\` to \`goal\` by a linear map, of which this is the inverse. */
struct Map {
  inverse: mat2x2f,
  origin: vec2f,
  goal: vec2f,
}

/** splitmix32's output function. */
fn mixed(value: u32) -> u32 {
  var z = value;
  z = (z ^ (z >> 16)) * 0x21f0aaadu;
  z = (z ^ (z >> 15)) * 0x735a2d97u;
  return z ^ (z >> 15);
}

/** A stream's number, uniform in [0, 1), counted from 1. */
fn unit(stream: u32, number: u32) -> f32 {
  return f32(mixed(stream + number * 0x9e3779b9u) >> 8) * 5.9604644775390625e-8;
}

/** Uniform in [-limit, limit). */
fn within(stream: u32, number: u32, limit: f32) -> f32 {
  return (2 * unit(stream, number) - 1) * limit;
}

fn inkAt(first: u32, size: u32, at: vec2i) -> f32 {
  if (any(at < vec2i(0)) || any(at >= vec2i(i32(size)))) { return 0; }
  return ink[first + u32(at.y) * size + u32(at.x)];
}

/** Between the four pixels around a position; pixels are at whole numbers, blank outside. */
fn sample(first: u32, size: u32, position: vec2f) -> f32 {
  let corner = floor(position);
  let part = position - corner;
  let at = vec2i(corner);
  let upper = mix(inkAt(first, size, at), inkAt(first, size, at + vec2i(1, 0)), part.x);
  let lower =
    mix(inkAt(first, size, at + vec2i(0, 1)), inkAt(first, size, at + vec2i(1, 1)), part.x);
  return mix(upper, lower, part.y);
}

/** The elastic field at a pixel of an output so high and wide. */
fn displacement(pixel: vec2u, size: u32) -> vec2f {
  let along = vec2f(pixel) * f32(GRID - 1) / f32(size);
  let node = vec2u(along);
  let part = along - vec2f(node);
  let at = node.y * GRID + node.x;
  let before = mix(field[at], field[at + GRID], part.y);
  let after = mix(field[at + 1], field[at + GRID + 1], part.y);
  return mix(before, after, part.x);
}

/** The ink of an output's pixel, 0..255, rounded. */
fn resampled(
  first: u32, sourceSize: u32, pixel: vec2u, size: u32, map: Map, isFine: bool, bends: bool,
) -> f32 {
  var position = map.inverse * (vec2f(pixel) + 0.5 - map.goal) + map.origin - 0.5;
  if (bends) { position += displacement(pixel, size); }
  if (!isFine) { return floor(sample(first, sourceSize, position) + 0.5); }
  let u = (map.inverse[0] + map.inverse[1]) / 4;
  let v = (map.inverse[0] - map.inverse[1]) / 4;
  let four = sample(first, sourceSize, position + u) + sample(first, sourceSize, position - u) +
    sample(first, sourceSize, position + v) + sample(first, sourceSize, position - v);
  return floor(four / 4 + 0.5);
}

/** Writes the submission's image from the pixels that begin at \`first\` in \`ink\`. */
fn writeWords(
  image: u32, thread: u32, first: u32, sourceSize: u32, map: Map, isBlank: bool, bends: bool,
) {
  for (var word = thread; word < WORDS; word += THREADS) {
    var packed = 0u;
    for (var lane = 0u; lane < 4u; lane++) {
      let at = word * 4 + lane;
      let pixel = vec2u(at % SIZE, at / SIZE);
      let value = resampled(first, sourceSize, pixel, SIZE, map, false, bends);
      packed |= u32(value) << (8 * lane);
    }
    augmented[image * WORDS + word] = select(packed, 0u, isBlank);
  }
}

/** Draws on the pad; rows and columns further than this from its middle stay blank. */
fn drawOnPad(thread: u32, reach: f32, map: Map, isFine: bool) {
  let first = u32(f32(PAD / 2) - reach);
  let end = PAD - first;
  for (var at = thread; at < PAD * PAD; at += THREADS) {
    let pixel = vec2u(at % PAD, at / PAD);
    var value = 0f;
    if (all(pixel >= vec2u(first)) && all(pixel < vec2u(end))) {
      value = resampled(IMAGE, SIZE, pixel, PAD, map, isFine, ${isElastic});
    }
    ink[ON_PAD + at] = value;
    let byte = u32(value);
    if (byte >= INK) {
      atomicMin(&left, pixel.x);
      atomicMax(&right, pixel.x + 1);
      atomicMin(&top, pixel.y);
      atomicMax(&bottom, pixel.y + 1);
      atomicAdd(&mass, byte);
      atomicAdd(&massX, byte * (2 * pixel.x + 1));
      atomicAdd(&massY, byte * (2 * pixel.y + 1));
    }
  }
}

/** What fits the pad's ink into 20x20 and puts its mass at 14.5, as the app prepares what it reads. */
fn fitting() -> Map {
  let low = vec2f(f32(atomicLoad(&left)), f32(atomicLoad(&top)));
  let high = vec2f(f32(atomicLoad(&right)), f32(atomicLoad(&bottom)));
  let scale = BOX / max(high.x - low.x, high.y - low.y);
  let middle = (low + high) / 2;
  let total = f32(atomicLoad(&mass));
  let centre = vec2f(f32(atomicLoad(&massX)), f32(atomicLoad(&massY))) / 2 / total;
  let shift = MASS_CENTRE - CENTRE - (centre - middle) * scale;
  let to = CENTRE + clamp(shift, vec2f(-LARGEST_SHIFT), vec2f(LARGEST_SHIFT));
  return Map(mat2x2f(1 / scale, 0, 0, 1 / scale), middle, to);
}

@compute @workgroup_size(THREADS)
fn augmentImages(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let image = workgroup.x;
  if (indices[image] >= ${imageCount}u) {
    for (var word = thread; word < WORDS; word += THREADS) {
      augmented[image * WORDS + word] = dataset[indices[image] * WORDS + word];
    }
    return;
  }
  let start = mixed(submission.seed + 0x9e3779b9u) ^ (submission.firstImage + image);
  let stream = mixed(start + 0x9e3779b9u);
  for (var word = thread; word < WORDS; word += THREADS) {
    let packed = dataset[indices[image] * WORDS + word];
    for (var lane = 0u; lane < 4u; lane++) {
      ink[word * 4 + lane] = f32((packed >> (8 * lane)) & 255);
    }
  }
${
  isElastic
    ? /* wgsl */ `
  for (var node = thread; node < GRID * GRID; node += THREADS) {
    let number = 6 + 2 * node;
    field[node] = vec2f(
      within(stream, number, ${elastic}), within(stream, number + 1, ${elastic}));
  }`
    : ''
}
  if (thread == 0) {
    atomicStore(&left, PAD);
    atomicStore(&right, 0u);
    atomicStore(&top, PAD);
    atomicStore(&bottom, 0u);
    atomicStore(&mass, 0u);
    atomicStore(&massX, 0u);
    atomicStore(&massY, 0u);
  }
  workgroupBarrier();
  // Turned, sheared, scaled: [a b; c d] takes the source's plane to the drawing's.
  let angle = within(stream, 1, ${rotation * RADIANS});
  let zoom = 1 + within(stream, 2, ${scale});
  let stretch = 1 + within(stream, 3, ${anisotropy});
  let slant = within(stream, 4, ${shear});
  let isRefitted = unit(stream, 5) < ${refitShare};
  let number = ${isElastic ? `6 + GRID * GRID * 2` : '6u'};
  let size = ${smallest} + unit(stream, number) * f32(${largest - smallest});
  let factor = select(1, size / BOX, isRefitted);
  let sx = factor * zoom * stretch;
  let sy = factor * zoom / stretch;
  let a = cos(angle) * sx;
  let b = (cos(angle) * slant - sin(angle)) * sy;
  let c = sin(angle) * sx;
  let d = (sin(angle) * slant + cos(angle)) * sy;
  let inverse = mat2x2f(d, -c, -b, a) * (1 / (a * d - b * c));
  if (isRefitted) {
    let to = vec2f(
      f32(PAD) / 2 + within(stream, number + 1, 0.5), f32(PAD) / 2 + within(stream, number + 2, 0.5));
    // Half the diagonal of MNIST's box, and what its offset, slant and bends add.
    let reach = min(f32(PAD) / 2, factor * 22 + 1);
    drawOnPad(thread, reach, Map(inverse, vec2f(CENTRE), to), factor < FINE_BELOW);
    workgroupBarrier();
    let isBlank = atomicLoad(&mass) == 0;
    writeWords(image, thread, ON_PAD, PAD, fitting(), isBlank, false);
  } else {
    let to = CENTRE +
      vec2f(within(stream, number, ${shift}), within(stream, number + 1, ${shift}));
    writeWords(image, thread, IMAGE, SIZE, Map(inverse, vec2f(CENTRE), to), false, ${isElastic});
  }
}
`;
}
