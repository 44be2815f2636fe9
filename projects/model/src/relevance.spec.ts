import manifestFile from '../../../exports/mlp_weights.json' with { type: 'json' };
import trainedFile from '../../../exports/mlp_weights/034_dataset-50x.json' with { type: 'json' };
import { answerOf, calibrationOf, type Answer } from './answer.ts';
import { forward } from './forward.ts';
import { drawInk } from './ink.ts';
import { judge } from './judgement.ts';
import { parseManifest } from './manifest.ts';
import { perceptronSpec, type NetworkSpec, type NetworkWeights } from './network-spec.ts';
import { Random } from './random.ts';
import { relevances, sharesOfOutputs } from './relevance.ts';
import { parseSnapshot } from './snapshot.ts';

const layer = (weights: number[], biases: number[]) => ({
  weights: Float32Array.from(weights),
  biases: Float32Array.from(biases),
});
const found = (arrays: readonly Float32Array[]): number[][] => arrays.map((array) => [...array]);

describe('sharesOfOutputs', () => {
  const shares = (probabilities: number[], isDigit = true): number[] => [
    ...sharesOfOutputs({ probabilities: Float32Array.from(probabilities), isDigit }),
  ];

  it('are all of the digit that is named', () => {
    expect(shares([0.125, 0.75, 0.125])).toEqual([0, 1, 0]);
  });

  it('are the probabilities in doubt, and when it is called no digit', () => {
    expect(shares([0.5, 0.375, 0.125])).toEqual([0.5, 0.375, 0.125]);
    expect(shares([0.125, 0.75, 0.125], false)).toEqual([0.125, 0.75, 0.125]);
  });
});

describe('relevances', () => {
  const spec = perceptronSpec([2, 3, 2], { mean: 0.5, std: 0.5 });
  /** Inputs for ink 1 and 0.5: 1 and 0. Hidden sums: 2, 4 and -1. */
  const weights = [
    layer([2, 1, 4, -2, -1, 3], [0, 0, 0]),
    // Logits: 2 · 3 + 4 · 1 = 10 and 2 · -1 + 4 · 2 = 6.
    layer([3, 1, 5, -1, 2, 7], [0, 0]),
  ];
  const image = Float32Array.of(1, 0.5);
  const pass = forward(spec, weights, image);
  const with_ = (...shares: number[]): number[][] =>
    found(relevances(spec, weights, image, pass, Float32Array.from(shares)));

  it('match a calculation by hand: activation times slope, relative to the largest of a layer', () => {
    expect([...pass.logits]).toEqual([10, 6]);
    // Hidden: 2 · 3 and 4 · 1, the third at rest. Pixels: 1 · (3 · 2 + 1 · 4) and 0.5 · (3 · 1 + 1 · -2).
    expect(with_(1, 0)).toEqual([
      [1, Math.fround(0.05)],
      [1, Math.fround(4 / 6), 0],
      [1, 0],
    ]);
  });

  it('count what lowers the sum as nothing', () => {
    // Hidden: 2 · -1 and 4 · 2. Pixels: 1 · (-1 · 2 + 2 · 4) and 0.5 · (-1 · 1 + 2 · -2).
    expect(with_(0, 1)).toEqual([
      [1, 0],
      [0, 1, 0],
      [0, 1],
    ]);
  });

  it('add the outputs up by their shares', () => {
    // Hidden slopes: 0.75 · 3 - 0.25 · 1 = 2 and 0.75 · 1 + 0.25 · 2 = 1.25. Pixels: 1 · 9 and 0.5 · -0.5.
    expect(with_(0.75, 0.25)).toEqual([
      [1, 0],
      [Math.fround(4 / 5), 1, 0],
      [1, Math.fround(1 / 3)],
    ]);
  });

  it('are 0 for a pixel without ink, although a blank pixel goes in as a number below 0', () => {
    const blot = Float32Array.of(1, 0);
    const read = forward(spec, weights, blot);
    expect(read.input[1]).toBe(-1);
    // Only the second hidden neuron and pixel: the slope is 1 · -2, and -2 times the input -1 would be above 0.
    const [pixels] = relevances(spec, weights, blot, read, Float32Array.of(1, 0));
    expect([...(pixels ?? [])]).toEqual([1, 0]);
  });

  it('take a ReLU at exactly 0 as at rest: nothing passes through it', () => {
    const thin = perceptronSpec([1, 2, 1], { mean: 0, std: 1 });
    const edge = [layer([1, 1], [-1, 0]), layer([9, 1], [0])];
    const one = Float32Array.of(1);
    const read = forward(thin, edge, one);
    expect(read.layers[0]?.preActivations[0]).toBe(0);
    expect(found(relevances(thin, edge, one, read, one))).toEqual([[1], [0, 1], [1]]);
    const silent = [layer([1, 1], [-1, -1]), layer([9, 1], [0])];
    const all = relevances(thin, silent, one, forward(thin, silent, one), one);
    expect(found(all)).toEqual([[0], [0, 0], [1]]);
  });

  it('are 0 in a layer where everything lowers the sum', () => {
    const down = [layer([-1, -2], [5])];
    const single = perceptronSpec([2, 1], { mean: 0, std: 1 });
    const both = Float32Array.of(1, 1);
    const read = forward(single, down, both);
    expect(found(relevances(single, down, both, read, Float32Array.of(1)))).toEqual([[0, 0], [1]]);
  });

  describe('of 100 drawings, with the default weights', () => {
    /** Digits as lines through places on a 7 by 7 grid. */
    const DIGITS = [
      '30 11 04 16 46 55 51 30',
      '30 36',
      '11 30 51 43 06 66',
      '00 60 32 63 46 06',
      '40 04 64 50 56',
      '60 00 03 53 46 06',
      '50 12 05 36 55 43 13',
      '00 60 26',
      '30 01 52 55 36 15 43 50 30',
      '52 30 11 23 52 46',
    ].map((line) => line.split(' ').map((place) => place.split('').map(Number)));

    const random = Random.fromSeed(30);
    const around = (middle: number): number => middle + random.nextFloat() - 0.5;
    const drawn = (digit: number): Float32Array =>
      drawInk(
        [
          (DIGITS[digit] ?? []).map(([x = 0, y = 0]) => ({
            x: around(5 + 3 * x),
            y: around(4.5 + 3.2 * y),
          })),
        ],
        2.5,
      );
    /** A digit; from the fiftieth on so far on its way to another one that it is just still read as before. */
    const drawing = (index: number, read: (ink: Float32Array) => number): Float32Array => {
      const [digit, other] = [drawn(index % 10), drawn((index * 7 + 3) % 10)];
      if (index < 50) return digit;
      const mixed = (share: number): Float32Array =>
        digit.map((ink, pixel) => (1 - share) * ink + share * (other[pixel] ?? 0));
      let [still, notAnyMore] = [0, 1];
      for (let halving = 0; halving < 10; halving++) {
        const middle = (still + notAnyMore) / 2;
        if (read(mixed(middle)) === read(digit)) still = middle;
        else notAnyMore = middle;
      }
      return mixed(still);
    };

    it('agree with finite differences in float64, for named digits and in doubt', () => {
      const manifest = parseManifest(JSON.stringify(manifestFile), 'mlp_weights.json');
      const trained = parseSnapshot(JSON.stringify(trainedFile), '034', manifest.network);
      const calibration = calibrationOf(manifest, 'mlp_weights.json');
      const likeliest = (ink: Float32Array): number => {
        const { logits } = forward(manifest.network, trained, ink);
        return logits.indexOf(Math.max(...logits));
      };
      const kinds = { digit: 0, unsure: 0, notADigit: 0, blank: 0 };
      let most = 0;
      for (let index = 0; index < 100; index++) {
        const ink = drawing(index, likeliest);
        const read = forward(manifest.network, trained, ink);
        const answer = answerOf(read.logits, calibration);
        kinds[judge(answer).kind] += 1;
        const shares = sharesOfOutputs(answer);
        const own = relevances(manifest.network, trained, ink, read, shares);
        const wanted = byDifferences(manifest.network, trained, ink, answer);
        own.forEach((values, at) => {
          expect(values.length).toBe(wanted[at]?.length ?? NaN);
          values.forEach((value, neuron) => {
            most = Math.max(most, Math.abs(value - (wanted[at]?.[neuron] ?? NaN)));
          });
        });
      }
      expect(most).toBeLessThan(1e-4);
      expect(kinds.digit).toBeGreaterThan(20);
      expect(kinds.unsure).toBeGreaterThan(2);
      expect(kinds.unsure + kinds.notADigit).toBeGreaterThan(20);
    });
  });
});

