import fc from 'fast-check';
import { DrawingImages, isLongDrawing } from './drawing-images.ts';
import {
  BLANK_DRAWING,
  DEFAULT_BRUSH,
  growStroke,
  renderDrawing,
  type BrushStroke,
  type Drawing,
} from './drawing.ts';
import { centreOfMass, drawSegment } from './ink.ts';
import { prepareDrawing } from './prepare-drawing.ts';
import { resampled } from './prepare-image.ts';
import { preparePaths } from './prepare-input.ts';
import { strokePath, type InkPoint } from './stroke.ts';

const point = fc.record({
  // Including NaN and infinity: such points are left out.
  x: fc.oneof(
    { weight: 9, arbitrary: fc.double({ min: 0, max: 28, noNaN: true }) },
    fc.constant(NaN),
  ),
  y: fc.double({ min: 0, max: 28, noNaN: true }),
  pressure: fc.double({ min: 0, max: 1 }),
});
const brush = fc.record({
  size: fc.double({ min: 1, max: 5, noNaN: true }),
  strength: fc.double({ min: 0.2, max: 1, noNaN: true }),
});
/** A hand-drawn stroke: a few points at a time. */
const steps = fc.array(fc.array(point, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 8,
});
const strokes = fc.array(fc.tuple(steps, brush), { minLength: 1, maxLength: 3 });
const raster = fc.option(
  fc
    .integer({ min: 1, max: 9 })
    .map((dots) =>
      Float32Array.from(
        { length: 784 },
        (_, pixel) => ((pixel * dots) % 10) / (pixel % 7 === 0 ? 10 : 90),
      ),
    ),
  { nil: undefined, freq: 3 },
);

/** The drawing after each movement of the hand. */
function* drawn(
  strokes: readonly (readonly [readonly InkPoint[][], BrushStroke['brush']])[],
  raster?: Float32Array,
): Generator<Drawing> {
  let done: readonly BrushStroke[] = [];
  for (const [steps, brush] of strokes) {
    let stroke: BrushStroke | undefined;
    for (const points of steps) {
      stroke = stroke ? growStroke(stroke, points) : { points, brush };
      yield { strokes: [...done, stroke], ...(raster && { raster }) };
    }
    if (stroke) done = [...done, stroke];
  }
}

/** The same drawing in new objects. */
function copyOf({ strokes, raster }: Drawing): Drawing {
  return {
    strokes: strokes.map(({ points, brush }) => ({ points: [...points], brush })),
    ...(raster && { raster }),
  };
}

/** A line of any length that winds over the pad. */
function winding(index: number): InkPoint {
  return {
    x: 14 + 9 * Math.sin(index * 0.05) + 2 * Math.sin(index * 0.011),
    y: 14 + 9 * Math.cos(index * 0.043),
    pressure: 0.5,
  };
}

function windingOf(count: number): BrushStroke {
  let stroke: BrushStroke = { points: [winding(0)], brush: DEFAULT_BRUSH };
  for (let index = 1; index < count; index++) stroke = growStroke(stroke, [winding(index)]);
  return stroke;
}

