import { dims, floats, int64s, type BuiltModel } from '../../testing/onnx-builder.ts';
import { FIRST, FLATTEN, LAST, madeUp, RELU, smallOnnx, step } from '../../testing/small-graph.ts';
import { readOnnx } from './read-onnx.ts';
import { bytesField, integerField } from './wire-writer.ts';

const NODES = [FLATTEN, FIRST, RELU, LAST];
const AFTER = [FIRST, RELU, LAST];
const ONES = floats([4], [1, 1, 1, 1]);

describe('readOnnx refuses', () => {
  const raw = (shape: readonly number[], type: number, bytes: Uint8Array) => [
    ...dims(shape),
    integerField(2, type),
    bytesField(9, bytes),
  ];
  // Each doubles a list: after sixty it would have 10^18 values.
  const doubling = Array.from({ length: 60 }, (_, i) =>
    step('Concat', i === 0 ? 's s' : `d${i - 1} d${i - 1}`, `d${i}`, { attributes: { axis: 0 } }),
  );
  const refused: [string, BuiltModel, string][] = [
    [
      'another operator',
      { nodes: [FLATTEN, FIRST, step('Sigmoid', 'sum', 'act', { name: 'sig' }), LAST] },
      'node "sig" (Sigmoid): expected an operator of a multi-layer perceptron',
    ],
    [
      'an operator of another domain',
      { nodes: [FLATTEN, FIRST, step('Relu', 'sum', 'act', { domain: 'com.x' }), LAST] },
      'node 2 (com.x.Relu): expected an operator',
    ],
    [
      'a residual connection',
      {
        nodes: [
          FLATTEN,
          FIRST,
          RELU,
          step('Add', 'sum act', 'both'),
          step('Gemm', 'both w2 b2', 'scores'),
        ],
      },
      'node 3 (Add): expected a constant as one input, found two values computed from the image',
    ],
    [
      'weights of another width',
      { nodes: [FLATTEN, step('Gemm', 'row w2 b2', 'scores', { attributes: { transB: 1 } })] },
      'expected weights for all 784 values of shape [batch, 784] at once, found 4 rows',
    ],
    [
      'a matrix for each row of the image',
      {
        nodes: [step('MatMul', 'image w', 'scores')],
        constants: { w: floats([28, 10], madeUp(280, 1)) },
      },
      'expected weights for all 784 values',
    ],
    [
      'weights for an image that was not flattened',
      {
        nodes: [step('MatMul', 'image w', 'scores')],
        constants: { w: floats([784, 10], madeUp(7840, 1)) },
      },
      'expected weights for all 784 values of shape [batch, 1, 28, 28] at once, found 784 rows',
    ],
    [
      'Relu on the image',
      { nodes: [step('Relu', 'image', 'x'), step('Flatten', 'x', 'row'), ...AFTER] },
      'node 0 (Relu): expected a dense layer before it',
    ],
    [
      'layers after softmax',
      { nodes: [FLATTEN, FIRST, step('Softmax', 'sum', 'act'), LAST] },
      'node "fc2" (Gemm): expected nothing that computes after softmax',
    ],
    [
      'a factor after softmax',
      {
        nodes: [
          ...[FLATTEN, FIRST, RELU, { ...LAST, outputs: ['z'] }],
          ...[step('Softmax', 'z', 'p'), step('Mul', 'p two', 'scores')],
        ],
        constants: { two: floats([], [2]) },
      },
      'node 5 (Mul): expected nothing that computes after softmax, found it',
    ],
    [
      'softmax over something else',
      {
        nodes: [
          ...NODES.slice(0, 3),
          { ...LAST, outputs: ['z'] },
          step('Softmax', 'z', 'scores', { attributes: { axis: 0 } }),
        ],
      },
      'expected all 10 outputs together, found axis 0',
    ],
    [
      'a Clip that is not Relu',
      {
        nodes: [FLATTEN, FIRST, step('Clip', 'sum zero six', 'act'), LAST],
        constants: { zero: floats([], [0]), six: floats([], [6]) },
      },
      'expected the limits of ReLU, 0 and none, found 0 and 6',
    ],
    [
      'a cast to whole numbers',
      {
        nodes: [
          step('Cast', 'image', 'x', { attributes: { to: 7 } }),
          step('Flatten', 'x', 'row'),
          ...AFTER,
        ],
      },
      'expected a floating-point type, found data type 7',
    ],
    [
      'a division by what is computed',
      { nodes: [FLATTEN, FIRST, step('Div', 'b1 sum', 'x'), step('Relu', 'x', 'act'), LAST] },
      'node 2 (Div): expected a division by constants that are not 0',
    ],
    [
      'a circle',
      {
        nodes: [
          step('Add', 'b b1', 'a'),
          step('Add', 'a b1', 'b'),
          step('Gemm', 'b w2 b2', 'scores'),
        ],
      },
      'expected inputs that come before it, found a circle',
    ],
    [
      'a value that nothing makes',
      { nodes: [FIRST, RELU, LAST] },
      'value "row": expected to be the output of a node, found nothing that makes it',
    ],
    [
      'two nodes that make the same value',
      { nodes: [...NODES, step('Relu', 'row', 'act')] },
      'node 4 (Relu): expected outputs with names of their own, found "act"',
    ],
    [
      'old operators',
      { nodes: NODES, opset: 6 },
      'opset_import: expected version 7 or newer, found 6',
    ],
    [
      'images of another size',
      { nodes: NODES, input: ['N', 3, 28, 28] },
      'input "image": expected 784 pixels an image, 28x28, found shape [open, 3, 28, 28]',
    ],
    [
      'other outputs',
      { nodes: [FLATTEN, FIRST, RELU], outputs: ['act'] },
      'output "act": expected a value for each of 10 digits, found shape [batch, 4]',
    ],
    [
      'a reshape that mixes images',
      { nodes: [step('Reshape', 'image s', 'row'), ...AFTER], constants: { s: int64s(-1, 28) } },
      'expected a shape that keeps images of [batch, 1, 28, 28] apart, found [-1, 28]',
    ],
    [
      'too many hidden layers',
      {
        nodes: [
          FLATTEN,
          FIRST,
          ...Array.from({ length: 7 }, (_, i) =>
            step('Gemm', `${i === 0 ? 'sum' : `h${i - 1}`} sq`, i === 6 ? 'act' : `h${i}`),
          ),
          LAST,
        ],
        constants: { sq: floats([4, 4], madeUp(16, 1)) },
      },
      'expected at most 6 hidden layers, found 7',
    ],
    [
      'too many neurons',
      {
        nodes: [FLATTEN, step('MatMul', 'row wide', 'scores')],
        constants: { wide: floats([784, 2049], new Float32Array(784 * 2049)) },
      },
      'expected 1 to 2048 neurons, found 2049',
    ],
    [
      'too many nodes',
      { nodes: Array.from({ length: 1001 }, (_, i) => step('Identity', 'image', `x${i}`)) },
      'graph.node: expected at most 1000, found 1001',
    ],
    [
      'a tensor that is too short',
      { nodes: NODES, constants: { w1: raw([4, 784], 1, new Uint8Array(8)) } },
      'tensor "w1": expected 12544 bytes for shape [4, 784], found 8',
    ],
    [
      'a tensor of text',
      { nodes: NODES, constants: { w1: raw([4, 784], 8, new Uint8Array(8)) } },
      'tensor "w1": expected numbers (data types 1 to 7, 9 to 13 or 16), found data type 8',
    ],
    [
      'a tensor that is too large',
      { nodes: NODES, constants: { w1: raw([40000, 784], 1, new Uint8Array(8)) } },
      'tensor "w1": expected at most 4194304 values',
    ],
    [
      'weights that are no numbers',
      { nodes: NODES, constants: { b2: floats([10], new Float32Array(10).fill(NaN)) } },
      'biases of layer 2: expected finite numbers, found NaN at index 0',
    ],
    [
      'a list that grows and grows',
      {
        nodes: [...doubling, step('Reshape', 'image d59', 'row'), ...AFTER],
        constants: { s: int64s(1) },
      },
      'node 12 (Concat): expected at most 4096 values, found 8192',
    ],
    [
      'variances below 0',
      {
        nodes: [
          FLATTEN,
          FIRST,
          step('BatchNormalization', 'sum s t m v', 'bn'),
          step('Relu', 'bn', 'act'),
          LAST,
        ],
        constants: { s: ONES, t: ONES, m: ONES, v: floats([4], [-1, 1, 1, 1]) },
      },
      'expected variances of at least 0, found -1',
    ],
    [
      'a name that is longer than anyone reads',
      { nodes: [FLATTEN, FIRST, step('X'.repeat(5000), 'sum', 'act'), LAST] },
      `node 2 ("${'X'.repeat(60)}…")`,
    ],
  ];
  for (const [what, model, message] of refused) {
    it(what, () => {
      const read = (): unknown => readOnnx({ name: 'x.onnx', bytes: smallOnnx(model) });
      expect(read).toThrowMatching(
        (error: Error) => error.name === 'FormatError' && error.message.includes(message),
      );
    });
  }
});
