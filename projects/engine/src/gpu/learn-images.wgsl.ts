import { NO_DIGIT } from '#model';
import { at } from '../at.ts';
import { firstWordOf, stepBindings } from './bindings.wgsl.ts';
import { LANES, type GpuLayer, type GpuPlan } from './gpu-plan.ts';
import { IMAGE_TYPES, imagesOf } from './image-tile.wgsl.ts';
import { backward, firstForward, forward, keepDeltas } from './layer-products.wgsl.ts';
import { listInk } from './list-ink.wgsl.ts';

/**
 * Forward, loss and back for a batch, a workgroup a tile of images: activations and deltas of every layer,
 * and the losses. A network's layers are small, so images go through all of them in one launch; what one
 * layer hands to the next stays in workgroup memory. Of the pixels only those with ink are multiplied, a
 * fifth of MNIST's, image by image; what normalisation adds to every pixel is the sum of all weights times
 * that. Behind the first layer a weight is loaded once for all images of the tile. Where a batch does not
 * fill its last tile, its last image is taken again, with the same outcome.
 * Everything is added up in an order that the plan alone decides.
 */
export function learnImages(plan: GpuPlan, outlierWeight: number): string {
  const { layers, imageTile, subgroups } = plan;
  const widest = Math.max(...layers.map(({ columns }) => columns * LANES));
  const last = layers.length - 1;
  const images = imagesOf(imageTile);
  return /* wgsl */ `
${subgroups ? 'enable subgroups;' : ''}
${stepBindings(plan)}
/** A number of every image of the tile. */
alias Values = ${IMAGE_TYPES[imageTile].values};
alias Numbers = ${IMAGE_TYPES[imageTile].numbers};

/** What a layer takes, and what it gives: they change places from layer to layer. */
var<workgroup> signals0: array<Values, ${widest}>;
var<workgroup> signals1: array<Values, ${widest}>;
var<workgroup> partials: array<vec4f, THREADS>;
var<workgroup> rowPartials: array<Values, THREADS>;

${listInk(plan)}
${layers.map((layer, index) => (index ? forward(plan, layer, index) : firstForward(plan, layer))).join('\n')}
${layers
  .slice(1)
  .map((layer, index) => backward(plan, layer, at(layers, index), index + 1))
  .join('\n')}
${lossFunction(plan, at(layers, last), last, outlierWeight)}

@compute @workgroup_size(THREADS)
fn learnImages(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let thread = numberOf(index);
  let images = min(
    Numbers(workgroup.x * ${imageTile}u) + Numbers(${images.map(({ number }) => number).join(', ')}),
    Numbers(step.size - 1u));
  let slots = step.firstSlot + images;
${images
  .map(
    ({ member, number }) => `
  let inked${number} = listInk(${firstWordOf(plan, `slots${member}`)}, thread);
  forward0(images${member}, thread, inked${number}, ${number}u);`,
  )
  .join('')}
${layers
  .slice(1)
  .map((_, index) => `  forward${index + 1}(images, thread);`)
  .join('\n')}
  findLoss(images, slots, thread);
${layers
  .slice(1)
  .map((_, index) => `  backward${last - index}(images, thread);`)
  .join('\n')}
}
`;
}

function lossFunction(
  { imageTile }: GpuPlan,
  layer: GpuLayer,
  index: number,
  outlierWeight: number,
): string {
  const { columns, spec } = layer;
  const classes = spec.outputs;
  const images = imagesOf(imageTile);
  const logits = `signals${index % 2}`;
  const to = `signals${(index + 1) % 2}`;
  const labels = images.map(({ member }) => `labels[indices[slots${member}]]`).join(', ');
  return /* wgsl */ `
/** Softmax cross-entropy; the target of an image that is no digit is the uniform distribution. */
fn findLoss(images: Numbers, slots: Numbers, thread: u32) {
  let label = Numbers(${labels});
  var largest = ${logits}[0];
  for (var c = 1u; c < ${classes}u; c++) { largest = max(largest, ${logits}[c]); }
  var sum = Values(0);
  for (var c = 0u; c < ${classes}u; c++) { sum += exp(${logits}[c] - largest); }
  let isDigit = label != Numbers(${NO_DIGIT});
  let weight = select(Values(${outlierWeight}), Values(1), isDigit) / f32(step.size);
  for (var column = thread; column < ${columns}u; column += THREADS) {
    for (var c = column * 4u; c < column * 4u + 4u; c++) {
      var delta = Values(0);
      if (c < ${classes}u) {
        let certain = select(Values(0), Values(1), Numbers(c) == label);
        let expected = select(Values(${1 / classes}), certain, isDigit);
        delta = weight * (exp(${logits}[c] - largest) / sum - expected);
      }
      ${to}[c] = delta;
    }
  }
${keepDeltas(imageTile, layer, to)}
  if (thread == 0u) {
${images
  .map(
    ({ member }) => `
    losses[slots${member}] = select(0f,
      log(sum${member}) -
        (${logits}[min(label${member}, ${classes - 1}u)]${member} - largest${member}),
      isDigit${member});`,
  )
  .join('')}
  }
  storageBarrier();
  workgroupBarrier();
}`;
}
