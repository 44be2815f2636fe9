import { BLANK_DRAWING, DEFAULT_BRUSH, type BrushStroke, type Drawing } from '#model';
import { changedRegion } from './ink-region.ts';
import { colourOf, paintInk, type Palette } from './paint-ink.ts';

const SIZE_PX = 201;
const PALETTE: Palette = { ink: [0, 0, 0], paper: [255, 255, 255] };
/**
 * Skia smooths the edges of short lines in another way inside a clip (a pixel of them differs by up to 90 of
 * 255, measured); a missing or doubled piece of ink differs by all.
 */
const HALF_INK = 128;

/** A stroke that winds over the sheet, slow and fast, with its pressure changing. */
function winding(count: number, turns: number, brush = DEFAULT_BRUSH): BrushStroke {
  const points = Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * turns * 2 * Math.PI;
    const radius = 3 + (9 * i) / count;
    return {
      ...{ x: 14 + radius * Math.cos(angle), y: 14 + radius * Math.sin(angle * 1.3) },
      ...{ pressure: (i % 10) / 10 },
    };
  });
  return { points, brush };
}

/** The stroke when the hand has gone to its first points only. */
function begun({ points, brush }: BrushStroke, count: number): BrushStroke {
  return { points: points.slice(0, count), brush };
}

describe('paintInk', () => {
  const sheet = (): CanvasRenderingContext2D => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = SIZE_PX;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('expected a 2D context');
    return context;
  };
  /** Ink of every pixel, 0..255: how dark it makes white paper. */
  const inks = (context: CanvasRenderingContext2D): number[] => {
    const { data } = context.getImageData(0, 0, SIZE_PX, SIZE_PX);
    return Array.from({ length: data.length / 4 }, (_, pixel) => {
      const [red = NaN, , , alpha = NaN] = data.subarray(pixel * 4, pixel * 4 + 4);
      return ((255 - red) * alpha) / 255;
    });
  };

  it('painted part by part as a hand draws and undoes, looks as if painted at once', () => {
    const first = winding(30, 1);
    const second = winding(60, 3, { size: 3, strength: 0.4 });
    const drawings: BrushStroke[][] = [[]];
    for (let count = 1; count <= 30; count += 3) drawings.push([begun(first, count)]);
    for (let count = 1; count <= 60; count += 2) drawings.push([first, begun(second, count)]);
    drawings.push([first], [second], [], [first, second]);
    const parts = sheet();
    const whole = sheet();
    let painted: readonly BrushStroke[] = [];
    for (const strokes of drawings) {
      const region = changedRegion(painted, strokes);
      if (region) paintInk(parts, { strokes }, PALETTE, region);
      painted = strokes;
      paintInk(whole, { strokes }, PALETTE);
      const expected = inks(whole);
      const differences = inks(parts).map((value, i) => Math.abs(value - (expected[i] ?? 0)));
      const most = differences.reduce((one, other) => Math.max(one, other), 0);
      expect(most).withContext(`${strokes.length} strokes`).toBeLessThan(HALF_INK);
    }
    expect(inks(whole).some((value) => value > 0)).toBeTrue();
  });

  it('has nothing to do where nothing changed, and little where a stroke grew', () => {
    const stroke = winding(60, 3);
    expect(changedRegion([stroke], [stroke])).toBeUndefined();
    const region = changedRegion([begun(stroke, 58)], [begun(stroke, 59)]);
    expect((region?.right ?? 28) - (region?.left ?? 0)).toBeLessThan(8);
    expect((region?.bottom ?? 28) - (region?.top ?? 0)).toBeLessThan(8);
  });

  /** Ink from 0 to 255 at a place in pad units, and how opaque it is. */
  function inkAt(drawing: Drawing, x: number, y: number): [ink: number, alpha: number] {
    const context = sheet();
    paintInk(context, drawing, PALETTE);
    const at = (place: number): number => Math.round((place / 28) * SIZE_PX);
    const [red = NaN, , , alpha = NaN] = context.getImageData(at(x), at(y), 1, 1).data;
    return [255 - red, alpha];
  }
  const level = (y: number, strength: number): BrushStroke => ({
    points: [4, 24].map((x) => ({ x, y, pressure: 0.5 })),
    brush: { size: 3, strength },
  });

  it('paints weak ink evenly, and the stronger where lines cross, whichever came first', () => {
    const upright: BrushStroke = {
      points: [4, 24].map((y) => ({ x: 14, y, pressure: 0.5 })),
      brush: { size: 3, strength: 0.4 },
    };
    for (const strokes of [
      [level(14, 0.8), upright],
      [upright, level(14, 0.8)],
    ]) {
      expect(inkAt({ strokes }, 8, 14)).toEqual([204, 255]);
      expect(inkAt({ strokes }, 14, 8)).toEqual([102, 255]);
      expect(inkAt({ strokes }, 14, 14)).toEqual([204, 255]);
    }
  });

  it('paints a picture with its ink, and strokes over it', () => {
    const raster = new Float32Array(784).fill(0.5);
    const drawing = { strokes: [level(14, 1)], raster };
    expect(inkAt(drawing, 14, 5)[1]).toBeCloseTo(127.5, -1);
    expect(inkAt(drawing, 14, 14)).toEqual([255, 255]);
    expect(inkAt(BLANK_DRAWING, 14, 14)).toEqual([255, 0]);
  });

  it('knows the numbers of a colour', () => {
    expect(colourOf('rgb(28, 34, 51)')).toEqual([28, 34, 51]);
  });
});
