import { BLANK_DRAWING, DEFAULT_BRUSH, type BrushStroke } from './drawing.ts';
import { centreOfMass, drawInk } from './ink.ts';
import { prepareDrawing } from './prepare-drawing.ts';
import { prepareImage } from './prepare-image.ts';
import { isBlank, prepareInput } from './prepare-input.ts';

type Place = readonly [x: number, y: number];

const stroke = (...places: readonly Place[]): BrushStroke => ({
  points: places.map(([x, y]) => ({ x, y, pressure: 0.5 })),
  brush: DEFAULT_BRUSH,
});
/** The upper stroke of a seven, and its stem. */
const UPPER = stroke([6, 5], [12, 5.5], [20, 5]);
const STEM = stroke([20, 5], [16, 14], [13, 24]);

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, ink, index) => Math.max(most, Math.abs(ink - (b[index] ?? NaN))), 0);
}
const inkOf = (image: Float32Array): number => image.reduce((sum, ink) => sum + ink, 0);

/** A stroke as a picture, drawn in place by the network's pen. */
const asRaster = ({ points }: BrushStroke): Float32Array => drawInk([points], 2.5);

describe('prepareDrawing', () => {
  it('prepares strokes like prepareInput, whatever their brush', () => {
    const brush = { size: 5, strength: 0.3 };
    const wanted = prepareInput([UPPER.points, STEM.points]);
    expect(prepareDrawing({ strokes: [UPPER, { ...STEM, brush }] })).toEqual(wanted);
  });

  it('prepares a picture like prepareImage', () => {
    const raster = asRaster(STEM);
    expect(prepareDrawing({ strokes: [], raster })).toEqual(prepareImage(raster));
  });

  it('is blank without ink', () => {
    expect(isBlank(prepareDrawing(BLANK_DRAWING))).toBeTrue();
    const raster = new Float32Array(784);
    expect(isBlank(prepareDrawing({ strokes: [], raster }))).toBeTrue();
    const nowhere = stroke([NaN, 4]);
    expect(isBlank(prepareDrawing({ strokes: [nowhere], raster }))).toBeTrue();
    expect(prepareDrawing({ strokes: [STEM], raster })).toEqual(prepareInput([STEM.points]));
  });

  it('leaves out a picture that is too faint for ink', () => {
    const raster = new Float32Array(784).fill(0.05);
    expect(prepareDrawing({ strokes: [STEM], raster })).toEqual(prepareInput([STEM.points]));
  });

  it('treats strokes over a picture nearly as if all were strokes', () => {
    const both = prepareDrawing({ strokes: [STEM], raster: asRaster(UPPER) });
    const strokes = prepareInput([UPPER.points, STEM.points]);
    // A picture's box is found in whole pixels, and its edges are softer: this makes a difference of a fraction of a
    // pixel.
    expect(Math.abs(inkOf(both) - inkOf(strokes))).toBeLessThan(inkOf(strokes) * 0.12);
    expect(largestDifference(both, strokes)).toBeLessThan(0.7);
    expect(centreOfMass(both)?.x).toBeCloseTo(14.5, 1);
    expect(centreOfMass(both)?.y).toBeCloseTo(14.5, 1);
  });

  it('does not depend on where picture and strokes are on the pad', () => {
    const moved = (dx: number, dy: number): Float32Array => {
      const at = (places: readonly Place[]) =>
        stroke(...places.map(([x, y]): Place => [x * 0.5 + dx, y * 0.5 + dy]));
      const upper = at([
        [6, 5],
        [20, 5],
      ]);
      const stem = at([
        [20, 5],
        [13, 24],
      ]);
      return prepareDrawing({ strokes: [stem], raster: asRaster(upper) });
    };
    expect(largestDifference(moved(1, 2), moved(12, 13))).toBeLessThan(1e-5);
  });

  it('goes straight from point to point after an eraser has cut', () => {
    const points = [
      [4, 4],
      [14, 20],
      [24, 4],
    ] as const;
    const cut: BrushStroke = { ...stroke(...points), isCut: true };
    const legs = [stroke(points[0], points[1]), stroke(points[1], points[2])];
    const wanted = prepareInput(legs.map((leg) => leg.points));
    expect(largestDifference(prepareDrawing({ strokes: [cut] }), wanted)).toBeLessThan(1e-6);
  });
});
