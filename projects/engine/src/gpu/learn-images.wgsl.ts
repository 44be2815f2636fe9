import { NO_DIGIT } from '../learning-backend.ts';
import { firstWordOf, stepBindings } from './bindings.wgsl.ts';
import { LANES, type GpuLayer, type GpuPlan } from './gpu-plan.ts';

/**
 * Forward, loss and back for a batch, a workgroup an image: activations and deltas of every layer, and
 * the loss. A network's layers are small, so an image goes through all of them in one launch; what one
 * layer hands to the next stays in workgroup memory. Of the pixels only those with ink are multiplied, a
 * fifth of MNIST's; what normalisation adds to every pixel is the sum of all weights times that.
 * Everything is added up in an order that the plan alone decides.
 */
export function learnImages(plan: GpuPlan, outlierWeight: number): string {
  const { layers, threads, imageWords } = plan;
  const widest = Math.max(...layers.map(({ columns }) => columns * LANES));
  const last = layers.length - 1;
  return /* wgsl */ `
${stepBindings(plan)}
const WORDS = ${imageWords}u;
/** Words that a thread looks for ink in. */
const WORDS_A_THREAD = ${Math.ceil(imageWords / threads)}u;
const GROUPS = 16u;
const GROUP_SIZE = THREADS / GROUPS;

/** Pixels that are not zero, ascending: position in the upper bits, byte in the lowest eight. */
var<workgroup> ink: array<u32, ${imageWords * 4}>;
var<workgroup> inkCounts: array<u32, THREADS>;
var<workgroup> groupCounts: array<u32, GROUPS>;
/** What a layer takes, and what it gives: they change places from layer to layer. */
var<workgroup> signals0: array<f32, ${widest}>;
var<workgroup> signals1: array<f32, ${widest}>;
var<workgroup> partials: array<vec4f, THREADS>;
var<workgroup> rowPartials: array<f32, THREADS>;

fn inkOf(word: u32) -> vec4u {
  return (vec4u(word) >> vec4u(0, 8, 16, 24)) & vec4u(255);
}

/** Lists the image's ink; returns how much there is. */
fn listInk(firstWord: u32, thread: u32) -> u32 {
  let begin = min(WORDS, thread * WORDS_A_THREAD);
  let end = min(WORDS, begin + WORDS_A_THREAD);
  var count = 0u;
  for (var word = begin; word < end; word++) {
    let isInked = select(vec4u(0), vec4u(1), inkOf(pixels[firstWord + word]) != vec4u(0));
    count += isInked.x + isInked.y + isInked.z + isInked.w;
  }
  inkCounts[thread] = count;
  workgroupBarrier();
  if (thread < GROUPS) {
    var sum = 0u;
    for (var i = 0u; i < GROUP_SIZE; i++) { sum += inkCounts[thread * GROUP_SIZE + i]; }
    groupCounts[thread] = sum;
  }
  workgroupBarrier();
  let group = thread / GROUP_SIZE;
  var entry = 0u;
  var total = 0u;
  for (var i = 0u; i < GROUPS; i++) {
    entry += select(0u, groupCounts[i], i < group);
    total += groupCounts[i];
  }
  for (var i = group * GROUP_SIZE; i < thread; i++) { entry += inkCounts[i]; }
  for (var word = begin; word < end; word++) {
    let bytes = inkOf(pixels[firstWord + word]);
    for (var lane = 0u; lane < 4u; lane++) {
      if (bytes[lane] != 0u) {
        ink[entry] = ((word * 4u + lane) << 8) | bytes[lane];
        entry++;
      }
    }
  }
  workgroupBarrier();
  return total;
}

${layers.map((layer, index) => forwardFunction(plan, layer, index)).join('\n')}
${layers
  .slice(1)
  .map((layer, index) => backwardFunction(threads, layer, layers[index], index + 1))
  .join('\n')}
${lossFunction(layers[last], last, outlierWeight)}

@compute @workgroup_size(THREADS)
fn learnImages(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let image = workgroup.x;
  let slot = step.firstSlot + image;
  let inked = listInk(${firstWordOf(plan, 'slot')}, thread);
  forward0(image, thread, inked);
${layers
  .slice(1)
  .map((_, index) => `  forward${index + 1}(image, thread);`)
  .join('\n')}
  findLoss(image, slot, thread);
${layers
  .slice(1)
  .map((_, index) => `  backward${last - index}(image, thread);`)
  .join('\n')}
}
`;
}

/** How a workgroup shares a product out: columns side by side, and the rest of the threads over its rows. */
function sharing(
  wide: number,
  threads: number,
): { parts: number; rounds: number; together: number } {
  const together = Math.min(wide, threads);
  return {
    together,
    parts: Math.floor(threads / together),
    rounds: Math.ceil(wide / together),
  };
}

