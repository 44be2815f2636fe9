import { FormatError, perceptronSpec, type NetworkWeights } from '#model';
import fc from 'fast-check';
import {
  checkpointBytes,
  decodeWeights,
  encodeWeights,
  precisionOf,
  type Precision,
} from './checkpoint-bytes.ts';

const spec = perceptronSpec([3, 2, 1]);
const weightsOf = (values: readonly number[]): NetworkWeights => [
  { weights: Float32Array.from(values.slice(0, 6)), biases: Float32Array.from(values.slice(6, 8)) },
  { weights: Float32Array.from(values.slice(8, 10)), biases: Float32Array.from(values.slice(10)) },
];
const HALVES = [0, -0, 1, -1, 0.5, 1 / 3072, 65504, -65504, 2 ** -24, 0.25, 3];

describe('encodeWeights', () => {
  for (const precision of ['float16', 'float32'] as Precision[]) {
    it(`gives back what went in, as ${precision}`, () => {
      const weights = weightsOf(HALVES.map((value) => Math.fround(value)).with(5, 0.125));
      const bytes = encodeWeights(weights, precision);
      expect(bytes.length).toBe(checkpointBytes(spec, precision));
      expect(decodeWeights(bytes.buffer, spec, precision, 'x')).toEqual(weights);
    });
  }

  it('keeps every float32 bit for bit', () => {
    const float = fc.float({ noNaN: true });
    fc.assert(
      fc.property(fc.array(float, { minLength: 11, maxLength: 11 }), (values) => {
        const weights = weightsOf(values);
        const precision = precisionOf([weights]);
        const decoded = decodeWeights(
          encodeWeights(weights, precision).buffer,
          spec,
          precision,
          'x',
        );
        expect(decoded).toEqual(weights);
      }),
    );
  });

  it('refuses bytes of another network', () => {
    const bytes = encodeWeights(weightsOf(HALVES), 'float16').buffer;
    expect(() =>
      decodeWeights(bytes, perceptronSpec([3, 1]), 'float16', 'library:a/0'),
    ).toThrowError(FormatError, 'library:a/0: weights: expected 8 bytes, found 22');
  });
});

describe('precisionOf', () => {
  it('is half only where that rounds nothing, of any checkpoint', () => {
    const exact = weightsOf(HALVES.with(5, 0.125));
    expect(precisionOf([exact, exact])).toBe('float16');
    for (const value of [1 / 3, 65536, 2 ** -25, 1 + 2 ** -11]) {
      expect(precisionOf([exact, weightsOf(HALVES.with(10, value))]))
        .withContext(`${value}`)
        .toBe('float32');
      expect(precisionOf([weightsOf(HALVES.with(0, value))]))
        .withContext(`${value}`)
        .toBe('float32');
    }
  });
});
