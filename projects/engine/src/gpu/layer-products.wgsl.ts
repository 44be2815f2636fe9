import { LANES, type GpuLayer, type GpuPlan, type ImageTile } from './gpu-plan.ts';
import { imagesOf } from './image-tile.wgsl.ts';

/** How a workgroup shares a product out. */
interface Sharing {
  /** Columns side by side. */
  readonly together: number;
  /** Parts of a column's sum, a thread each: no more than makes parts as long as their number. */
  readonly parts: number;
  readonly rounds: number;
}

function sharing(wide: number, long: number, threads: number): Sharing {
  const together = Math.min(wide, threads);
  return {
    together,
    parts: Math.min(Math.floor(threads / together), Math.ceil(Math.sqrt(long))),
    rounds: Math.ceil(wide / together),
  };
}

/**
 * WGSL that adds up the parts of a sum and brings the outputs to where the next layer takes them. Where a
 * thread has a whole sum, nothing goes through workgroup memory, and nobody has to wait.
 */
function takeOutputs(
  layer: GpuLayer,
  { parts, together }: Sharing,
  names: { sum: string; image: string; target: string },
): string {
  const { activations, columns, parameters, spec } = layer;
  const isShared = parts > 1;
  return /* wgsl */ `
${isShared ? `    partials[thread] = ${names.sum};\n    workgroupBarrier();` : ''}
    if (part == 0u && isInside) {
      var output = parameters[${parameters + spec.inputs * columns}u + column];
${
  isShared
    ? `      for (var i = 0u; i < ${parts}u; i++) { output += partials[i * ${together}u + thread]; }`
    : `      output += ${names.sum};`
}
${
  spec.activation === 'relu'
    ? `
      output = max(output, vec4f(0));
      signals[${activations}u + ${names.image} * ${columns}u + column] = output;`
    : ''
}
      for (var lane = 0u; lane < 4u; lane++) { ${names.target} = output[lane]; }
    }
${isShared ? '    workgroupBarrier();' : ''}`;
}

/** WGSL for the first layer's outputs of one image, from its ink. */
export function firstForward(plan: GpuPlan, layer: GpuLayer): string {
  const { columns, parameters, spec } = layer;
  const shared = sharing(columns, spec.inputs, plan.threads);
  const { parts, rounds, together } = shared;
  const value = (row: string): string =>
    `f32(ink[${row}] & 255u) * parameters[${parameters}u + (ink[${row}] >> 8) * ${columns}u + column]`;
  const target = `signals0[column * 4u + lane]${plan.imageTile === 1 ? '' : '[member]'}`;
  return /* wgsl */ `
fn forward0(image: u32, thread: u32, inked: u32, member: u32) {
  let part = thread / ${together}u;
  for (var round = 0u; round < ${rounds}u; round++) {
    let column = round * ${together}u + thread % ${together}u;
    let isInside = part < ${parts}u && column < ${columns}u;
    var sum = vec4f(0);
    if (isInside) {
      var row = part;
      // Four at a time: their loads are under way together.
      for (; row + ${3 * parts}u < inked; row += ${4 * parts}u) {
        let a = ${value('row')};
        let b = ${value(`row + ${parts}u`)};
        let c = ${value(`row + ${2 * parts}u`)};
        let d = ${value(`row + ${3 * parts}u`)};
        sum += (a + b) + (c + d);
      }
      for (; row < inked; row += ${parts}u) { sum += ${value('row')}; }
      sum *= PIXEL_SCALE;
      for (var tile = part; tile < ${layer.tiles.down}u; tile += ${parts}u) {
        sum += PIXEL_SHIFT * signals[${plan.weightSums}u + tile * ${columns}u + column];
      }
    }
${takeOutputs(layer, shared, { sum: 'sum', image: 'image', target })}
  }
${parts > 1 ? '' : '  workgroupBarrier();'}
}`;
}

