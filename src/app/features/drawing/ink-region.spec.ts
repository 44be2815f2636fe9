import { DEFAULT_BRUSH, eraseAlong, growStroke, type BrushStroke, type Drawing } from '#model';
import { changedRegion, type Region } from './ink-region.ts';

/** A stroke that winds outwards over the sheet. */
function winding(count: number): BrushStroke {
  const points = Array.from({ length: count }, (_, index) => {
    const angle = index * 0.1;
    const radius = 3 + (9 * index) / count;
    return {
      x: 14 + radius * Math.cos(angle),
      y: 14 + radius * Math.sin(angle),
      pressure: (index % 10) / 10,
    };
  });
  return { points, brush: DEFAULT_BRUSH };
}
const at = (x: number, y: number) => ({ x, y, pressure: 0.5 });
const dot = (x: number, y: number): BrushStroke => ({ points: [at(x, y)], brush: DEFAULT_BRUSH });
const drawing = (...strokes: BrushStroke[]): Drawing => ({ strokes });

/** Width and height of a region. */
function extent(region: Region | undefined): number[] {
  return region ? [region.right - region.left, region.bottom - region.top] : [];
}
/** The widest line plus a short movement of the hand. */
const LITTLE = 6;

describe('changedRegion', () => {
  it('is undefined when no line changed', () => {
    const stroke = winding(60);
    expect(changedRegion(drawing(stroke), drawing(stroke))).toBeUndefined();
  });

  it('is only as large as the new part of a stroke, however long the stroke is', () => {
    const begun = growStroke(winding(800), []);
    const { x, y } = begun.points.at(-1) ?? at(0, 0);
    const grown = growStroke(begun, [at(x + 1, y)]);
    const before = dot(2, 2);
    const region = changedRegion(drawing(before, begun), drawing(before, grown));
    expect(Math.max(...extent(region))).toBeLessThan(LITTLE);
  });

  it('is only as large as the part erased or restored', () => {
    const long = winding(800);
    const before = drawing(dot(2, 26), long, dot(14, 14));
    const wiped = eraseAlong(before, { from: at(14, 4), to: at(14.5, 4), radius: 1 });
    const again = eraseAlong(wiped, { from: at(24, 14), to: at(24, 14.5), radius: 1 });
    expect(wiped.strokes.length).toBeGreaterThan(before.strokes.length);
    for (const [one, other] of [
      [before, wiped],
      [wiped, before],
      [wiped, again],
      [again, wiped],
    ] as const) {
      // It includes the end of the last line, the dot.
      const { left = 0, top = 0, right = 0, bottom = 0 } = changedRegion(one, other) ?? {};
      expect(right - Math.min(left, 14)).toBeLessThan(16);
      expect(bottom - top).toBeLessThan(16);
    }
  });

  it('covers strokes that were added or removed', () => {
    const [a, b, c] = [dot(4, 4), dot(20, 5), dot(9, 20)];
    expect(changedRegion(drawing(a, b), drawing(a, b, c))?.bottom).toBeCloseTo(21.1, 9);
    expect(changedRegion(drawing(a, c), drawing(c))?.left).toBeCloseTo(2.9, 9);
    expect(changedRegion(drawing(a, c), drawing(b, c))?.right).toBeCloseTo(21.1, 9);
    expect(extent(changedRegion(drawing(), drawing(a))).every((it) => it < LITTLE)).toBeTrue();
  });
});
