import { calibrate } from './calibrate.ts';

describe('calibrate', () => {
  it('finds the temperature at which probabilities are the shares of right answers', () => {
    // Two classes, always 3 logits apart, right nine times in ten: at temperature T the likelier one has
    // 1 / (1 + e^(-3 / T)), which is 0.9 at T = 3 / ln 9.
    const labels = Uint8Array.from({ length: 1000 }, (_, image) => (image % 10 === 0 ? 1 : 0));
    const logits = Float32Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? 3 : 0));
    expect(calibrate(logits, labels, 0.01).temperature).toBeCloseTo(3 / Math.log(9), 4);
  });

  it('finds the certainty that all but the share reach', () => {
    // Certainty grows with the first logit: image i has i / 10.
    const logits = Float32Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? i / 20 : 0));
    const { leastCertainty } = calibrate(logits, new Uint8Array(100), 0.1);
    // The eleventh: logits 1 and 0, ln((e + 1) / 2) - 1/2.
    const expected = Math.log((Math.E + 1) / 2) - 0.5;
    expect(leastCertainty).toBeCloseTo(expected, 6);
    // In whatever order the images are.
    const reversed = logits.map((_, i) => logits[198 - i + 2 * (i % 2)] ?? NaN);
    expect(calibrate(reversed, new Uint8Array(100), 0.1).leastCertainty).toBeCloseTo(expected, 6);
  });
});