/** WGSL for the outputs of a layer behind the first. */
export function forward(plan: GpuPlan, layer: GpuLayer, index: number): string {
  const { columns, parameters, spec } = layer;
  const shared = sharing(columns, spec.inputs, plan.threads);
  const { parts, rounds, together } = shared;
  const images = imagesOf(plan.imageTile);
  const from = `signals${(index + 1) % 2}`;
  const to = `signals${index % 2}`;
  const weights = (row: string): string =>
    `parameters[${parameters}u + (${row}) * ${columns}u + column]`;
  const rowOf = (step: number): string => `row + ${step * parts}u`;
  return /* wgsl */ `
fn forward${index}(images: Numbers, thread: u32) {
  let part = thread / ${together}u;
  for (var round = 0u; round < ${rounds}u; round++) {
    let column = round * ${together}u + thread % ${together}u;
    let isInside = part < ${parts}u && column < ${columns}u;
${images.map(({ number }) => `    var sum${number} = vec4f(0);`).join('\n')}
    if (isInside) {
      var row = part;
      // Four at a time: their loads are under way together.
      for (; ${rowOf(3)} < ${spec.inputs}u; row += ${4 * parts}u) {
${[0, 1, 2, 3]
  .map(
    (step) => `
        let weights${step} = ${weights(rowOf(step))};
        let values${step} = ${from}[${rowOf(step)}];`,
  )
  .join('')}
${images
  .map(
    ({ number, member }) => `
        sum${number} += (values0${member} * weights0 + values1${member} * weights1) +
          (values2${member} * weights2 + values3${member} * weights3);`,
  )
  .join('')}
      }
      for (; row < ${spec.inputs}u; row += ${parts}u) {
        let weights = ${weights('row')};
        let values = ${from}[row];
${images.map(({ number, member }) => `        sum${number} += values${member} * weights;`).join('\n')}
      }
    }
${images
  .map(({ number, member }) =>
    takeOutputs(layer, shared, {
      sum: `sum${number}`,
      image: `images${member}`,
      target: `${to}[column * 4u + lane]${member}`,
    }),
  )
  .join('\n')}
  }
${parts > 1 ? '' : '  workgroupBarrier();'}
}`;
}

/** WGSL that writes a layer's deltas for `updateWeights`. */
export function keepDeltas(
  imageTile: ImageTile,
  { columns, deltas }: GpuLayer,
  from: string,
): string {
  return /* wgsl */ `
  for (var column = thread; column < ${columns}u; column += THREADS) {
${imagesOf(imageTile)
  .map(({ member }) => {
    const lanes = [0, 1, 2, 3].map((lane) => `${from}[column * 4u + ${lane}u]${member}`);
    return `    signals[${deltas}u + images${member} * ${columns}u + column] = vec4f(${lanes.join(', ')});`;
  })
  .join('\n')}
  }`;
}

/** WGSL that takes a layer's deltas back to the layer below. */
export function backward(plan: GpuPlan, layer: GpuLayer, below: GpuLayer, index: number): string {
  const { columns, parameters, spec } = layer;
  const rows = below.columns * LANES;
  const { parts, rounds, together } = sharing(rows, columns, plan.threads);
  const isShared = parts > 1;
  const activations = imagesOf(plan.imageTile).map(
    ({ member }) =>
      `signals[${below.activations}u + images${member} * ${below.columns}u + row / 4u][row % 4u]`,
  );
  // Deltas go to where the layer's outputs were, and come from where its inputs were.
  const from = `signals${(index + 1) % 2}`;
  const to = `signals${index % 2}`;
  return /* wgsl */ `
fn backward${index}(images: Numbers, thread: u32) {
  let part = thread / ${together}u;
  for (var round = 0u; round < ${rounds}u; round++) {
    let row = round * ${together}u + thread % ${together}u;
    var sum = Values(0);
    if (part < ${parts}u && row < ${spec.inputs}u) {
      for (var column = part; column < ${columns}u; column += ${parts}u) {
        let weights = parameters[${parameters}u + row * ${columns}u + column];
        let c = column * 4u;
        sum += (weights.x * ${from}[c] + weights.y * ${from}[c + 1u]) +
          (weights.z * ${from}[c + 2u] + weights.w * ${from}[c + 3u]);
      }
    }
${isShared ? '    rowPartials[thread] = sum;\n    workgroupBarrier();' : ''}
    if (part == 0u && row < ${rows}u) {
      var delta = ${isShared ? 'Values(0)' : 'sum'};
${isShared ? `      for (var i = 0u; i < ${parts}u; i++) { delta += rowPartials[i * ${together}u + thread]; }` : ''}
      // What the ReLU below did not let through has no part in the loss.
      let passed = Values(
        ${activations.join(',\n        ')}) > Values(0);
      ${to}[row] = select(Values(0), delta, passed);
    }
${isShared ? '    workgroupBarrier();' : ''}
  }
${isShared ? '' : '  workgroupBarrier();'}
${keepDeltas(plan.imageTile, below, to)}
}`;
}
