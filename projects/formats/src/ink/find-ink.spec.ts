import { forward, perceptronSpec, type NetworkWeights } from '#model';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleDigits } from '../../testing/sample-digits.ts';
import { smallNetwork } from '../../testing/small-network.ts';
import { readOnnxFile } from '../onnx/onnx-file.ts';
import { lastCheckpoint, type ReadNetwork } from '../read-network.ts';
import { findInk } from './find-ink.ts';
import { INK_READINGS, withInk, type InkReading } from './ink-reading.ts';

function fixture(name: string): ReadNetwork {
  const bytes = readFileSync(join(import.meta.dirname, '../../testing/onnx', name));
  return readOnnxFile({ name, bytes: new Uint8Array(bytes) }).network;
}

const TRAINED = fixture('pytorch-mnist.onnx');
const DIGITS = sampleDigits(400);

/** Pixels as they go into a network for which ink counts in some way; written from its description. */
function inputOf(ink: Float32Array, { scale, isInverted, isTransposed }: InkReading): Float32Array {
  return ink.map((_, i) => {
    const pixel = ink[isTransposed ? (i % 28) * 28 + Math.floor(i / 28) : i] ?? 0;
    const light = isInverted ? 1 - pixel : pixel;
    if (scale === '0-255') return light * 255;
    if (scale === 'minus-1-1') return light * 2 - 1;
    return scale === 'mnist' ? (light - 0.1307) / 0.3081 : light;
  });
}

function logitsOf(network: ReadNetwork, pixels: Float32Array): number[] {
  return Array.from(forward(network.spec, lastCheckpoint(network).weights, pixels).logits);
}

/** The same network for which ink counts in another way: its first layer undoes that. */
function countingInk(reading: InkReading): ReadNetwork {
  const { spec, checkpoints } = withInk(TRAINED, {
    scale: 'mnist',
    isInverted: false,
    isTransposed: false,
  });
  const { mean, std } = spec.normalization;
  // What goes in is a * ink + b for every pixel: found from paper and full ink.
  const [b = 0, full = 0] = inputOf(Float32Array.of(0, 1), { ...reading, isTransposed: false });
  const a = full - b;
  const weights: NetworkWeights = (checkpoints[0]?.weights ?? []).map((layer, index) => {
    if (index > 0) return layer;
    const turned = layer.weights.map((_, i) => {
      const pixel = i % 784;
      const from = reading.isTransposed
        ? i - pixel + (pixel % 28) * 28 + Math.floor(pixel / 28)
        : i;
      return (layer.weights[from] ?? 0) / (a * std);
    });
    const biases = layer.biases.map((bias, out) => {
      const sum = layer.weights
        .subarray(out * 784, (out + 1) * 784)
        .reduce((total, w) => total + w, 0);
      return bias - (sum * (b / a + mean)) / std;
    });
    return { weights: turned, biases };
  });
  const [checkpoint] = TRAINED.checkpoints;
  if (!checkpoint) throw new Error('expected a checkpoint');
  return {
    spec: perceptronSpec([784, 8, 10], { mean: 0, std: 1 }),
    checkpoints: [{ ...checkpoint, weights }],
  };
}

