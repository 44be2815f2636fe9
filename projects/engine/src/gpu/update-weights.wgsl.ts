import { firstWordOf, stepBindings } from './bindings.wgsl.ts';
import { TILE, type GpuLayer, type GpuPlan } from './gpu-plan.ts';

/** Moments smaller than this become zero, as on the CPU (`assembly/update.ts`). */
const SMALLEST_MOMENT = 1e-30;
/** Images whose inputs and deltas are in workgroup memory at a time. */
const IMAGES = 32;
/** Of a tile; as many are loaded of inputs and of deltas at a time, since 32 rows are 8 vectors of inputs. */
const VECTORS = TILE.rows * TILE.columns;

/**
 * Gradient, the optimizer's step and moving average of all parameters of all layers in one launch, a workgroup a
 * tile of 32 rows by 8 vectors. Inputs and deltas go through workgroup memory, 32 images at a time; a
 * vector of the gradient is added up over the batch by one thread, first image to last, which then takes
 * the step with it. Biases are a layer's last row, whose input is 1. On the way the first layer's new
 * weights are added up, which is what `learnImages` needs of normalisation.
 */
export function updateWeights(plan: GpuPlan): string {
  const { layers } = plan;
  return /* wgsl */ `
${stepBindings(plan)}
const SHARE = ${VECTORS / plan.threads}u;
/** [image][row] and [image][column] of the tile. */
var<workgroup> inputTile: array<f32, ${IMAGES * TILE.rows}>;
var<workgroup> deltaTile: array<vec4f, ${IMAGES * TILE.columns}>;

/** Four inputs from the first of them on: a bias's is 1, behind it is nothing. */
fn withBias(values: vec4f, first: u32, inputs: u32) -> vec4f {
  let rows = vec4u(first) + vec4u(0, 1, 2, 3);
  let inside = select(vec4f(0), values, rows < vec4u(inputs));
  return select(inside, vec4f(1), rows == vec4u(inputs));
}

/** Adds the part of the images in workgroup memory to a vector of the gradient. */
fn addUp(gradient: vec4f, vector: u32) -> vec4f {
  var sum = gradient;
  let row = vector / ${TILE.columns}u;
  let column = vector % ${TILE.columns}u;
  for (var image = 0u; image < ${IMAGES}u; image++) {
    sum += inputTile[image * ${TILE.rows}u + row] * deltaTile[image * ${TILE.columns}u + column];
  }
  return sum;
}

/** An optimizer's step, by its constants Adam's or another's; returns the new parameters. */
fn takeStep(at: u32, gradient: vec4f, decay: f32) -> vec4f {
  let smallest = vec4f(${SMALLEST_MOMENT});
  var first = step.beta1 * moments[at].first + (1 - step.beta1) * gradient;
  first = select(first, vec4f(0), abs(first) < smallest);
  var second = step.beta2 * moments[at].second + (1 - step.beta2) * gradient * gradient;
  second = select(second, vec4f(0), second < smallest);
  moments[at] = Moments(first, second);
  let denominator = sqrt(second) * step.rootCorrection + step.epsilon;
  let updated = parameters[at] * decay - step.stepSize * first / denominator;
  parameters[at] = updated;
${plan.averages ? '  averages[at] += step.averagingShare * (updated - averages[at]);' : ''}
  return updated;
}

${layers.map((layer, index) => tileFunction(plan, layer, layers[index - 1], index)).join('\n')}

@compute @workgroup_size(THREADS)
fn updateWeights(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
${layers
  .map(({ tiles }, index) => {
    const end = tiles.first + tiles.down * tiles.across;
    const isElse = index === 0 ? '' : 'else ';
    return `  ${isElse}if (workgroup.x < ${end}u) { updateTile${index}(workgroup.x - ${tiles.first}u, thread); }`;
  })
  .join('\n')}
}
`;
}

function tileFunction(
  plan: GpuPlan,
  layer: GpuLayer,
  below: GpuLayer | undefined,
  index: number,
): string {
  const { columns, deltas, parameters, spec, tiles } = layer;
  const { inputs } = spec;
  const inputVectors = below ? below.columns : plan.imageWords;
  const loaded = below
    ? `signals[${below.activations}u + image * ${below.columns}u + vector]`
    : `PIXEL_SCALE * vec4f((vec4u(pixels[${firstWordOf(plan, '(step.firstSlot + image)')} + vector])
          >> vec4u(0, 8, 16, 24)) & vec4u(255)) + PIXEL_SHIFT`;
  return /* wgsl */ `
fn updateTile${index}(tile: u32, thread: u32) {
  let firstRow = tile / ${tiles.across}u * ${TILE.rows}u;
  let firstColumn = tile % ${tiles.across}u * ${TILE.columns}u;
  // The thread's vectors of the tile: on hardware it is one.
  var gradients: array<vec4f, SHARE>;
  for (var start = 0u; start < step.size; start += ${IMAGES}u) {
    workgroupBarrier();
    for (var load = thread; load < ${VECTORS}u; load += THREADS) {
      let image = start + load / ${TILE.columns}u;
      let vector = firstRow / 4u + load % ${TILE.columns}u;
      let column = firstColumn + load % ${TILE.columns}u;
      var values = vec4f(0);
      var delta = vec4f(0);
      if (image < step.size) {
        if (vector < ${inputVectors}u) { values = ${loaded}; }
        if (column < ${columns}u) { delta = signals[${deltas}u + image * ${columns}u + column]; }
      }
      values = withBias(values, vector * 4u, ${inputs}u);
      for (var lane = 0u; lane < 4u; lane++) { inputTile[load * 4u + lane] = values[lane]; }
      deltaTile[load] = delta;
    }
    workgroupBarrier();
    for (var i = 0u; i < SHARE; i++) {
      gradients[i] = addUp(gradients[i], thread + i * THREADS);
    }
  }
  workgroupBarrier();
  for (var i = 0u; i < SHARE; i++) {
    let vector = thread + i * THREADS;
    let row = firstRow + vector / ${TILE.columns}u;
    let column = firstColumn + vector % ${TILE.columns}u;
    var updated = vec4f(0);
    if (row <= ${inputs}u && column < ${columns}u) {
      let decay = select(step.decay, 1f, row == ${inputs}u);
      updated = takeStep(${parameters}u + row * ${columns}u + column, gradients[i], decay);
    }
${below ? '' : `    deltaTile[vector] = select(vec4f(0), updated, row < ${inputs}u);`}
  }
${below ? '' : weightSums(plan, layer)}
}
`;
}

/** WGSL that adds up the tile's new weights, the biases apart. */
function weightSums({ weightSums: at }: GpuPlan, { columns }: GpuLayer): string {
  return /* wgsl */ `
  workgroupBarrier();
  let column = firstColumn + thread;
  if (thread < ${TILE.columns}u && column < ${columns}u) {
    var sum = vec4f(0);
    for (var i = 0u; i < ${TILE.rows}u; i++) { sum += deltaTile[i * ${TILE.columns}u + thread]; }
    signals[${at}u + firstRow / ${TILE.rows}u * ${columns}u + column] = sum;
  }`;
}
