import { BLANK_DRAWING, DEFAULT_BRUSH, growStroke, type BrushStroke } from '#model';
import { InkPainter } from './ink-painter.ts';
import { paintInk, type Palette } from './paint-ink.ts';
import { replayDrawings, seededRuns } from './testing/replay-drawings.ts';
import { seeded, seededStrokes } from './testing/drawing-frames.ts';

const PALETTE: Palette = { ink: [20, 20, 40], paper: [255, 255, 255] };

describe('InkPainter', () => {
  // For canvases painted by a GPU, see projects/e2e/src/ink.e2e.ts.
  it('paints drawings as if all at once, after erasing, undoing and resizing', async () => {
    const runs = [3, 6, 20, 100].flatMap((pointCount) => seededRuns(2, pointCount));
    expect(await replayDrawings(runs)).toEqual(runs.map(() => 0));
  });

  it('paints growing lines as if all at once, up to the last pixel at their edges', () => {
    const size = 300;
    const [canvas, whole] = ['', ''].map(() => document.createElement('canvas'));
    if (!canvas || !whole) throw new Error('expected two canvases');
    const painter = new InkPainter(canvas, () => undefined);
    painter.reset(size, PALETTE, BLANK_DRAWING);
    let done: readonly BrushStroke[] = [];
    for (const { points, brush } of seededStrokes(5, 12, seeded(4))) {
      // With weak ink, lines are painted in another way, which rounds colours slightly differently.
      const strong = { ...brush, strength: 1 };
      let stroke: BrushStroke = { points: points.slice(0, 1), brush: strong };
      for (const point of points.slice(1)) {
        painter.show({ strokes: [...done, stroke] });
        stroke = growStroke(stroke, [point]);
      }
      done = [...done, stroke];
    }
    painter.show({ strokes: done });
    whole.width = whole.height = size;
    const context = whole.getContext('2d');
    if (!context) throw new Error('expected a 2D context');
    paintInk(context, { strokes: done }, PALETTE);
    const pixels = [canvas, whole].map(
      (one) => one.getContext('2d')?.getImageData(0, 0, size, size).data,
    );
    expect(pixels[0]?.some((part) => part > 0)).toBeTrue();
    expect(pixels[0]).toEqual(pixels[1]);
  });

  it('repaints everything when the GPU has lost it', () => {
    const canvas = document.createElement('canvas');
    let losses = 0;
    const painter = new InkPainter(canvas, () => losses++);
    const point = { x: 14, y: 14, pressure: 0.5 };
    const drawing = { strokes: [{ points: [point], brush: DEFAULT_BRUSH }] };
    painter.reset(280, PALETTE, drawing);
    canvas.dispatchEvent(new Event('contextrestored'));
    expect(losses).toBe(1);
    canvas.getContext('2d')?.clearRect(0, 0, 280, 280);
    painter.reset(280, PALETTE, drawing);
    expect(canvas.getContext('2d')?.getImageData(140, 140, 1, 1).data[3]).toBe(255);
  });
});