describe('findInk', () => {
  for (const reading of INK_READINGS) {
    it(`finds out that ink counts ${JSON.stringify(reading)}`, () => {
      const { decided, measures } = findInk(countingInk(reading), DIGITS);
      expect(decided).toEqual(reading);
      expect(measures.length).toBe(16);
      expect(measures[0]?.accuracy).toBeGreaterThan(0.9);
    });
  }

  it('goes by the loss: accuracy is nearly the same at 0 to 255', () => {
    const { measures } = findInk(fixture('pytorch-0-1.onnx'), DIGITS);
    const of = (scale: string) =>
      measures.find(
        ({ reading }) => reading.scale === scale && !reading.isInverted && !reading.isTransposed,
      );
    expect((of('0-1')?.accuracy ?? 0) - (of('0-255')?.accuracy ?? 0)).toBeLessThan(0.03);
    expect((of('0-255')?.meanLoss ?? 0) / (of('0-1')?.meanLoss ?? 1)).toBeGreaterThan(3);
  });

  it('is undecided about a network that has learned nothing', () => {
    expect(findInk(smallNetwork(), DIGITS).decided).toBeUndefined();
  });

  it('is undecided after a few digits, of which none at all', () => {
    const few = (count: number) => ({
      ...{ pixels: DIGITS.pixels.slice(0, count * 784), labels: DIGITS.labels.slice(0, count) },
    });
    expect(findInk(TRAINED, few(1)).decided).toBeUndefined();
    expect(findInk(TRAINED, few(0)).decided).toBeUndefined();
  });

  /** The trained network with something done to the weights of a layer. */
  const changed = (
    index: number,
    change: (layer: NetworkWeights[number]) => NetworkWeights[number],
    network = TRAINED,
  ): ReadNetwork => ({
    ...network,
    checkpoints: network.checkpoints.map(({ moment, weights }) => ({
      moment,
      weights: weights.map((layer, i) => (i === index ? change(layer) : layer)),
    })),
  });

  it('is undecided about a network that reads less than half of the digits', () => {
    const network = changed(
      1,
      ({ weights, biases }) => ({
        weights: weights.map((weight, i) => (i < 5 * 8 ? 0 : weight)),
        biases: biases.map((bias, digit) => (digit < 5 ? 0 : bias)),
      }),
      fixture('pytorch-0-1.onnx'),
    );
    const { measures, decided } = findInk(network, DIGITS);
    expect(measures[0]?.accuracy).toBeLessThan(0.5);
    expect(decided).toBeUndefined();
  });

  it('is undecided where what is read most often right is not what costs least', () => {
    const network = changed(1, ({ weights, biases }) => ({
      weights: weights.map((weight) => weight / 80),
      biases: biases.map((bias) => bias / 80),
    }));
    const { measures, decided } = findInk(network, DIGITS);
    const right = measures.find(({ reading }) => reading.scale === 'mnist');
    expect(right?.accuracy).toBeGreaterThan((measures[0]?.accuracy ?? 1) + 0.02);
    expect(decided).toBeUndefined();
  });

  it('does not let one digit decide, with ink where training saw none', () => {
    const inked = Array.from({ length: 784 }, (_, pixel) =>
      Array.from(DIGITS.labels.keys()).filter(
        (digit) => (DIGITS.pixels[digit * 784 + pixel] ?? 0) > 0.5,
      ),
    );
    const pixel = inked.findIndex((digits) => digits.length === 1);
    const network = changed(0, ({ weights, biases }) => {
      const heavy = weights.map((weight, i) => (i % 784 === pixel ? 1e6 : weight));
      // Paper stays what it was.
      const more = biases.map(
        (bias, out) => bias - (1e6 - (weights[out * 784 + pixel] ?? 0)) * (-0.1307 / 0.3081),
      );
      return { weights: heavy, biases: more };
    });
    expect(findInk(network, DIGITS).measures[0]?.reading.scale).toBe('mnist');
    expect(findInk(network, DIGITS).decided?.scale).toBe('mnist');
  });

  it('is undecided where the scale makes no difference', () => {
    // With weights of 0 at all pixels but the biases, whatever goes in comes out the same.
    const { spec, checkpoints } = TRAINED;
    const blind = checkpoints.map(({ moment, weights }) => ({
      moment,
      weights: weights.map((layer, index) =>
        index > 0 ? layer : { ...layer, weights: layer.weights.map(() => 0) },
      ),
    }));
    const zeros = { ...DIGITS, labels: DIGITS.labels.map(() => 3) };
    const always = blind.map(({ moment, weights }) => ({
      moment,
      weights: weights.map((layer, index) =>
        index === 0 ? layer : { ...layer, biases: layer.biases.map((_, i) => (i === 3 ? 50 : 0)) },
      ),
    }));
    const finding = findInk({ spec, checkpoints: always }, zeros);
    expect(finding.measures[0]?.accuracy).toBe(1);
    expect(finding.decided).toBeUndefined();
  });
});

describe('withInk', () => {
  for (const reading of INK_READINGS) {
    it(`gives the same logits for ink that counts ${JSON.stringify(reading)}`, () => {
      const pixels = DIGITS.pixels.subarray(0, 784);
      const wanted = logitsOf(TRAINED, inputOf(pixels, reading));
      const found = logitsOf(withInk(TRAINED, reading), pixels);
      wanted.forEach((logit, i) => {
        const allowed = 1e-5 * Math.max(1, ...wanted.map(Math.abs));
        expect(Math.abs((found[i] ?? NaN) - logit)).toBeLessThan(allowed);
      });
    });
  }

  it('rounds no weight and no bias', () => {
    const before = lastCheckpoint(TRAINED).weights;
    const reading = { scale: '0-255', isInverted: true, isTransposed: false } as const;
    const after = lastCheckpoint(withInk(TRAINED, reading)).weights;
    expect(after[0]?.weights).toEqual(before[0]?.weights.map((weight) => -weight));
    expect(after[0]?.biases).toEqual(before[0]?.biases);
  });
});
