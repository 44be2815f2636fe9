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
import type { Activations, InferenceResponse, SentReading } from '../shared/inference-protocol.ts';
import { InferenceSession } from './inference-session.ts';

/** A network whose first output hears the second pixel, and the other way round. */
function swapping(weight: number): TrainedNetwork {
  const weights = new Float32Array(2 * 784);
  weights[1] = weights[784] = weight;
  return {
    network: perceptronSpec([784, 2], { mean: 0, std: 1 }),
    calibration: UNCALIBRATED,
    weights: [{ weights, biases: new Float32Array(2) }],
  };
}

/** A picture with ink in its first two pixels, as it stands. */
function pictureOf(...inks: number[]): SentReading {
  const raster = new Float32Array(784);
  raster.set(inks);
  return {
    change: changeBetween(BLANK_DRAWING, { strokes: [], raster }),
    ...{ isPrepared: false, isRough: false },
    ranking: { strongest: 1, rankBy: 'contribution' },
  };
}

const network = swapping(4);
const reading = pictureOf(0.25, 0.75);

function activationsOf(response: InferenceResponse): Activations {
  if (response.kind === 'failed') throw new Error(response.message);
  if (!response.activations) throw new Error('expected activations, found none');
  return response.activations;
}

describe('InferenceSession', () => {
  let session: InferenceSession;
  beforeEach(() => {
    session = new InferenceSession();
  });

  it('reads with the weights it was given', () => {
    expect(session.answer({ kind: 'load', id: 1, isLive: false, network })).toEqual({
      kind: 'loaded',
      id: 1,
    });
    const answer = session.answer({ kind: 'read', id: 2, reading });
    expect([answer.kind, answer.id]).toEqual(['read', 2]);
    const { image, logits, probabilities, rankings } = activationsOf(answer);
    expect([...image.subarray(0, 3)]).toEqual([0.25, 0.75, 0]);
    expect([...logits]).toEqual([3, 1]);
    // e^2 / (1 + e^2)
    expect(probabilities[0]).toBeCloseTo(0.880797, 6);
    // Each output hears one input, 3 and 1: nothing is weaker than the strongest but what carries nothing.
    expect([...(rankings[0]?.thresholds ?? [])]).toEqual([1.5, 0.5]);
    expect(rankings[0]?.scale).toBe(2);
  });

  it('gives back the weights that others replace', () => {
    expect(session.answer({ kind: 'load', id: 1, isLive: false, network })).toEqual({
      kind: 'loaded',
      id: 1,
    });
    const next = session.answer({ kind: 'load', id: 2, isLive: false, network: swapping(5) });
    expect(next).toEqual({ kind: 'loaded', id: 2, retired: network.weights });
  });

  it('fits and centres a drawing when asked to', () => {
    session.answer({ kind: 'load', id: 1, isLive: false, network });
    const prepared = { ...pictureOf(1, 1), isPrepared: true };
    const { image } = activationsOf(session.answer({ kind: 'read', id: 2, reading: prepared }));
    const mass = image.reduce((sum, ink) => sum + ink, 0);
    const column = image.reduce((sum, ink, index) => sum + ink * ((index % 28) + 0.5), 0) / mass;
    // MNIST's digits have their centre of mass there.
    expect(Math.abs(column - 14.5)).toBeLessThan(0.6);
  });

  it('goes on from the drawing it was told before, also when that could not be read', () => {
    const at = (x: number) => ({ x, y: 2 * x, pressure: 0.5 });
    const begun: Drawing = { strokes: [{ points: [at(4), at(9)], brush: DEFAULT_BRUSH }] };
    const second = { points: [at(1), at(2)], brush: DEFAULT_BRUSH };
    const further: Drawing = { strokes: [...begun.strokes, second] };
    const options = { isPrepared: true, isRough: false, ranking: reading.ranking };
    const told = (id: number, before: Drawing, after: Drawing): InferenceResponse =>
      session.answer({
        ...{ kind: 'read', id },
        reading: { ...options, change: changeBetween(before, after) },
      });
    expect(told(1, BLANK_DRAWING, begun).kind).toBe('failed');
    session.answer({ kind: 'load', id: 2, isLive: false, network });
    expect(activationsOf(told(3, begun, further)).image).toEqual(prepareDrawing(further));
    const [, ...left] = further.strokes;
    const undone = { strokes: left };
    expect(activationsOf(told(4, further, undone)).image).toEqual(prepareDrawing(undone));
  });

  it('claims nothing where there is no ink', () => {
    session.answer({ kind: 'load', id: 1, isLive: false, network });
    const answer = session.answer({ kind: 'read', id: 2, reading: pictureOf(0, 0) });
    expect(answer).toEqual({ kind: 'read', id: 2 });
  });

  it('ranks the connections of a live network by weight where there is no ink, and claims nothing', () => {
    const live = swapping(-4);
    live.weights[0]?.weights.set([1, -4, 2]);
    const blank = {
      ...pictureOf(0, 0),
      ranking: { strongest: 2, rankBy: 'contribution' },
    } as const;
    const response = session.answer({
      ...{ kind: 'load', id: 1, isLive: true },
      ...{ network: live, reading: blank },
    });
    // The first output has weights 1, 4 and 2: the two strongest. The second has one, and no other is hidden.
    if (response.kind === 'failed') throw new Error(response.message);
    const [ranking] = response.atRest ?? [];
    expect([...(ranking?.thresholds ?? [])]).toEqual([1.5, 0]);
    // The mean of each output's largest.
    expect(ranking?.scale).toBe(4);
    expect(response).not.toEqual(jasmine.objectContaining({ activations: jasmine.anything() }));
    const drawn = session.answer({ kind: 'read', id: 2, reading });
    expect(drawn).not.toEqual(jasmine.objectContaining({ atRest: jasmine.anything() }));
    expect([...activationsOf(drawn).logits]).toEqual([0.25 - 3, -1]);
  });

  it('answers a load with what the new weights make of the drawing', () => {
    session.answer({ kind: 'load', id: 1, isLive: false, network });
    const answer = session.answer({
      kind: 'load',
      id: 2,
      isLive: false,
      network: swapping(8),
      reading,
    });
    expect(answer.kind).toBe('loaded');
    expect([...activationsOf(answer).logits]).toEqual([6, 2]);
  });

  it('keeps the weights it has when new ones do not fit', () => {
    session.answer({ kind: 'load', id: 1, isLive: false, network });
    const broken = { ...network, weights: [] };
    const answer = session.answer({ kind: 'load', id: 2, isLive: false, network: broken, reading });
    expect(answer).toEqual({
      ...{ kind: 'failed', id: 2, request: 'load' },
      message: 'forward: layer dense_0 expects 2x784 weights and 2 biases, found 0 and 0',
    });
    const { logits } = activationsOf(session.answer({ kind: 'read', id: 3, reading }));
    expect([...logits]).toEqual([3, 1]);
  });

  it('says that a network is for other images, or that there are no weights', () => {
    const early = session.answer({ kind: 'read', id: 1, reading });
    expect(early.kind === 'failed' && early.message).toContain('expected weights to be loaded');
    const other = { ...network, network: perceptronSpec([2, 2]) };
    const answer = session.answer({ kind: 'load', id: 2, isLive: false, network: other, reading });
    expect(answer.kind === 'failed' && answer.message).toBe(
      'forward: expected 2 pixels, found 784',
    );
  });
});
