import { forward } from '#model';
import { errorOf, type Between } from '../../testing/graph-error.ts';
import { floats, type BuiltModel } from '../../testing/onnx-builder.ts';
import {
  FIRST,
  FLATTEN,
  LAST,
  madeUp,
  RELU,
  smallLogits,
  smallOnnx,
  step,
} from '../../testing/small-graph.ts';
import { readOnnx } from './read-onnx.ts';

const AFTER = [FIRST, RELU, LAST];
const norm = {
  scale: madeUp(4, 6),
  bias: madeUp(4, 7),
  mean: madeUp(4, 8),
  variance: madeUp(4, 9).map((v) => v * v + 0.1),
};
const NORM = {
  ...{ s: floats([4], norm.scale), t: floats([4], norm.bias) },
  ...{ m: floats([4], norm.mean), v: floats([4], norm.variance) },
};
const normalized = (value: number, i: number): number =>
  ((value - (norm.mean[i] ?? 0)) / Math.sqrt((norm.variance[i] ?? 0) + 1e-5)) *
    (norm.scale[i] ?? 0) +
  (norm.bias[i] ?? 0);
const perPixel = madeUp(784, 10).map((v) => v + 2);

describe('readOnnx folds', () => {
  const cases: [string, BuiltModel, Between][] = [
    [
      'normalization with one mean and std',
      {
        nodes: [
          step('Sub', 'image mean', 'x'),
          step('Div', 'x std', 'y'),
          step('Flatten', 'y', 'row'),
          ...AFTER,
        ],
        constants: { mean: floats([], [0.25]), std: floats([1, 1, 1, 1], [0.5]) },
      },
      { before: (ink) => (ink - 0.25) / 0.5 },
    ],
    [
      'a constant less the image',
      {
        nodes: [step('Sub', 'one image', 'x'), step('Flatten', 'x', 'row'), ...AFTER],
        constants: { one: floats([], [1]) },
      },
      { before: (ink) => 1 - ink },
    ],
    [
      'a mean for each pixel',
      {
        nodes: [
          FLATTEN,
          step('Div', 'row each', 'x'),
          { ...FIRST, inputs: ['x', 'w1', 'b1'] },
          RELU,
          LAST,
        ],
        constants: { each: floats([784], perPixel) },
      },
      { before: (ink, i) => ink / (perPixel[i] ?? 1) },
    ],
    [
      'BatchNormalization before Relu',
      {
        nodes: [
          FLATTEN,
          FIRST,
          step('BatchNormalization', 'sum s t m v', 'bn'),
          step('Relu', 'bn', 'act'),
          LAST,
        ],
        constants: NORM,
      },
      { sum: normalized },
    ],
    [
      'BatchNormalization after Relu',
      {
        nodes: [
          FLATTEN,
          FIRST,
          step('Relu', 'sum', 'on'),
          step('BatchNormalization', 'on s t m v', 'act'),
          LAST,
        ],
        constants: NORM,
      },
      { hidden: normalized },
    ],
    [
      'a factor after the last layer',
      {
        nodes: [FLATTEN, FIRST, RELU, { ...LAST, outputs: ['z'] }, step('Mul', 'z k', 'scores')],
        constants: { k: floats([10], madeUp(10, 11)) },
      },
      { last: (logit, i) => logit * (madeUp(10, 11)[i] ?? 0) },
    ],
  ];
  for (const [what, model, between] of cases) {
    it(what, () => {
      expect(errorOf(model, between)).toBeLessThan(2e-5);
    });
  }

  it('batch normalization of pixels that are always paper, without losing what the others say', () => {
    // Paper is 255, as it always was where the variance is 0: those pixels are multiplied by 316.
    const varies = (i: number): boolean => i % 7 === 0;
    const image = Float32Array.from({ length: 784 }, (_, i) => (varies(i) ? 200 - (i % 90) : 255));
    const bytes = smallOnnx({
      nodes: [
        FLATTEN,
        step('BatchNormalization', 'row s t m v', 'x'),
        { ...FIRST, inputs: ['x', 'w1', 'b1'] },
        ...[RELU, LAST],
      ],
      constants: {
        ...{
          s: floats([784], new Float32Array(784).fill(1)),
          t: floats([784], new Float32Array(784)),
        },
        m: floats(
          [784],
          image.map((_, i) => (varies(i) ? 180 : 255)),
        ),
        v: floats(
          [784],
          image.map((_, i) => (varies(i) ? 5000 : 0)),
        ),
      },
    });
    const { spec, weights } = readOnnx({ name: 'x.onnx', bytes });
    const found = forward(spec, weights, image).logits;
    const before = (pixel: number, i: number): number =>
      (pixel - (varies(i) ? 180 : 255)) / Math.sqrt((varies(i) ? 5000 : 0) + 1e-5);
    smallLogits(image, { before }).forEach((logit, i) => {
      expect(Math.abs(logit - (found[i] ?? NaN))).toBeLessThan(2e-5);
    });
  });

  it('a thousand factors without a copy of the weights for each', () => {
    // 784 x 2,048 numbers a thousand times would be 6 GB.
    const wide = new Float32Array(784 * 2048).fill(2 ** -10);
    const scalings = Array.from({ length: 990 }, (_, i) =>
      step('Mul', `${i === 0 ? 'wide' : `m${i - 1}`} one`, `m${i}`),
    );
    const bytes = smallOnnx({
      nodes: [
        FLATTEN,
        step('MatMul', 'row w', 'wide'),
        ...scalings,
        step('Relu', 'm989', 'act'),
        step('MatMul', 'act last', 'scores'),
      ],
      constants: {
        ...{ w: floats([784, 2048], wide), one: floats([1], [1]) },
        last: floats([2048, 10], new Float32Array(20480)),
      },
    });
    const { weights } = readOnnx({ name: 'x.onnx', bytes });
    expect(weights[0]?.weights[0]).toBe(2 ** -10);
  });
});