function forwardFunction(plan: GpuPlan, layer: GpuLayer, index: number): string {
  const { columns, parameters, activations, spec } = layer;
  const { parts, rounds, together } = sharing(columns, plan.threads);
  const isFirst = index === 0;
  const from = `signals${(index + 1) % 2}`;
  const to = `signals${index % 2}`;
  const value = (row: string): string =>
    isFirst
      ? `f32(ink[${row}] & 255u) * parameters[${parameters}u + (ink[${row}] >> 8) * ${columns}u + column]`
      : `${from}[${row}] * parameters[${parameters}u + (${row}) * ${columns}u + column]`;
  const end = isFirst ? 'inked' : `${spec.inputs}u`;
  return /* wgsl */ `
fn forward${index}(image: u32, thread: u32${isFirst ? ', inked: u32' : ''}) {
  let part = thread / ${together}u;
  for (var round = 0u; round < ${rounds}u; round++) {
    let column = round * ${together}u + thread % ${together}u;
    let isInside = part < ${parts}u && column < ${columns}u;
    var sum = vec4f(0);
    if (isInside) {
      var row = part;
      // Four at a time: their loads are under way together.
      for (; row + ${3 * parts}u < ${end}; row += ${4 * parts}u) {
        let a = ${value('row')};
        let b = ${value(`row + ${parts}u`)};
        let c = ${value(`row + ${2 * parts}u`)};
        let d = ${value(`row + ${3 * parts}u`)};
        sum += (a + b) + (c + d);
      }
      for (; row < ${end}; row += ${parts}u) { sum += ${value('row')}; }
${
  isFirst
    ? /* wgsl */ `
      sum *= PIXEL_SCALE;
      for (var tile = part; tile < ${layer.tiles.down}u; tile += ${parts}u) {
        sum += PIXEL_SHIFT * signals[${plan.weightSums}u + tile * ${columns}u + column];
      }`
    : ''
}
    }
    partials[thread] = sum;
    workgroupBarrier();
    if (part == 0u && isInside) {
      var output = parameters[${parameters + spec.inputs * columns}u + column];
      for (var i = 0u; i < ${parts}u; i++) { output += partials[i * ${together}u + thread]; }
${
  spec.activation === 'relu'
    ? `
      output = max(output, vec4f(0));
      signals[${activations}u + image * ${columns}u + column] = output;`
    : ''
}
      for (var lane = 0u; lane < 4u; lane++) { ${to}[column * 4u + lane] = output[lane]; }
    }
    workgroupBarrier();
  }
}`;
}

function lossFunction(layer: GpuLayer | undefined, index: number, outlierWeight: number): string {
  if (!layer) return '';
  const { columns, deltas, spec } = layer;
  const classes = spec.outputs;
  const logits = `signals${index % 2}`;
  const to = `signals${(index + 1) % 2}`;
  return /* wgsl */ `
/** Softmax cross-entropy; the target of an image that is no digit is the uniform distribution. */
fn findLoss(image: u32, slot: u32, thread: u32) {
  let label = labels[indices[slot]];
  var largest = ${logits}[0];
  for (var c = 1u; c < ${classes}u; c++) { largest = max(largest, ${logits}[c]); }
  var sum = 0f;
  for (var c = 0u; c < ${classes}u; c++) { sum += exp(${logits}[c] - largest); }
  let isDigit = label != ${NO_DIGIT}u;
  let weight = select(f32(${outlierWeight}), 1f, isDigit) / f32(step.size);
  for (var column = thread; column < ${columns}u; column += THREADS) {
    var delta = vec4f(0);
    for (var lane = 0u; lane < 4u; lane++) {
      let c = column * 4u + lane;
      if (c < ${classes}u) {
        let expected = select(f32(${1 / classes}), select(0f, 1f, c == label), isDigit);
        delta[lane] = weight * (exp(${logits}[c] - largest) / sum - expected);
      }
      ${to}[c] = delta[lane];
    }
    signals[${deltas}u + image * ${columns}u + column] = delta;
  }
  if (thread == 0u) {
    losses[slot] = select(0f, log(sum) - (${logits}[min(label, ${classes - 1}u)] - largest), isDigit);
  }
  storageBarrier();
  workgroupBarrier();
}`;
}

function backwardFunction(
  threads: number,
  layer: GpuLayer,
  below: GpuLayer | undefined,
  index: number,
): string {
  if (!below) return '';
  const { columns, parameters, spec } = layer;
  const rows = below.columns * LANES;
  const { parts, rounds, together } = sharing(rows, threads);
  // Deltas go to where the layer's outputs were, and come from where its inputs were.
  const from = `signals${(index + 1) % 2}`;
  const to = `signals${index % 2}`;
  return /* wgsl */ `
fn backward${index}(image: u32, thread: u32) {
  let part = thread / ${together}u;
  for (var round = 0u; round < ${rounds}u; round++) {
    let row = round * ${together}u + thread % ${together}u;
    let isInside = part < ${parts}u && row < ${spec.inputs}u;
    var sum = 0f;
    if (isInside) {
      let weights = ${parameters}u + row * ${columns}u;
      for (var column = part; column < ${columns}u; column += ${parts}u) {
        let c = column * 4u;
        let delta = vec4f(${from}[c], ${from}[c + 1u], ${from}[c + 2u], ${from}[c + 3u]);
        sum += dot(parameters[weights + column], delta);
      }
    }
    rowPartials[thread] = sum;
    workgroupBarrier();
    if (part == 0u && row < ${rows}u) {
      var delta = 0f;
      // What the ReLU below did not let through has no part in the loss.
      if (signals[${below.activations}u + image * ${below.columns}u + row / 4u][row % 4u] > 0) {
        for (var i = 0u; i < ${parts}u; i++) { delta += rowPartials[i * ${together}u + thread]; }
      }
      ${to}[row] = delta;
    }
    workgroupBarrier();
  }
  for (var column = thread; column < ${below.columns}u; column += THREADS) {
    let c = column * 4u;
    signals[${below.deltas}u + image * ${below.columns}u + column] =
      vec4f(${to}[c], ${to}[c + 1u], ${to}[c + 2u], ${to}[c + 3u]);
  }
}`;
}
