import { updateParameter } from './update-parameter.ts';

const PLAIN = {
  ...{ beta1: 0, beta2: 1, epsilon: 1, stepSize: 0.5, rootCorrection: 0 },
  ...{ decay: 1, averagingShare: 0 },
};

describe('updateParameter', () => {
  it('goes against the gradient', () => {
    const state = { value: 3, first: 7, second: 0, average: 10 };
    expect(updateParameter(state, 4, PLAIN)).toEqual({ ...state, value: 1, first: 4 });
  });

  it('remembers shares of the means, and divides by the root of the second', () => {
    const state = { value: 3, first: 2, second: 12, average: 10 };
    const constants = { ...PLAIN, beta1: 0.75, beta2: 0.25, rootCorrection: 2, epsilon: 2 };
    // First: 0.75 * 2 + 0.25 * 4; second: 0.25 * 12 + 0.75 * 16; 3 - 0.5 * 2.5 / (sqrt(15) * 2 + 2).
    const { value, first, second } = updateParameter(state, 4, constants);
    expect([first, second]).toEqual([2.5, 15]);
    expect(value).toBeCloseTo(3 - 1.25 / (2 * Math.sqrt(15) + 2), 12);
  });

  it('shrinks by the decay before its step', () => {
    const state = { value: 8, first: 0, second: 0, average: 0 };
    expect(updateParameter(state, 2, { ...PLAIN, decay: 0.75 }).value).toBe(8 * 0.75 - 1);
  });

  it('moves the average towards the new value by its share', () => {
    const state = { value: 3, first: 0, second: 0, average: 9 };
    expect(updateParameter(state, 4, { ...PLAIN, averagingShare: 0.25 }).average).toBe(7);
    expect(updateParameter(state, 4, { ...PLAIN, averagingShare: 1 }).average).toBe(1);
  });
});
