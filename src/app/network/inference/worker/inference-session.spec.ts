import {
  BLANK_DRAWING,
  DEFAULT_BRUSH,
  perceptronSpec,
  prepareDrawing,
  UNCALIBRATED,
  type Drawing,
} from '#model';
import { changeBetween } from '../shared/drawing-change.ts';
import type { TrainedNetwork } from '../../network-in-use.ts';
import type { Activations, Read, SentReading } from '../shared/inference-protocol.ts';
import { InferenceSession } from './inference-session.ts';

/** A network whose first output depends on the second pixel, and the second on the first. */
function swapping(weight: number): TrainedNetwork {
  const weights = new Float32Array(2 * 784);
  weights[1] = weights[784] = weight;
  return {
    network: perceptronSpec([784, 2], { mean: 0, std: 1 }),
    calibration: UNCALIBRATED,
    weights: [{ weights, biases: new Float32Array(2) }],
  };
}

/** A picture with ink in its first two pixels, unprepared. */
function pictureOf(...inks: number[]): SentReading {
  const raster = new Float32Array(784);
  raster.set(inks);
  return {
    change: changeBetween(BLANK_DRAWING, { strokes: [], raster }),
    isPrepared: false,
    isRough: false,
    ranking: { strongest: 1, rankBy: 'contribution' },
  };
}

const network = swapping(4);
const reading = pictureOf(0.25, 0.75);

function activationsOf({ activations }: Read): Activations {
  if (!activations) throw new Error('expected activations, found none');
  return activations;
}

describe('InferenceSession', () => {
  let session: InferenceSession;
  beforeEach(() => {
    session = new InferenceSession();
  });

  it('computes with the weights that it was given', () => {
    expect(session.load({ isLive: false, network })).toEqual({});
    const read = session.read({ reading });
    const { image, logits, probabilities, rankings } = activationsOf(read);
    expect([...image.subarray(0, 3)]).toEqual([0.25, 0.75, 0]);
    expect([...logits]).toEqual([3, 1]);
    // e^2 / (1 + e^2)
    expect(probabilities[0]).toBeCloseTo(0.880797, 6);
    // Each output depends on one input, 3 and 1: only connections that carry nothing are weaker than the strongest.
    expect([...(rankings[0]?.thresholds ?? [])]).toEqual([1.5, 0.5]);
    expect(rankings[0]?.scale).toBe(2);
  });

  it('works out what raises the answer: the named digit, or every digit by its probability', () => {
    session.load({ isLive: false, network });
    const [pixels, outputs] = activationsOf(session.read({ reading })).relevances;
    // The first output has 0.88 of the probability and depends on the second pixel only.
    expect([...(outputs ?? [])]).toEqual([1, 0]);
    expect([...(pixels ?? [])].slice(0, 3)).toEqual([0, 1, 0]);
    const calibration = { temperature: 1, leastCertainty: 100 };
    session.load({ isLive: false, network: { ...network, calibration } });
    const doubtful = session.read({ reading: pictureOf(0.25, 0.75, 0) });
    const [inked, likely] = activationsOf(doubtful).relevances;
    // The second output has 1 / e^2 of the first one's probability, and the first pixel a third of the ink.
    expect(likely?.[1]).toBeCloseTo(Math.exp(-2), 6);
    expect(inked?.[0]).toBeCloseTo(Math.exp(-2) / 3, 6);
  });

  it('returns the weights that others replace', () => {
    expect(session.load({ isLive: false, network })).toEqual({});
    const next = session.load({ isLive: false, network: swapping(5) });
    expect(next).toEqual({ retired: network.weights });
  });

  it('fits and centres a drawing on request', () => {
    session.load({ isLive: false, network });
    const prepared = { ...pictureOf(1, 1), isPrepared: true };
    const { image } = activationsOf(session.read({ reading: prepared }));
    const mass = image.reduce((sum, ink) => sum + ink, 0);
    const column = image.reduce((sum, ink, index) => sum + ink * ((index % 28) + 0.5), 0) / mass;
    // The centre of mass of MNIST's digits.
    expect(Math.abs(column - 14.5)).toBeLessThan(0.6);
  });

  it('continues from the last drawing it received, even when that could not be read', () => {
    const at = (x: number) => ({ x, y: 2 * x, pressure: 0.5 });
    const begun: Drawing = { strokes: [{ points: [at(4), at(9)], brush: DEFAULT_BRUSH }] };
    const second = { points: [at(1), at(2)], brush: DEFAULT_BRUSH };
    const further: Drawing = { strokes: [...begun.strokes, second] };
    const options = { isPrepared: true, isRough: false, ranking: reading.ranking };
    const told = (before: Drawing, after: Drawing): Read =>
      session.read({ reading: { ...options, change: changeBetween(before, after) } });
    expect(() => told(BLANK_DRAWING, begun)).toThrowError();
    session.load({ isLive: false, network });
    expect(activationsOf(told(begun, further)).image).toEqual(prepareDrawing(further));
    const [, ...left] = further.strokes;
    const undone = { strokes: left };
    expect(activationsOf(told(further, undone)).image).toEqual(prepareDrawing(undone));
  });

  it('gives no answer without ink', () => {
    session.load({ isLive: false, network });
    expect(session.read({ reading: pictureOf(0, 0) })).toEqual({});
  });

  it('ranks the connections of a live network by weight without ink, and gives no answer', () => {
    const live = swapping(-4);
    live.weights[0]?.weights.set([1, -4, 2]);
    const blank = {
      ...pictureOf(0, 0),
      ranking: { strongest: 2, rankBy: 'contribution' },
    } as const;
    const loaded = session.load({ isLive: true, network: live, reading: blank });
    // The first output has weights 1, 4 and 2: the two strongest. The second has one, so that nothing is hidden.
    const [ranking] = loaded.atRest ?? [];
    expect([...(ranking?.thresholds ?? [])]).toEqual([1.5, 0]);
    // The mean of each output's largest weight.
    expect(ranking?.scale).toBe(4);
    expect(loaded).not.toEqual(jasmine.objectContaining({ activations: jasmine.anything() }));
    const drawn = session.read({ reading });
    expect(drawn).not.toEqual(jasmine.objectContaining({ atRest: jasmine.anything() }));
    expect([...activationsOf(drawn).logits]).toEqual([0.25 - 3, -1]);
  });

  it("answers a load with the new weights' result for the drawing", () => {
    session.load({ isLive: false, network });
    const loaded = session.load({ isLive: false, network: swapping(8), reading });
    expect([...activationsOf(loaded).logits]).toEqual([6, 2]);
  });

  it('keeps its weights when new ones do not fit', () => {
    session.load({ isLive: false, network });
    const broken = { ...network, weights: [] };
    expect(() => session.load({ isLive: false, network: broken, reading })).toThrowError(
      RangeError,
      'forward: layer dense_0 expects 2x784 weights and 2 biases, found 0 and 0',
    );
    const { logits } = activationsOf(session.read({ reading }));
    expect([...logits]).toEqual([3, 1]);
  });

  it('says that a network is for other images, or that there are no weights', () => {
    expect(() => session.read({ reading })).toThrowError(/expected weights to be loaded/);
    const other = { ...network, network: perceptronSpec([2, 2]) };
    expect(() => session.load({ isLive: false, network: other, reading })).toThrowError(
      RangeError,
      'forward: expected 2 pixels, found 784',
    );
  });
});
