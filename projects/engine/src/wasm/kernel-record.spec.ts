import { NO_DIGIT } from '#model';
import { LAYOUT } from './kernel-layout.ts';
import { loadKernels } from './kernels.ts';
import { MemoryPlan } from './memory-plan.ts';
import { MemoryViews } from './memory-views.ts';

/** A layer of one input and four outputs, a batch of one image, and a step: each number is another. */
async function onePixelLayer() {
  const plan = new MemoryPlan();
  const vector = (): number => plan.take(16);
  const places = {
    ...{
      weights: vector(),
      weightFirst: vector(),
      weightSecond: vector(),
      weightAverages: vector(),
    },
    ...{ bias: vector(), biasFirst: vector(), biasSecond: vector(), biasAverages: vector() },
    ...{ foldedBias: vector(), preActivations: vector(), deltas: vector() },
    weightSums: plan.take(LAYOUT.CHUNKS * 16),
    ...{ lists: plan.take(16), starts: plan.take((LAYOUT.CHUNKS + 1) * 4) },
    ...{ columns: plan.take(8), columnCounts: plan.take(4) },
  };
  const sizes = { inputs: 1, outputs: 3, width: 4, stride: 2, columnStride: 1 };
  const layer = plan.record('Layer', { ...sizes, isRelu: 1, shift: 2, ...places });
  const images = { pixels: plan.take(8), labels: plan.take(8), indices: plan.take(4) };
  const losses = plan.take(8);
  const batch = plan.record('Batch', {
    ...{ size: 1, scale: 0.5, outlierWeight: 0.25, losses, ...images },
    augmented: 0,
  });
  const step = plan.record('Step', {
    ...{ beta1: 0.5, beta2: 0.75, epsilon: 0.125, stepSize: 3, rootCorrection: 2 },
    ...{ decay: 0.625, averagingShare: 0.375 },
  });
  const { kernels, memory } = await loadKernels(plan.byteLength);
  const views = new MemoryViews(memory);
  plan.writeRecords(views);
  return { kernels, views, places, images, losses, layer, batch, step };
}

/** Expects a vector to hold these numbers, to a rounding. */
function expectNumbers(found: ArrayLike<number>, expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 5);
  });
}

describe('records that the kernels read', () => {
  it('are the layer, the batch and the step that were written', async () => {
    const { kernels, views, places, images, layer, batch, step } = await onePixelLayer();
    // The image is the set's fourth; its only pixel is 3, so that 3 * 0.5 + 2 goes in.
    views.u32(images.indices, 1)[0] = 3;
    views.bytes(images.pixels, 4).set([0, 0, 0, 3]);
    kernels.gather(layer, batch, 0, 1);
    const deltas = [1, 2, 3, 4];
    views.f32(places.deltas, 4).set(deltas);
    const deltaSum = places.foldedBias;
    kernels.sumDeltas(layer, batch, deltaSum);
    expectNumbers(views.f32(deltaSum, 4), deltas);
    kernels.scatterColumns(layer, batch, 0);
    const before = { value: 10, first: 8, second: 16, average: 7 };
    for (const [value, first, second, average] of [
      [places.weights, places.weightFirst, places.weightSecond, places.weightAverages],
      [places.bias, places.biasFirst, places.biasSecond, places.biasAverages],
    ] as const) {
      views.f32(value, 4).fill(before.value);
      views.f32(first, 4).fill(before.first);
      views.f32(second, 4).fill(before.second);
      views.f32(average, 4).fill(before.average);
    }
    kernels.updateWeights(layer, step, deltaSum, 0);
    kernels.updateBias(layer, step, deltaSum);
    kernels.averageWeights(layer, step, 0);
    kernels.averageBias(layer, step);
    const expected = (gradient: number, decay: number) => {
      const m = 0.5 * 8 + 0.5 * gradient;
      const v = 0.75 * 16 + 0.25 * gradient ** 2;
      const value = 10 * decay - (3 * m) / (Math.sqrt(v) * 2 + 0.125);
      return { m, v, value, average: 7 + 0.375 * (value - 7) };
    };
    const weights = deltas.map((delta) => expected(3.5 * delta, 0.625));
    const biases = deltas.map((delta) => expected(delta, 1));
    const of = (states: typeof weights, part: keyof (typeof weights)[number]) =>
      states.map((state) => state[part]);
    expectNumbers(views.f32(places.weights, 4), of(weights, 'value'));
    expectNumbers(views.f32(places.weightFirst, 4), of(weights, 'm'));
    expectNumbers(views.f32(places.weightSecond, 4), of(weights, 'v'));
    expectNumbers(views.f32(places.weightAverages, 4), of(weights, 'average'));
    expectNumbers(views.f32(places.weightSums, 4), of(weights, 'value'));
    expectNumbers(views.f32(places.bias, 4), of(biases, 'value'));
    expectNumbers(views.f32(places.biasFirst, 4), of(biases, 'm'));
    expectNumbers(views.f32(places.biasSecond, 4), of(biases, 'v'));
    expectNumbers(views.f32(places.biasAverages, 4), of(biases, 'average'));
    kernels.foldBias(layer);
    kernels.forward(layer, 0, 1);
    const outputs = weights.map(({ value }, i) => 3.5 * value + (biases[i]?.value ?? NaN));
    expectNumbers(views.f32(places.preActivations, 4), outputs);
  });

  it('are what the loss is made of', async () => {
    const { kernels, views, places, images, losses, layer, batch } = await onePixelLayer();
    views.f32(places.preActivations, 3).set([Math.log(2), 0, 0]);
    views.u32(images.indices, 1)[0] = 1;
    views.bytes(images.labels, 2).set([0, 2]);
    kernels.softmaxCrossEntropy(layer, batch, 0, 1);
    expectNumbers(views.f32(places.deltas, 3), [0.5, 0.25, -0.75]);
    expectNumbers(views.f64(losses, 1), [Math.log(4)]);
    views.bytes(images.labels, 2).set([0, NO_DIGIT]);
    kernels.softmaxCrossEntropy(layer, batch, 0, 1);
    expectNumbers(views.f32(places.deltas, 3), [1 / 24, -1 / 48, -1 / 48]);
    expectNumbers(views.f64(losses, 1), [0]);
  });

  it('say by name what the batch is', async () => {
    const { kernels, views, images, layer, batch } = await onePixelLayer();
    views.writeField('Batch', batch, 'scale', 4);
    views.writeField('Batch', batch, 'augmented', images.labels);
    views.bytes(images.labels, 1)[0] = 5;
    kernels.gather(layer, batch, 0, 1);
    const list = views.readField('Layer', layer, 'lists');
    expect(views.u32(list, 1)[0]).toBe(0);
    expect(views.f32(list, 2)[1]).toBe(20);
  });

  it('cannot be taken for another: the compiler says so', async () => {
    const { views, layer, batch, step } = await onePixelLayer();
    // @ts-expect-error a step is no batch.
    views.writeField('Batch', step, 'size', 1);
    // @ts-expect-error a layer has no size.
    expect(() => views.readField('Layer', layer, 'size')).toThrowError(RangeError);
    // @ts-expect-error a number is no record.
    views.readField('Batch', Number(batch), 'size');
  });

  it('know the model’s label of no digit', () => {
    expect(LAYOUT.NO_DIGIT).toBe(NO_DIGIT);
  });
});
