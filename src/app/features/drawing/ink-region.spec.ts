import { DEFAULT_BRUSH, eraseAlong, growStroke, type BrushStroke, type Drawing } from '#model';
import { changedRegion, reaches, type Region } from './ink-region.ts';

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
/** A line of these straight pieces. */
const cut = (...points: BrushStroke['points'][number][]): BrushStroke => ({
  points,
  brush: DEFAULT_BRUSH,
  isCut: true,
});
/** Left, top, right and bottom to a thousandth. */
function edges(region: Region | undefined): number[] {
  const { left = NaN, top = NaN, right = NaN, bottom = NaN } = region ?? {};
  return [left, top, right, bottom].map((edge) => +edge.toFixed(3));
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

  it('is as small for whatever width is erased', () => {
    const long: BrushStroke = { ...winding(120), brush: { size: 0.2, strength: 1 } };
    // The line goes through the middle between two points of the pen.
    const [a, b] = [long.points[60] ?? at(0, 0), long.points[61] ?? at(0, 0)];
    const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
    // The end of the last line is where the eraser goes.
    const before = drawing(dot(2, 26), long, { ...dot(x + 2, y), brush: long.brush });
    for (const radius of [0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2]) {
      for (const shift of [0, 0.05, 0.1, 0.15]) {
        const place = { x: x + shift, y };
        const wiped = eraseAlong(before, { from: place, to: place, radius });
        expect(wiped).not.toBe(before);
        for (const region of [changedRegion(before, wiped), changedRegion(wiped, before)]) {
          expect(Math.max(...extent(region)))
            .withContext(`radius ${radius}, shift ${shift}`)
            .toBeLessThan(LITTLE);
        }
      }
    }
  });

  it('covers a straight piece that is cut in two, and not what follows it', () => {
    const whole = drawing(cut(at(4, 14), at(24, 14), at(24, 26)));
    const wiped = eraseAlong(whole, { from: at(14, 14), to: at(14, 14), radius: 1 });
    expect(wiped.strokes.length).toBe(2);
    for (const region of [changedRegion(whole, wiped), changedRegion(wiped, whole)]) {
      expect(edges(region)).toEqual([2.9, 12.9, 25.1, 15.1]);
    }
  });

  it('covers a line from end to end, whichever way it runs', () => {
    const ways = [
      [at(5, 6), at(20, 9)],
      [at(20, 9), at(5, 6)],
      [at(20, 6), at(5, 9)],
      [at(5, 9), at(20, 6)],
    ];
    for (const points of ways) {
      const region = changedRegion(drawing(), drawing({ points, brush: DEFAULT_BRUSH }));
      expect(edges(region)).toEqual([3.9, 4.9, 21.1, 10.1]);
    }
  });

  it('covers the way that a line has gone, and the end that it has left', () => {
    // It goes down to 19 on its way: the middle of the bend at (16, 22) between (13, 16) and (19, 16).
    const begun = growStroke({ points: [at(4, 10), at(10, 10)], brush: DEFAULT_BRUSH }, []);
    const grown = growStroke(begun, [at(16, 22), at(22, 10), at(27, 10)]);
    expect(edges(changedRegion(drawing(begun), drawing(grown)))[3]).toBe(20.1);
    // It turns back, and its point, which was a straight line to (10, 10), becomes a bend.
    const turned = growStroke(growStroke({ points: begun.points, brush: DEFAULT_BRUSH }, []), []);
    const back = growStroke(turned, [at(4, 10.2)]);
    expect(edges(changedRegion(drawing(turned), drawing(back)))[2]).toBe(11.1);
  });

  it('leaves out lines before and after those that changed', () => {
    const [first, last] = [cut(at(1, 1), at(2, 26)), cut(at(26, 1), at(26, 27))];
    const [one, other] = [dot(14, 14), dot(16, 14)];
    const region = changedRegion(drawing(first, one, last), drawing(first, other, last));
    expect(edges(region)).toEqual([12.9, 12.9, 17.1, 15.1]);
  });

  it('covers lines that share a point, and lines whose width changed', () => {
    const corner = at(10, 10);
    const end = dot(10, 10);
    const [one, other] = [cut(corner, at(20, 10)), cut(corner, at(10, 22))];
    for (const [before, after] of [
      [one, other],
      [other, one],
    ] as const) {
      const region = changedRegion(drawing(before, end), drawing(after, end));
      expect(edges(region)).toEqual([8.9, 8.9, 21.1, 23.1]);
    }
    const wide = { ...one, brush: { ...DEFAULT_BRUSH, size: 6 } };
    expect(edges(changedRegion(drawing(one, end), drawing(wide, end)))).toEqual([7, 7, 23, 13]);
  });

  it('is undefined for a line without points', () => {
    const nothing = { points: [], brush: DEFAULT_BRUSH };
    expect(changedRegion(drawing(), drawing(nothing))).toBeUndefined();
  });

  it('covers strokes that were added or removed', () => {
    const [a, b, c] = [dot(4, 4), dot(20, 5), dot(9, 20)];
    expect(changedRegion(drawing(a, b), drawing(a, b, c))?.bottom).toBeCloseTo(21.1, 9);
    expect(changedRegion(drawing(a, c), drawing(c))?.left).toBeCloseTo(2.9, 9);
    expect(changedRegion(drawing(a, c), drawing(b, c))?.right).toBeCloseTo(21.1, 9);
    expect(extent(changedRegion(drawing(), drawing(a))).every((it) => it < LITTLE)).toBeTrue();
  });
});

describe('reaches', () => {
  const [one, other] = [at(5, 7), at(9, 5)];
  const region = (left: number, top: number, right: number, bottom: number): Region => ({
    ...{ left, top, right, bottom },
  });

  it('counts half of the line’s width on each side, up to its very edge', () => {
    const touching = [
      region(10, 0, 28, 28),
      region(0, 0, 4, 28),
      region(0, 8, 28, 28),
      region(0, 0, 28, 4),
      region(6, 6, 7, 7),
    ];
    const apart = [
      region(10.01, 0, 28, 28),
      region(0, 0, 3.99, 28),
      region(0, 8.01, 28, 28),
      region(0, 0, 28, 3.99),
    ];
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      expect(touching.map((it) => reaches(from, to, 2, it))).toEqual(touching.map(() => true));
      expect(apart.map((it) => reaches(from, to, 2, it))).toEqual(apart.map(() => false));
    }
  });
});
