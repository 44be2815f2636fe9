import { arranged, arrangeOn } from './arrangement.ts';

const bar = Float64Array.of(0, 0, 2, 0, 4, 0);
const pole = Float64Array.of(1, 0, 1, 5, 1, 9);

describe('arrangeOn', () => {
  it('finds order and direction of strokes', () => {
    const swapped = [Float64Array.of(1, 9, 1, 5, 1, 0), bar];
    const arrangement = arrangeOn([bar, pole], swapped);
    expect(arrangement).toEqual({ squared: 0, order: [1, 0], isBackwards: [false, true] });
    expect(arranged(swapped, arrangement)).toEqual([bar, pole]);
  });

  it('adds up squared distances of places', () => {
    const lower = Float64Array.of(0, 1, 2, 2, 4, 3);
    expect(arrangeOn([bar], [lower]).squared).toBe(1 + 4 + 9);
  });

  it('takes the order that is best as a whole', () => {
    const [a, b, c] = [0, 3, 4].map((x) => Float64Array.of(x, 0, x, 1));
    // One at a time, 3 would take 3.4 and leave 8 to 4 or 0.
    const lines = [8, 3.4, 2].map((x) => Float64Array.of(x, 0, x, 1));
    expect(a && b && c && arrangeOn([b, c, a], lines).order).toEqual([1, 0, 2]);
  });
});
