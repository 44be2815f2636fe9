import * as fc from 'fast-check';
import { roundToSum } from './round-to-sum.ts';

describe('roundToSum', () => {
  for (const [terms, total, printed] of [
    // One by one: 38.84 + 0.05 beside 38.88.
    [[38.8351, 0.0459], 38.881, [38.83, 0.05]],
    [[0.004, 0.004, 0.004], 0.012, [0.01, 0, 0]],
    // What is missing goes where rounding took most, what is too much comes off where it gave most.
    [[0.001, 0.003, 0.0045, 0.0045], 0.013, [0, 0, 0.01, 0]],
    [[0.009, 0.008, 0.006, 0.007], 0.03, [0.01, 0.01, 0, 0.01]],
    [[-0.506, -0.506], -1.012, [-0.5, -0.51]],
    [[3, -1, 0.25], 2.25, [3, -1, 0.25]],
  ] as const) {
    it(`prints ${terms.join(' + ')} as ${printed.join(' + ')}`, () => {
      expect(roundToSum(terms, total).terms).toEqual([...printed]);
    });
  }

  it('prints as many decimals as it is asked for', () => {
    const printed = roundToSum([0.17604, 0.01004, -0.00814], 0.17794, 4);
    expect(printed).toEqual({ terms: [0.176, 0.01, -0.0081], total: 0.1779 });
  });

  it('adds up for any terms, none of which is off by a hundredth', () => {
    const number = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 4 }), (terms) => {
        const exact = terms.reduce((sum, term) => sum + term, 0);
        const printed = roundToSum(terms, exact);
        const hundredths = (value: number): number => Math.round(value * 100);
        const sum = printed.terms.reduce((sum, term) => sum + hundredths(term), 0);
        expect(sum).toBe(hundredths(printed.total));
        expect(Math.abs(printed.total - exact)).toBeLessThanOrEqual(0.00501);
        printed.terms.forEach((term, index) => {
          expect(Math.abs(term - (terms[index] ?? NaN))).toBeLessThan(0.0100001);
        });
      }),
    );
  });
});