describe('DrawingImages', () => {
  it('gives the same bits for a growing drawing as for one drawn at once', () => {
    fc.assert(
      fc.property(strokes, raster, (strokes, raster) => {
        const images = new DrawingImages();
        for (const drawing of drawn(strokes, raster)) {
          const copy = copyOf(drawing);
          expect(images.render(drawing)).toEqual(renderDrawing(copy));
          expect(images.prepare(drawing)).toEqual(prepareDrawing(copy));
          if (raster) continue;
          const paths = copy.strokes.map(({ points }) => strokePath(points));
          expect(images.prepare(drawing)).toEqual(preparePaths(paths));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('follows drawing something else, undoing and clearing', () => {
    const images = new DrawingImages();
    const [one, two] = [windingOf(40), windingOf(300)];
    const picture = new Float32Array(784).fill(0.4, 200, 300);
    for (const drawing of [
      { strokes: [one] },
      { strokes: [one, two] },
      { strokes: [one] },
      { strokes: [two], raster: picture },
      { strokes: [growStroke(two, [winding(7)])], raster: picture },
      { strokes: [two], raster: picture },
      { strokes: [], raster: picture },
      BLANK_DRAWING,
      { strokes: [two, one] },
    ]) {
      expect(images.render(drawing)).toEqual(renderDrawing(copyOf(drawing)));
      expect(images.prepare(drawing)).toEqual(prepareDrawing(copyOf(drawing)));
    }
  });

  it('is only slightly off in rough mode, and exact otherwise', () => {
    const images = new DrawingImages();
    let stroke = windingOf(1);
    let most = 0;
    for (let index = 1; index < 600; index++) {
      stroke = growStroke(stroke, [winding(index)]);
      const drawing = { strokes: [stroke] };
      const rough = images.prepare(drawing, true);
      if (index % 20 > 0) continue;
      const exact = prepareDrawing(copyOf(drawing));
      most = rough.reduce(
        (most, ink, pixel) => Math.max(most, Math.abs(ink - (exact[pixel] ?? 0))),
        most,
      );
    }
    // A 64th of a pixel on both axes, over the 1.1 pixels in which ink fades, twice: the centre is off as well.
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan((2 * Math.SQRT2) / 64 / 1.1);
    const drawing = { strokes: [stroke] };
    expect(images.prepare(drawing)).toEqual(prepareDrawing(copyOf(drawing)));
  });

  it('does as much work for another point of a long line as of a short one', () => {
    const { sqrt } = Math;
    // The number of distances from pixels to pieces of the line.
    let distances = 0;
    const workAt = (count: number): number => {
      const images = new DrawingImages();
      let stroke = windingOf(count);
      const step = (): void => {
        images.prepare({ strokes: [stroke] }, true);
        images.render({ strokes: [stroke] });
        stroke = growStroke(stroke, [winding(stroke.points.length)]);
      };
      step();
      distances = 0;
      for (let index = 0; index < 50; index++) step();
      return distances;
    };
    try {
      Math.sqrt = (square) => {
        distances++;
        return sqrt(square);
      };
      expect(workAt(5000)).toBeLessThan(1.2 * workAt(1000));
    } finally {
      Math.sqrt = sqrt;
    }
  });

  it('fits a picture and lines together, the pen and all, whichever reaches further', () => {
    const square = (left: number, top: number, size: number): Float32Array =>
      Float32Array.from({ length: 784 }, (_, pixel) => {
        const [x, y] = [pixel % 28, Math.floor(pixel / 28)];
        return x >= left && x < left + size && y >= top && y < top + size ? 1 : 0;
      });
    // A dot of 2.2 units beside, above and inside a square: the box's middle and longer side.
    for (const [raster, dot, middle, side] of [
      [square(4, 4, 10), [23, 9], [14.05, 9], 20.1],
      [square(14, 14, 10), [4, 19], [13.45, 19], 21.1],
      [square(4, 4, 10), [9, 23], [9, 14.05], 20.1],
      [square(14, 14, 10), [19, 4], [19, 13.45], 21.1],
      [square(4, 6, 16), [12, 14], [12, 14], 16],
      // No larger than a dot: it is not blown up further than by 20 / 3.
      [square(10, 10, 2), [11, 11], [11, 11], 3],
    ] as const) {
      const [from, scale] = [{ x: middle[0], y: middle[1] }, 20 / side];
      const imageAt = (to: { readonly x: number; readonly y: number }): Float32Array => {
        const image = resampled(raster, 28, { scale, from, to });
        const at = {
          x: to.x + (dot[0] - from.x) * scale,
          y: to.y + (dot[1] - from.y) * scale,
        };
        drawSegment(image, at, at, 1.25);
        return image;
      };
      const mass = centreOfMass(imageAt({ x: 14, y: 14 })) ?? { x: NaN, y: NaN };
      const shift = (from: number): number => Math.min(4, Math.max(-4, 14.5 - from));
      const wanted = imageAt({ x: 14 + shift(mass.x), y: 14 + shift(mass.y) });
      const points = [{ x: dot[0], y: dot[1], pressure: 0.5 }];
      const found = prepareDrawing({ strokes: [{ points, brush: DEFAULT_BRUSH }], raster });
      const most = found.reduce((m, ink, i) => Math.max(m, Math.abs(ink - (wanted[i] ?? NaN))), 0);
      expect(most).withContext(`a dot at ${dot.join()}`).toBeLessThan(1e-5);
    }
  });

  it('calls a drawing long beyond 2,000 settled places', () => {
    const points = Array.from({ length: 2001 }, (_, index) => winding(index));
    const cut = (count: number): BrushStroke => ({
      points: points.slice(0, count),
      brush: DEFAULT_BRUSH,
      isCut: true,
    });
    expect(isLongDrawing(BLANK_DRAWING)).toBeFalse();
    expect(isLongDrawing({ strokes: [cut(2000)] })).toBeFalse();
    expect(isLongDrawing({ strokes: [cut(2001)] })).toBeTrue();
  });

  it('calls a drawing long whatever it is made of', () => {
    const short = windingOf(100);
    expect(isLongDrawing({ strokes: [short] })).toBeFalse();
    expect(isLongDrawing({ strokes: [windingOf(700)] })).toBeTrue();
    expect(isLongDrawing({ strokes: Array.from({ length: 7 }, () => short) })).toBeTrue();
  });
});
