import { errorOf, type Between } from '../../testing/graph-error.ts';
import { floats, int64s, type BuiltModel } from '../../testing/onnx-builder.ts';
import {
  FIRST,
  FLATTEN,
  IMAGE,
  LAST,
  RELU,
  SMALL,
  smallOnnx,
  step,
  turned,
} from '../../testing/small-graph.ts';
import { readOnnx } from './read-onnx.ts';
import { bytesField, integerField } from './wire-writer.ts';

const NODES = [FLATTEN, FIRST, RELU, LAST];
const AFTER = [FIRST, RELU, LAST];

describe('readOnnx', () => {
  const cases: [string, BuiltModel, Between?][] = [
    ['Gemm and Relu', { nodes: NODES }],
    [
      'MatMul and Add, weights [in, out], biases [1, n]',
      {
        nodes: [
          step('Reshape', 'image shape', 'row'),
          step('MatMul', 'row w1t', 'product'),
          step('Add', 'b1row product', 'sum'),
          ...[RELU, step('MatMul', 'act w2t', 'product2'), step('Add', 'product2 b2', 'logits')],
          ...[
            step('Softmax', 'logits', 'p', { attributes: { axis: -1 } }),
            step('Identity', 'p', 'scores'),
          ],
        ],
        constants: {
          ...{
            w1t: floats([784, 4], turned(SMALL.w1, 784)),
            w2t: floats([4, 10], turned(SMALL.w2, 4)),
          },
          ...{ b1row: floats([1, 4], SMALL.b1), shape: int64s(-1, 784) },
        },
      },
    ],
    [
      'LogSoftmax at the end',
      {
        nodes: [
          FLATTEN,
          FIRST,
          RELU,
          { ...LAST, outputs: ['z'] },
          step('LogSoftmax', 'z', 'scores'),
        ],
      },
    ],
    [
      'Dropout and Cast',
      {
        nodes: [
          step('Cast', 'image', 'x', { attributes: { to: 1 } }),
          step('Flatten', 'x', 'row'),
          FIRST,
          step('Dropout', 'sum', 'kept'),
          step('Relu', 'kept', 'act'),
          LAST,
        ],
      },
    ],
    [
      'weights that are transposed first',
      {
        nodes: [
          FLATTEN,
          step('Transpose', 'w1t', 'w1u'),
          step('Gemm', 'row w1u b1', 'sum', { attributes: { transB: 1 } }),
          RELU,
          LAST,
        ],
        constants: { w1t: floats([784, 4], turned(SMALL.w1, 784)) },
      },
    ],
    [
      'weights in a Constant',
      {
        nodes: [
          step('Constant', '', 'c', {
            inputs: [],
            attributes: { value: { t: [...floats([4, 784], SMALL.w1)] } },
          }),
          FLATTEN,
          step('Gemm', 'row c b1', 'sum', { attributes: { transB: 1 } }),
          RELU,
          LAST,
        ],
      },
    ],
    [
      'alpha and beta',
      {
        nodes: [
          FLATTEN,
          { ...FIRST, attributes: { transB: 1, alpha: { f: 2 }, beta: { f: 0.5 } } },
          RELU,
          LAST,
        ],
      },
      { sum: (value, i) => 2 * (value - (SMALL.b1[i] ?? 0)) + 0.5 * (SMALL.b1[i] ?? 0) },
    ],
    [
      'a view with sizes computed from the image',
      {
        nodes: [
          step('Shape', 'image', 'all'),
          step('Gather', 'all zero', 'n'),
          step('Unsqueeze', 'n', 'list', { attributes: { axes: [0] } }),
          step('Concat', 'list rest', 'sizes', { attributes: { axis: 0 } }),
          step('Reshape', 'image sizes', 'row'),
          ...AFTER,
        ],
        constants: {
          zero: [integerField(2, 7), bytesField(7, Uint8Array.of(0))],
          rest: int64s(-1),
        },
        opset: 11,
      },
    ],
    [
      'a batch of one that is written out',
      {
        nodes: [step('Reshape', 'image shape', 'row'), ...AFTER],
        constants: { shape: int64s(1, -1) },
        input: [1, 1, 28, 28],
      },
    ],
    [
      'a batch of 64 that is whatever is left',
      {
        nodes: [step('Reshape', 'image shape', 'row'), ...AFTER],
        constants: { shape: int64s(-1, 784) },
        input: [64, 1, 28, 28],
      },
    ],
    [
      'an image without a batch',
      {
        nodes: [step('Reshape', 'image shape', 'row'), ...AFTER],
        constants: { shape: int64s(1, 784) },
        input: [28, 28],
      },
    ],
    [
      'an image whose shape nobody says',
      { nodes: [step('Identity', 'image', 'row'), ...AFTER], input: null },
    ],
    [
      'images column by column',
      {
        nodes: [
          step('Transpose', 'image', 'x', { attributes: { perm: [0, 1, 3, 2] } }),
          step('Flatten', 'x', 'row'),
          ...AFTER,
        ],
      },
      { before: (_, i) => IMAGE[(i % 28) * 28 + Math.floor(i / 28)] ?? 0 },
    ],
    [
      'Clip from 0 as Relu',
      {
        nodes: [FLATTEN, FIRST, step('Clip', 'sum zero', 'act'), LAST],
        constants: { zero: floats([], [0]) },
      },
    ],
    [
      'Squeeze of axes of size 1',
      {
        nodes: [
          step('Squeeze', 'image', 'x', { attributes: { axes: [1] } }),
          step('Reshape', 'x s', 'row'),
          ...AFTER,
        ],
        constants: { s: int64s(0, 784) },
        opset: 11,
      },
    ],
    [
      'operators that name the domain',
      { nodes: [FLATTEN, { ...FIRST, domain: 'ai.onnx' }, RELU, LAST] },
    ],
  ];
  for (const [what, model, between] of cases) {
    it(`reads ${what}`, () => {
      expect(errorOf(model, between)).toBeLessThan(2e-5);
    });
  }

  it('keeps float32 weights bit for bit, and one mean and std as the normalization', () => {
    const bytes = smallOnnx({
      nodes: [step('Sub', 'image m', 'x'), step('Flatten', 'x', 'row'), ...AFTER],
      constants: { m: floats([], [0.5]) },
    });
    const { spec, weights } = readOnnx({ name: 'x.onnx', bytes });
    expect(weights[0]?.weights).toEqual(SMALL.w1);
    expect(weights[1]?.biases).toEqual(SMALL.b2);
    expect(spec.normalization).toEqual({ mean: 0.5, std: 1 });
  });

  it('keeps a layer without activation as one', () => {
    const nodes = [FLATTEN, { ...FIRST, outputs: ['act'] }, LAST];
    const { spec } = readOnnx({ name: 'x.onnx', bytes: smallOnnx({ nodes }) });
    expect(spec.layers.map(({ activation }) => activation)).toEqual(['linear', 'linear']);
  });

  it('takes the output with a value for each digit, and leaves out the digit itself', () => {
    const nodes = [...NODES, step('ArgMax', 'scores', 'label')];
    const read = readOnnx({
      name: 'x.onnx',
      bytes: smallOnnx({ nodes, outputs: ['label', 'scores'] }),
    });
    expect(read.otherOutputs).toEqual(['label']);
  });
});
