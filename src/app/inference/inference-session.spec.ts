import { perceptronSpec, type RankingOptions, UNCALIBRATED } from '#model';
import type { TrainedNetwork } from './inference-protocol';
import { InferenceSession } from './inference-session';

/** A network of two inputs and two outputs that swaps them. */
const network: TrainedNetwork = {
  spec: perceptronSpec([2, 2], { mean: 0, std: 1 }),
  calibration: UNCALIBRATED,
  weights: [{ weights: Float32Array.of(0, 1, 1, 0), biases: Float32Array.of(0, 0) }],
};
/** The same with outputs of its own, so that the two can be told apart. */
const doubled: TrainedNetwork = {
  ...network,
  weights: [{ weights: Float32Array.of(0, 2, 2, 0), biases: Float32Array.of(0, 0) }],
};
const ranking: RankingOptions = { strongest: 1, rankBy: 'contribution' };
const reading = { image: Float32Array.of(3, 5), ranking };

describe('InferenceSession', () => {
  let session: InferenceSession;
  beforeEach(() => {
    session = new InferenceSession();
  });

  it('reads with the weights it was given', () => {
    expect(session.answer({ kind: 'load', id: 1, network })).toEqual({ kind: 'loaded', id: 1 });
    const answer = session.answer({ kind: 'read', id: 2, reading });
    expect(answer.kind).toBe('read');
    if (answer.kind !== 'read') return;
    expect([...answer.activations.logits]).toEqual([5, 3]);
    // e^2 / (1 + e^2)
    expect(answer.activations.probabilities[0]).toBeCloseTo(0.880797, 6);
    // Each output hears one input, 5 and 3: nothing is weaker than the strongest but what carries nothing.
    const [ranked] = answer.activations.rankings;
    expect([...(ranked?.thresholds ?? [])]).toEqual([2.5, 1.5]);
    expect(ranked?.scale).toBe(4);
  });

  it('answers a load with what the new weights make of the image', () => {
    session.answer({ kind: 'load', id: 1, network });
    const answer = session.answer({ kind: 'load', id: 2, network: doubled, reading });
    expect(answer.kind === 'loaded' && [...(answer.activations?.logits ?? [])]).toEqual([10, 6]);
  });

  it('keeps the weights it has when new ones do not fit', () => {
    session.answer({ kind: 'load', id: 1, network });
    const broken = { ...network, weights: [] };
    const answer = session.answer({ kind: 'load', id: 2, network: broken, reading });
    expect(answer).toEqual({
      ...{ kind: 'failed', id: 2, request: 'load' },
      message: 'forward: layer dense_0 expects 2x2 weights and 2 biases, found 0 and 0',
    });
    const read = session.answer({ kind: 'read', id: 3, reading });
    expect(read.kind === 'read' && [...read.activations.logits]).toEqual([5, 3]);
  });

  it('says that an image is of another size, or that there are no weights', () => {
    const early = session.answer({ kind: 'read', id: 1, reading });
    expect(early.kind === 'failed' && early.message).toContain('expected weights to be loaded');
    session.answer({ kind: 'load', id: 2, network });
    const answer = session.answer({
      kind: 'read',
      id: 3,
      reading: { image: new Float32Array(3), ranking },
    });
    expect(answer.kind === 'failed' && answer.message).toBe('forward: expected 2 pixels, found 3');
  });
});
