import { isFree } from './free-place.ts';

describe('isFree', () => {
  const place = { left: 100, top: 100, width: 80, height: 40 };

  it('keeps away from other texts', () => {
    const beside = { left: 190, top: 90, width: 50, height: 20 };
    expect(isFree(place, [beside], [])).toBeTrue();
    expect(isFree(place, [{ ...beside, left: 184 }], [])).toBeFalse();
    expect(isFree(place, [{ ...beside, top: 20 }], [])).toBeTrue();
  });

  it('fits into the room that a slanted layer leaves, though not into its bounding box', () => {
    // Its lower edge falls from y 60 at the left to y 160 at x 300.
    const layer = [
      { x: 90, y: 0 },
      { x: 300, y: 0 },
      { x: 300, y: 160 },
      { x: 90, y: 60 },
    ];
    expect(isFree({ ...place, top: 120 }, [], [layer])).toBeTrue();
    expect(isFree({ ...place, top: 90 }, [], [layer])).toBeFalse();
    expect(isFree({ ...place, top: 20 }, [], [layer])).toBeFalse();
  });

  it('has all room where nothing is', () => {
    expect(isFree(place, [], [])).toBeTrue();
  });
});