const STEP = 1e-6;

/** The same by another way: each activation is changed a little, and the layers after it are computed again. */
function byDifferences(
  { normalization }: NetworkSpec,
  weights: NetworkWeights,
  ink: Float32Array,
  { probabilities, isDigit }: Answer,
): number[][] {
  const best = Math.max(...probabilities);
  const isNamed = isDigit && best >= 0.67;
  const shares = Array.from(probabilities, (p) => (isNamed ? Number(p === best) : p));
  const layers: number[][] = [];
  let carried = Float64Array.from(ink, (value) => (value - normalization.mean) / normalization.std);
  weights.forEach(({ weights: rows }, layer) => {
    const pre = sumsOf(weights, layer, carried);
    const active = layer === 0 ? Float64Array.from(ink) : carried;
    const unit = layer === 0 ? 1 / normalization.std : 1;
    const moved = (source: number, step: number): number => {
      const column = pre.map((_, out) => rows[out * active.length + source] ?? NaN);
      const logits = onwards(
        weights,
        layer,
        pre.map((sum, out) => sum + step * unit * (column[out] ?? NaN)),
      );
      return logits.reduce((sum, logit, k) => sum + logit * (shares[k] ?? NaN), 0);
    };
    layers.push(
      Array.from(active, (value, source) =>
        value === 0 ? 0 : (value * (moved(source, STEP) - moved(source, -STEP))) / (2 * STEP),
      ),
    );
    carried = pre.map(relu);
  });
  return [...layers, shares].map((parts) => {
    const largest = Math.max(...parts, 0);
    return parts.map((part) => Math.max(0, part) / (largest || 1));
  });
}

const relu = (sum: number): number => Math.max(0, sum);

/** The logits, from the pre-activations of a dense layer. */
function onwards(weights: NetworkWeights, layer: number, pre: Float64Array): Float64Array {
  if (layer === weights.length - 1) return pre;
  return onwards(weights, layer + 1, sumsOf(weights, layer + 1, pre.map(relu)));
}

/** The pre-activations of a dense layer. */
function sumsOf(weights: NetworkWeights, layer: number, carried: Float64Array): Float64Array {
  const { weights: rows, biases } = weights[layer] ?? { weights: [], biases: [] };
  const sums = Float64Array.from(biases);
  for (let i = 0; i < carried.length; i++) {
    const value = carried[i] ?? 0;
    if (value === 0) continue;
    for (let out = 0; out < sums.length; out++) {
      sums[out] = (sums[out] ?? 0) + value * (rows[out * carried.length + i] ?? NaN);
    }
  }
  return sums;
}
