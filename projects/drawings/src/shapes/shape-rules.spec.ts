import { brokenRule, weightingOf, type ClusterFigures } from './shape-rules.ts';

describe('weightingOf', () => {
  it('gives a digit less, the more its writer has', () => {
    const { weights, writers, largestDigitShare, largestWriterShare } = weightingOf([
      ...['a', 'a', 'a', 'a'],
      ...['b', 'c'],
    ]);
    expect(weights).toEqual([0.5, 0.5, 0.5, 0.5, 1, 1]);
    expect(writers).toBe(3);
    expect(largestDigitShare).toBe(1 / 4);
    expect(largestWriterShare).toBe(2 / 4);
  });
});

describe('brokenRule', () => {
  const good: ClusterFigures = {
    count: 20,
    writers: 3,
    largestDigitShare: 0.12,
    largestWriterShare: 0.5,
    components: { length: 6 },
  };
  const broken: [Partial<ClusterFigures>, RegExp][] = [
    [{ writers: 2 }, /at least 3 writers, found 2/],
    [{ count: 19 }, /at least 20 digits, found 19/],
    [{ largestDigitShare: 0.13 }, /no digit above 12.0 % of the weight, found 13.0 %/],
    [{ largestWriterShare: 0.51 }, /no writer above 50.0 % of the weight, found 51.0 %/],
    [{ components: { length: 7 } }, /at most 6 components for 20 digits, found 7/],
  ];

  it('is none for a cluster at the limits', () => {
    expect(brokenRule(good)).toBeUndefined();
  });

  for (const [change, message] of broken) {
    it(`says ${message.source}`, () => {
      expect(brokenRule({ ...good, ...change })).toMatch(message);
    });
  }
});
