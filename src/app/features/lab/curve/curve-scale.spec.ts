import type { CurvePoint } from '../../../network/lab/shared/curve.ts';
import { areApart, CurveScale, nearestTo, newShare } from './curve-scale.ts';

const at = (images: number, accuracy: number, ownAccuracy = accuracy): CurvePoint => ({
  ...{ images, accuracy, ownAccuracy, loss: 1, ownLoss: 1, tested: 1000 },
});

describe('the scale of the curve', () => {
  it('is as wide for each doubling', () => {
    // From 32 to 32,768 there are ten of them.
    const scale = new CurveScale(32_768, 0);
    const points = [at(0, 0), at(64, 0.5), at(128, 1), at(32_768, 0.9)];
    expect(scale.path(points, newShare)).toBe('M0.0 1000.0L100.0 500.0L200.0 0.0L1000.0 100.0');
  });

  it('ends at the next doubling where no end is known', () => {
    expect(new CurveScale(undefined, 10).total).toBe(1024);
    expect(new CurveScale(undefined, 1024).total).toBe(2048);
    expect(new CurveScale(undefined, 5000).total).toBe(8192);
  });

  it('has a number at every third doubling, and at the end if it is far enough', () => {
    expect(new CurveScale(50_000, 0).ticks()).toEqual([64, 512, 4096, 50_000]);
    expect(new CurveScale(40_000, 0).ticks()).toEqual([64, 512, 4096, 40_000]);
    expect(new CurveScale(1024, 0).ticks()).toEqual([64, 512, 1024]);
  });

  it('closes the area between both curves', () => {
    const scale = new CurveScale(32_768, 0);
    expect(scale.gap([at(64, 0.5, 0.6)])).toBe('');
    expect(scale.gap([at(64, 0.5, 0.6), at(128, 0.7, 1)])).toBe(
      'M100.0 500.0L200.0 300.0L200.0 0.0L100.0 400.0Z',
    );
  });

  it('tells the curves apart from three points of 100 on', () => {
    expect([undefined, at(64, 0.5, 0.52), at(64, 0.5, 0.53)].map(areApart)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('finds the moment that is nearest', () => {
    expect([0, 0.2, 0.26, 1].map((place) => nearestTo(place, [0, 0.5, 1]))).toEqual([0, 0, 1, 2]);
  });
});
