import fc from 'fast-check';
import {
  BLANK_DRAWING,
  DEFAULT_BRUSH,
  grownBy,
  forEachPiece,
  growStroke,
  isBlankDrawing,
  lineOf,
  lineWidth,
  pathOf,
  renderDrawing,
  type BrushStroke,
} from './drawing.ts';
import { drawInk } from './ink.ts';
import { renderPad } from './prepare-input.ts';
import { strokePath, type InkPoint } from './stroke.ts';

const point = (x: number, y: number, pressure = 0.5): InkPoint => ({ x, y, pressure });
const bent = [point(4, 5), point(9, 6), point(13, 11), point(12, 20)];
const stroke = (points: readonly InkPoint[], brush = DEFAULT_BRUSH): BrushStroke => ({
  points,
  brush,
});
const inkAt = (image: Float32Array, x: number, y: number): number => image[y * 28 + x] ?? NaN;

describe('growStroke', () => {
  const far = [point(3, 3), point(20, 4), point(20.01, 4), point(8, NaN), point(2, 22)];

  it('has the same points and line at every length as a stroke drawn at once', () => {
    let grown = stroke([point(1, 1)]);
    const all: InkPoint[] = [point(1, 1)];
    for (const part of [far.slice(0, 1), far.slice(1, 3), [], far.slice(3), bent]) {
      grown = growStroke(grown, part);
      all.push(...part);
      expect(grown).toEqual(stroke(all));
      expect(pathOf(grown)).toEqual(strokePath([...all]));
    }
  });

  it('does not change the stroke that another one grew from', () => {
    const short = growStroke(stroke(bent), [point(1, 1)]);
    const one = growStroke(short, far);
    const other = growStroke(short, [point(9, 9)]);
    expect(short.points).toEqual([...bent, point(1, 1)]);
    expect(one.points).toEqual([...bent, point(1, 1), ...far]);
    expect(other.points).toEqual([...bent, point(1, 1), point(9, 9)]);
    expect(pathOf(other)).toEqual(strokePath([...other.points]));
    expect(grownBy(short, one)).toEqual(far);
    expect(grownBy(one, short)).toBeUndefined();
    expect(grownBy(short, other)).toBeUndefined();
    expect(grownBy(stroke(bent), one)).toBeUndefined();
  });

  it('stays straight where an eraser has cut', () => {
    const left: BrushStroke = { ...stroke(bent), isCut: true };
    expect(growStroke(left, far)).toEqual({ ...left, points: [...bent, ...far] });
  });

  it('is its own line and path, worked out once', () => {
    const grown = growStroke(stroke(bent), far.slice(0, 1));
    const points = [...bent];
    for (const drawn of [grown, stroke(points), { ...stroke(points), isCut: true as const }]) {
      expect(pathOf(drawn)).toBe(pathOf(drawn));
    }
    expect(lineOf(grown)).toBe(lineOf(grown));
    // Also where a copy has the same points: as many of them as one likes are painted.
    expect(lineOf(stroke(points))).toBe(lineOf(stroke(points)));
  });

  it('goes through the points as they are where an eraser has cut', () => {
    const left: BrushStroke = { ...stroke(bent), isCut: true };
    expect(lineOf(left)).toEqual({ settled: bent, settledCount: 4, end: [] });
    expect(pathOf(left)).toBe(left.points);
  });

  it('tells what a stroke grew by, as one that grew from nothing known', () => {
    const plain = stroke(bent);
    expect(grownBy(plain, growStroke(plain, far))).toEqual(far);
    const first = growStroke(stroke(bent), []);
    expect(grownBy(first, first)).toEqual([]);
    expect(grownBy(stroke(bent), stroke(bent))).toBeUndefined();
    const [once, twice] = [growStroke(first, far.slice(0, 2)), growStroke(first, far.slice(0, 2))];
    expect(grownBy(once, growStroke(once, far.slice(2)))).toEqual(far.slice(2));
    expect(grownBy(once, twice)).toBeUndefined();
    expect(grownBy(first, once)).toEqual(far.slice(0, 2));
    expect(grownBy(first, stroke(bent))).toBeUndefined();
  });

  it('keeps its brush', () => {
    const brush = { size: 4, strength: 0.5 };
    expect(growStroke(growStroke(stroke(bent, brush), far), far).brush).toBe(brush);
  });

  it('survives being copied as plain data', () => {
    const grown = growStroke(stroke(bent), far.slice(0, 3));
    expect(structuredClone(grown)).toEqual(stroke([...bent, ...far.slice(0, 3)]));
    expect(JSON.parse(JSON.stringify(grown))).toEqual(structuredClone(grown));
  });
});

