import { learningRateAt } from './learning-rate.ts';

describe('learningRateAt', () => {
  it('is constant when asked to be', () => {
    const rates = [0, 1, 999].map((step) =>
      learningRateAt(step, 1000, 0.002, { kind: 'constant' }, Math.cos),
    );
    expect(rates).toEqual([0.002, 0.002, 0.002]);
  });

  it('warms up in even steps, then falls along half a cosine', () => {
    const schedule = { kind: 'cosine', warmupSteps: 4, finalFactor: 0.1 } as const;
    const rateAt = (step: number): number => learningRateAt(step, 104, 1, schedule, Math.cos);
    expect([0, 1, 2, 3].map(rateAt)).toEqual([0.25, 0.5, 0.75, 1]);
    expect(rateAt(4)).toBe(1);
    // A quarter, half and all of the way: (1 + cos(45°))/2, 1/2 and 0 of what lies above the floor.
    expect(rateAt(29)).toBeCloseTo(0.1 + 0.9 * 0.8535533905932737, 12);
    expect(rateAt(54)).toBeCloseTo(0.55, 12);
    expect(rateAt(104)).toBeCloseTo(0.1, 12);
  });

  it('copes with a run that ends while warming up', () => {
    const schedule = { kind: 'cosine', warmupSteps: 500, finalFactor: 0 } as const;
    expect(learningRateAt(9, 10, 1, schedule, Math.cos)).toBe(10 / 500);
    expect(learningRateAt(500, 10, 1, schedule, Math.cos)).toBe(1);
  });
});
