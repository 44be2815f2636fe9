import { formatSnapshot, perceptronSpec, sha256Hex, UNCALIBRATED } from '#model';
import type { EncodedWeights } from './inference-protocol';
import { InferenceSession } from './inference-session';

/** A network of two inputs and two outputs that swaps them. */
const network = perceptronSpec([2, 2], { mean: 0, std: 1 });
const text = formatSnapshot(network, [
  { weights: Float32Array.of(0, 1, 1, 0), biases: Float32Array.of(0, 0) },
]);
const bytes = new TextEncoder().encode(text).buffer;
const weights: EncodedWeights = {
  network,
  calibration: UNCALIBRATED,
  file: 'exports/w/000.json',
  bytes,
  sha256: sha256Hex(new Uint8Array(bytes)),
};
const image = Float32Array.of(3, 5);

describe('InferenceSession', () => {
  let session: InferenceSession;
  beforeEach(() => {
    session = new InferenceSession();
  });

  it('reads with the weights it was given', () => {
    expect(session.answer({ kind: 'load', id: 1, weights })).toEqual({ kind: 'loaded', id: 1 });
    const answer = session.answer({ kind: 'read', id: 2, image });
    expect(answer.kind).toBe('read');
    if (answer.kind !== 'read') return;
    expect([...answer.activations.logits]).toEqual([5, 3]);
    // e^2 / (1 + e^2)
    expect(answer.activations.probabilities[0]).toBeCloseTo(0.880797, 6);
  });

  it('takes weights without a hash', () => {
    const { network, calibration, file, bytes } = weights;
    const unsigned = { network, calibration, file, bytes };
    const answer = session.answer({ kind: 'load', id: 1, weights: unsigned });
    expect(answer.kind).toBe('loaded');
  });

  it('refuses a file with other bytes, by name, and keeps the weights it has', () => {
    session.answer({ kind: 'load', id: 1, weights });
    const damaged = new Uint8Array(bytes.slice(0));
    damaged[40] = (damaged[40] ?? 0) ^ 1;
    const answer = session.answer({
      kind: 'load',
      id: 2,
      weights: { ...weights, bytes: damaged.buffer },
    });
    expect(answer).toEqual({
      kind: 'failed',
      id: 2,
      request: 'load',
      message: `exports/w/000.json: SHA-256: expected ${weights.sha256 ?? ''}, found ${sha256Hex(damaged)}`,
    });
    expect(session.answer({ kind: 'read', id: 3, image }).kind).toBe('read');
  });

  it('says that an image is of another size, or that there are no weights', () => {
    const early = session.answer({ kind: 'read', id: 1, image });
    expect(early.kind === 'failed' && early.message).toContain('expected weights to be loaded');
    session.answer({ kind: 'load', id: 2, weights });
    const answer = session.answer({ kind: 'read', id: 3, image: new Float32Array(3) });
    expect(answer.kind === 'failed' && answer.message).toBe('forward: expected 2 pixels, found 3');
  });
});
