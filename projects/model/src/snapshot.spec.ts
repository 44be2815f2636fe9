import fc from 'fast-check';
import seedManifest from '../testing/seed_export.json' with { type: 'json' };
import first from '../testing/seed_export/000_initial.json' with { type: 'json' };
import second from '../testing/seed_export/001_approx-50.json' with { type: 'json' };
import third from '../testing/seed_export/014_dataset-1x.json' with { type: 'json' };
import { base64FromBytes } from './base64.ts';
import { encodeFloat16 } from './float16.ts';
import { FormatError } from './format-error.ts';
import { parseManifest } from './manifest.ts';
import { perceptronSpec } from './network-spec.ts';
import { formatSnapshot, parsePackedSnapshot, parseSnapshot } from './snapshot.ts';

const spec = perceptronSpec([2, 3, 1]);
const weights = [
  { weights: Float32Array.of(1, -2, 0.5, 0, 3, -0.25), biases: Float32Array.of(0, 1, -1) },
  { weights: Float32Array.of(4, 5, 6), biases: Float32Array.of(-7) },
];
const halves = (...values: number[]): string => base64FromBytes(encodeFloat16(values));

interface Tensor {
  shape: unknown;
  data: unknown;
}
interface Layer {
  layer_index: unknown;
  name: unknown;
  activation: unknown;
  weights: Tensor;
  biases: Tensor;
}
interface Snapshot {
  version: unknown;
  dtype: unknown;
  layers: [Layer, ...Layer[]];
}

function errorOf(text: string): FormatError {
  try {
    parseSnapshot(text, 'exports/m/001.json', spec);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error('expected a FormatError, found weights');
}

describe('parseSnapshot', () => {
  it("reads every checkpoint of an export in the seed's shape and writes the same bytes", () => {
    const { network } = parseManifest(JSON.stringify(seedManifest), 'seed');
    for (const snapshot of [first, second, third]) {
      const text = JSON.stringify(snapshot);
      const layers = parseSnapshot(text, 'seed', network);
      expect(layers.map((layer) => [layer.weights.length, layer.biases.length])).toEqual([
        [784 * 6, 6],
        [6 * 5, 5],
        [5 * 10, 10],
      ]);
      expect(formatSnapshot(network, layers) === text).toBeTrue();
    }
  });

  it('reads rows of outputs, columns of inputs, little-endian', () => {
    const text = formatSnapshot(spec, weights);
    // 1, -2, 0.5, 0, 3, -0.25 are 3c00 c000 3800 0000 4200 b400.
    expect(text).toContain('"data":"ADwAwAA4AAAAQgC0"');
    expect(parseSnapshot(text, 'own', spec)).toEqual(weights);
    const [packed] = parsePackedSnapshot(text, 'own', spec);
    expect([...(packed?.weights ?? [])].slice(0, 6)).toEqual([0, 0x3c, 0, 0xc0, 0, 0x38]);
  });

  const malformed: readonly (readonly [
    name: string,
    change: (snapshot: Snapshot) => void,
    field: string,
    expected: string,
    found: string,
  ])[] = [
    ['another version', (s) => (s.version = 2), 'version', '1', '2'],
    ['another number type', (s) => (s.dtype = 'float32'), 'dtype', '"float16"', '"float32"'],
    ['a missing layer', (s) => s.layers.pop(), 'layers', '2 layers', '1'],
    [
      'layers out of order',
      (s) => (s.layers[0].layer_index = 1),
      'layers[0].layer_index',
      '0',
      '1',
    ],
    ['another name', (s) => (s.layers[0].name = 'fc1'), 'layers[0].name', '"dense_0"', '"fc1"'],
    [
      'an unknown activation',
      (s) => (s.layers[0].activation = 'tanh'),
      'layers[0].activation',
      '"relu"',
      '"tanh"',
    ],
    [
      'a transposed matrix',
      (s) => (s.layers[0].weights.shape = [2, 3]),
      'layers[0].weights.shape',
      '[3, 2]',
      '[2,3]',
    ],
    [
      'a bias of the wrong size',
      (s) => (s.layers[0].biases.shape = [2]),
      'layers[0].biases.shape',
      '[3]',
      '[2]',
    ],
    [
      'numbers instead of base64',
      (s) => (s.layers[0].weights.data = [1, 2]),
      'layers[0].weights.data',
      'a string',
      '[1,2]',
    ],
    [
      'text that is no base64',
      (s) => (s.layers[0].biases.data = 'AAA*'),
      'layers[0].biases.data',
      'base64',
      '"AAA*"',
    ],
    [
      'base64 cut between its groups',
      (s) => (s.layers[0].weights.data = 'ADwAwAA4'),
      'layers[0].weights.data',
      '12 bytes (6 half floats)',
      '6',
    ],
    [
      'base64 cut inside a group',
      (s) => (s.layers[0].weights.data = 'ADwAwAA4AAAAQgC'),
      'layers[0].weights.data',
      'base64',
      '"ADwAwAA4AAAAQgC"',
    ],
    [
      'infinity',
      (s) => (s.layers[0].biases.data = halves(0, Infinity, 0)),
      'layers[0].biases.data',
      'finite numbers',
      'Infinity at index 1',
    ],
    [
      'not a number',
      (s) => (s.layers[0].biases.data = halves(0, 0, NaN)),
      'layers[0].biases.data',
      'finite numbers',
      'NaN at index 2',
    ],
  ];
  for (const [name, change, field, expected, found] of malformed) {
    it(`names the field with ${name}`, () => {
      const snapshot = JSON.parse(formatSnapshot(spec, weights)) as Snapshot;
      change(snapshot);
      const error = errorOf(JSON.stringify(snapshot));
      expect([error.file, error.field, error.expected, error.found]).toEqual([
        'exports/m/001.json',
        field,
        expected,
        found,
      ]);
    });
  }

  it('refuses any JSON, and itself cut off anywhere, with a FormatError', () => {
    const text = formatSnapshot(spec, weights);
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.nat(text.length - 1)), (input) => {
        const bad = typeof input === 'number' ? text.slice(0, input) : input;
        expect(errorOf(bad)).toBeInstanceOf(FormatError);
      }),
    );
  });
});

describe('formatSnapshot', () => {
  it('refuses weights that half floats cannot hold, and layers of other sizes', () => {
    const [layer, last] = weights;
    if (!layer || !last) throw new Error('expected two layers');
    const withBias = (bias: number): typeof weights => [
      { ...layer, biases: Float32Array.of(0, bias, 0) },
      last,
    ];
    for (const bias of [65520, -70000, NaN, Infinity]) {
      expect(() => formatSnapshot(spec, withBias(bias))).toThrowError(
        RangeError,
        `snapshot: expected values that binary16 can hold, found ${bias} at index 1`,
      );
    }
    expect(() => formatSnapshot(spec, [layer])).toThrowError(/expected 3 values, found 0/);
  });

  it('keeps every value that half floats can hold', () => {
    const value = fc.integer({ min: -2048, max: 2048 }).map((steps) => steps / 64);
    fc.assert(
      fc.property(fc.array(value, { minLength: 4, maxLength: 4 }), (values) => {
        const tiny = perceptronSpec([1, 2]);
        const [a = 0, b = 0, c = 0, d = 0] = values;
        const layers = [{ weights: Float32Array.of(a, b), biases: Float32Array.of(c, d) }];
        expect(parseSnapshot(formatSnapshot(tiny, layers), 'own', tiny)).toEqual(layers);
      }),
    );
  });
});