describe('renderDrawing', () => {
  it('draws mouse strokes as the pad always did', () => {
    expect(renderDrawing({ strokes: [stroke(bent)] })).toEqual(renderPad([bent]));
  });

  it('draws lines as wide as their brush, and wider under pressure', () => {
    const level = (pressure: number): InkPoint[] => [
      point(4, 14, pressure),
      point(24, 14, pressure),
    ];
    for (const [size, pressure, width] of [
      [4, 0.5, 4],
      [4, 0, 2.4],
      [4, 1, 5.6],
      [2, 1, 2.8],
      [2, NaN, 1.2],
    ] as const) {
      const brush = { size, strength: 1 };
      expect(lineWidth(brush, pressure)).toBeCloseTo(width, 12);
      const drawn = renderDrawing({ strokes: [stroke(level(pressure), brush)] });
      expect(drawn).toEqual(drawInk([level(pressure)], width));
    }
  });

  it('draws lines as strong as their brush; the stronger wins where they cross', () => {
    const faint = stroke([point(4, 14), point(24, 14)], { size: 3, strength: 0.4 });
    const strong = stroke([point(14, 4), point(14, 24)], { size: 3, strength: 0.9 });
    for (const strokes of [
      [faint, strong],
      [strong, faint],
    ]) {
      const image = renderDrawing({ strokes });
      expect(inkAt(image, 6, 14)).toBeCloseTo(0.4, 6);
      expect(inkAt(image, 14, 6)).toBeCloseTo(0.9, 6);
      expect(inkAt(image, 14, 14)).toBeCloseTo(0.9, 6);
    }
  });

  it('goes straight from point to point after an eraser has cut', () => {
    const cut: BrushStroke = { ...stroke(bent), isCut: true };
    expect(renderDrawing({ strokes: [cut] })).toEqual(drawInk([bent], DEFAULT_BRUSH.size));
  });

  it('draws over a picture without changing it', () => {
    const raster = new Float32Array(784).fill(0.3);
    const image = renderDrawing({ strokes: [stroke([point(14.5, 14.5)])], raster });
    expect(inkAt(image, 14, 14)).toBe(1);
    expect(inkAt(image, 2, 2)).toBeCloseTo(0.3, 6);
    expect(raster.every((ink) => ink === raster[0])).toBeTrue();
  });

  it('gives ink from 0 to 1 for any drawing', () => {
    const any = fc.record({ x: fc.double(), y: fc.double(), pressure: fc.double() });
    fc.assert(
      fc.property(fc.array(fc.array(any, { maxLength: 5 }), { maxLength: 4 }), (lines) => {
        const image = renderDrawing({ strokes: lines.map((points) => stroke(points)) });
        expect(image.every((ink) => ink >= 0 && ink <= 1)).toBeTrue();
      }),
    );
  });
});

describe('forEachPiece', () => {
  it('goes from place to place; a dot is one piece', () => {
    const piecesOf = (path: readonly InkPoint[]): InkPoint[][] => {
      const pieces: InkPoint[][] = [];
      forEachPiece(path, (from, to) => pieces.push([from, to]));
      return pieces;
    };
    const [a, b, c] = [point(1, 1), point(2, 2), point(3, 3)];
    expect(piecesOf([a, b, c])).toEqual([
      [a, b],
      [b, c],
    ]);
    expect(piecesOf([a])).toEqual([[a, a]]);
    expect(piecesOf([])).toEqual([]);
  });
});

describe('isBlankDrawing', () => {
  it('is true only of an empty sheet', () => {
    expect(isBlankDrawing(BLANK_DRAWING)).toBeTrue();
    expect(isBlankDrawing({ strokes: [stroke([point(1, 1)])] })).toBeFalse();
    expect(isBlankDrawing({ strokes: [], raster: new Float32Array(784) })).toBeFalse();
  });
});
