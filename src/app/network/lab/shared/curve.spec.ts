import { errorOfShare, standsApart, upTo } from './curve.ts';

describe('the curve of a run', () => {
  it('has points as far apart as can be seen on a logarithmic axis', () => {
    expect(standsApart(0, undefined)).toBeTrue();
    expect(standsApart(1, 0)).toBeTrue();
    expect(standsApart(100, 96)).toBeFalse();
    expect(standsApart(1050, 1000)).toBeFalse();
    expect(standsApart(1051, 1000)).toBeTrue();
  });

  it('has shares of 1,000 digits that are right to 1.9 points at 90 %', () => {
    expect(errorOfShare(0.9, 1000)).toBeCloseTo(0.0186, 4);
    expect(errorOfShare(0.9, 10_000)).toBeCloseTo(0.0059, 4);
  });

  it('goes back with its run', () => {
    const points = [0, 64, 128].map((images) => ({
      ...{ images, accuracy: 0.5, loss: 1, ownAccuracy: 0.5, ownLoss: 1, tested: 1000 },
    }));
    expect(upTo(points, 64).map(({ images }) => images)).toEqual([0, 64]);
  });
});
