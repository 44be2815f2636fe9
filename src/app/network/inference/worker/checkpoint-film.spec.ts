import {
  encodeFloat16,
  perceptronSpec,
  Random,
  UNCALIBRATED,
  type AnswerCalibration,
  type Judgement,
  type PackedWeights,
} from '#model';
import type { Film } from '../shared/inference-protocol.ts';
import { CheckpointFilm } from './checkpoint-film.ts';

const SIZES = [784, 12, 9, 10];
const NETWORK = perceptronSpec(SIZES);

const filmOf = (key: string, calibration: AnswerCalibration = UNCALIBRATED): Film => ({
  key,
  network: NETWORK,
  calibration,
});
const FILM = filmOf('a');

/** Random numbers that half floats have, so that packing loses nothing. */
function randomLayers(seed: number, spread: number): { weights: number[]; biases: number[] }[] {
  const random = Random.fromSeed(seed);
  const number = (): number => Math.round((random.nextFloat() * 2 - 1) * 64 * spread) / 64;
  return SIZES.slice(1).map((outputs, layer) => ({
    weights: Array.from({ length: outputs * (SIZES[layer] ?? 0) }, number),
    biases: Array.from({ length: outputs }, number),
  }));
}

function packed(layers: readonly { weights: number[]; biases: number[] }[]): PackedWeights {
  const bytes = (values: number[]): Uint8Array<ArrayBuffer> =>
    new Uint8Array(encodeFloat16(values));
  return layers.map(({ weights, biases }) => ({ weights: bytes(weights), biases: bytes(biases) }));
}

/** The ten logits of a network by the textbook, in float64. */
function logitsOf(
  layers: readonly { weights: number[]; biases: number[] }[],
  image: Float32Array,
): number[] {
  let values = Array.from(image, (ink) => (ink - 0.1307) / 0.3081);
  layers.forEach(({ weights, biases }, layer) => {
    const sums = biases.map((bias, out) =>
      values.reduce(
        (sum, value, input) => sum + value * (weights[out * values.length + input] ?? NaN),
        bias,
      ),
    );
    values = layer === layers.length - 1 ? sums : sums.map((sum) => Math.max(0, sum));
  });
  return values;
}

/** What the ten logits say, by the definitions: softmax, a majority of 0.67, and how far they stand out. */
function judgementOf(
  logits: readonly number[],
  { temperature, leastCertainty }: AnswerCalibration,
): Judgement {
  const logSumExp = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
  const mean = logits.reduce((sum, logit) => sum + logit, 0) / logits.length;
  if (logSumExp - mean - Math.log(10) < leastCertainty) return { kind: 'notADigit' };
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit / temperature), 0);
  const shares = logits.map((logit) => Math.exp(logit / temperature) / total);
  const [first = 0, second = 0] = [...shares.keys()].sort(
    (a, b) => (shares[b] ?? 0) - (shares[a] ?? 0),
  );
  const probability = shares[first] ?? NaN;
  return probability >= 0.67
    ? { kind: 'digit', digit: first, probability: jasmine.any(Number) as unknown as number }
    : { kind: 'unsure', digits: [first, second] };
}

const IMAGE = Float32Array.from({ length: 784 }, (_, pixel) => (pixel % 5 === 0 ? 0.8 : 0));
const never = new AbortController().signal;

describe('CheckpointFilm', () => {
  let nowMs: number;
  let pauses: number;
  let duringPause: () => void;
  let film: CheckpointFilm;

  beforeEach(() => {
    nowMs = 0;
    pauses = 0;
    duringPause = () => undefined;
    film = new CheckpointFilm({
      // Each look at the clock takes a millisecond.
      now: () => (nowMs += 1),
      pause: () => {
        pauses += 1;
        duringPause();
        return Promise.resolve();
      },
    });
  });

  const keep = (indices: readonly number[], of = FILM): void => {
    for (const index of indices) {
      film.keep({ film: of, index, weights: packed(randomLayers(index, 0.1)) });
    }
  };
  const judge = (key = 'a', image = IMAGE, signal = never) => film.judgements(key, image, signal);

  for (const [name, calibration] of [
    ['without calibration', UNCALIBRATED],
    ['with softer probabilities', { temperature: 2, leastCertainty: 0 }],
    ['with a least certainty', { temperature: 0.8, leastCertainty: 2 }],
  ] as const) {
    it(`says of each checkpoint what its network says of the drawing, ${name}`, async () => {
      const expected = new Map<number, Judgement>();
      for (let index = 0; index < 12; index++) {
        const layers = randomLayers(index, 0.1 * (index + 1));
        film.keep({ film: filmOf('a', calibration), index, weights: packed(layers) });
        expected.set(index, judgementOf(logitsOf(layers, IMAGE), calibration));
      }
      const judgements = await judge();
      expect(judgements).toEqual(expected);
      // The drawing of the spec has something of each kind.
      const kinds = new Set([...expected.values()].map(({ kind }) => kind));
      expect(kinds).toContain('digit');
      if (calibration !== UNCALIBRATED) expect(kinds.size).toBeGreaterThan(1);
    });
  }

  it('lets other requests go first, again and again', async () => {
    keep([0, 1, 2, 3, 4, 5, 6, 7]);
    await judge();
    // The first slice begins with one look at the clock; each checkpoint takes one more.
    expect(pauses).toBe(4);
  });

  it('stops at the next pause once it is not wanted any more', async () => {
    keep([0, 1, 2, 3, 4, 5, 6, 7]);
    const ending = new AbortController();
    duringPause = () => {
      ending.abort(new Error('a new stroke'));
    };
    await expectAsync(judge('a', IMAGE, ending.signal)).toBeRejectedWithError('a new stroke');
    expect(pauses).toBe(1);
  });

  it('works out another drawing while it pauses, without a trace in the first', async () => {
    keep([0, 1, 2, 3, 4, 5]);
    const alone = await judge();
    const other = Float32Array.from(IMAGE, (ink) => 0.9 - ink);
    const between: Promise<unknown>[] = [];
    duringPause = () => {
      duringPause = () => undefined;
      between.push(judge('a', other));
    };
    expect(await judge()).toEqual(alone);
    await Promise.all(between);
  });

  it('forgets a film when a checkpoint of another one comes', async () => {
    keep([0, 1]);
    keep([7], filmOf('b'));
    expect([...(await judge('a')).keys()]).toEqual([]);
    expect([...(await judge('b')).keys()]).toEqual([7]);
  });

  it('says nothing of a blank sheet, and before there is a film', async () => {
    expect((await judge()).size).toBe(0);
    keep([0]);
    expect((await judge('a', new Float32Array(784))).size).toBe(0);
  });

  it('refuses weights that are not those of its network', async () => {
    film.keep({ film: FILM, index: 0, weights: packed(randomLayers(1, 1)).slice(1) });
    await expectAsync(judge()).toBeRejectedWithError(RangeError, /float16 data: expected/);
    film.keep({ film: FILM, index: 0, weights: [] });
    await expectAsync(judge()).toBeRejectedWithError(
      RangeError,
      'film: expected 3 layers, found 0',
    );
  });
});
