import { BLANK_DRAWING, type BrushStroke, type Drawing } from '#model';
import { paintInk, type Palette } from './paint-ink.ts';

const SIZE_PX = 201;
const PALETTE: Palette = { ink: [0, 0, 0], paper: [255, 255, 255] };
describe('paintInk', () => {
  const sheet = (): CanvasRenderingContext2D => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = SIZE_PX;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('expected a 2D context');
    return context;
  };
  /** Ink from 0 to 255 at a coordinate in pad units, and how opaque it is. */
  function inkAt(drawing: Drawing, x: number, y: number): [ink: number, alpha: number] {
    const context = sheet();
    paintInk(context, drawing, PALETTE);
    const at = (coordinate: number): number => Math.round((coordinate / 28) * SIZE_PX);
    const [red = NaN, , , alpha = NaN] = context.getImageData(at(x), at(y), 1, 1).data;
    return [255 - red, alpha];
  }
  const level = (y: number, strength: number): BrushStroke => ({
    points: [4, 24].map((x) => ({ x, y, pressure: 0.5 })),
    brush: { size: 3, strength },
  });

  it('paints weak ink evenly; the stronger wins where lines cross, whichever came first', () => {
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
});
