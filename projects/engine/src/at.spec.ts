import { at } from './at.ts';

describe('at', () => {
  it('gives the element, zero and false too', () => {
    expect([at([false], 0), at(Float32Array.of(7, 0), 1)]).toEqual([false, 0]);
  });

  it('throws outside', () => {
    for (const index of [-1, 2, 0.5, NaN]) {
      expect(() => at(Float32Array.of(1, 2), index)).toThrowError(
        RangeError,
        `index: expected 0 to 1, found ${index}`,
      );
    }
  });
});
