import fc from 'fast-check';
import { answerOf, calibrationOf, certaintyOf, UNCALIBRATED } from './answer.ts';
import { FormatError } from './format-error.ts';
import { perceptronSpec } from './network-spec.ts';

describe('certaintyOf', () => {
  it('is zero for equal logits and grows with the one that stands out', () => {
    expect(certaintyOf([3, 3, 3, 3])).toBe(0);
    // Ten logits, one of them 10: ln((e^10 + 9) / 10) - 1 = 6.69782…
    const logits = [10, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(certaintyOf(logits)).toBeCloseTo(Math.log((Math.exp(10) + 9) / 10) - 1, 10);
    expect(certaintyOf(logits)).toBeCloseTo(6.697823, 5);
  });

  it('stays finite for logits too large for exponentials', () => {
    // ln((e^1000 + 1) / 2) - 500, where the 1 is nothing.
    expect(certaintyOf([1000, 0])).toBeCloseTo(500 - Math.log(2), 9);
  });

  it('ignores what all logits have in common, and is never negative', () => {
    const logits = fc.array(fc.double({ min: -80, max: 80, noNaN: true }), {
      minLength: 2,
      maxLength: 10,
    });
    fc.assert(
      fc.property(logits, fc.double({ min: -50, max: 50, noNaN: true }), (values, shift) => {
        const certainty = certaintyOf(values);
        expect(certainty).toBeGreaterThanOrEqual(0);
        expect(certaintyOf(values.map((value) => value + shift))).toBeCloseTo(certainty, 6);
      }),
    );
  });
});

describe('answerOf', () => {
  const logits = Float32Array.of(4, 0, 0);

  it('softens probabilities by the temperature', () => {
    const { probabilities } = answerOf(logits, { temperature: 2, leastCertainty: 0 });
    expect(probabilities[0]).toBeCloseTo(Math.exp(2) / (Math.exp(2) + 2), 6);
  });

  it('is in doubt below the least certainty', () => {
    const certainty = certaintyOf(logits);
    const answer = (leastCertainty: number) => answerOf(logits, { temperature: 1, leastCertainty });
    expect(answer(certainty + 0.01).isDigit).toBeFalse();
    expect(answer(certainty).isDigit).toBeTrue();
    expect(answerOf(Float32Array.of(0, 0), UNCALIBRATED).isDigit).toBeTrue();
  });
});

describe('calibrationOf', () => {
  const manifest = { network: perceptronSpec([1, 2]), timeline: [] };

  it('reads the calibration from the training block', () => {
    const answer = { temperature: 0.9, leastCertainty: 3.5 };
    expect(calibrationOf({ ...manifest, training: { answer } }, 'm.json')).toEqual(answer);
  });

  it("is uncalibrated for the seed's exports", () => {
    expect(calibrationOf(manifest, 'm.json')).toBe(UNCALIBRATED);
    expect(calibrationOf({ ...manifest, training: {} }, 'm.json')).toBe(UNCALIBRATED);
  });

  for (const [answer, field] of [
    [3, 'training.answer'],
    [{ temperature: 0, leastCertainty: 1 }, 'training.answer.temperature'],
    [{ temperature: 1 }, 'training.answer.leastCertainty'],
    [{ temperature: 1, leastCertainty: '2' }, 'training.answer.leastCertainty'],
  ] as const) {
    it(`names ${field} in ${JSON.stringify(answer)}`, () => {
      let found: unknown;
      try {
        calibrationOf({ ...manifest, training: { answer } }, 'm.json');
      } catch (error) {
        found = error;
      }
      expect(found).toBeInstanceOf(FormatError);
      expect(found instanceof FormatError && [found.file, found.field]).toEqual(['m.json', field]);
    });
  }
});
