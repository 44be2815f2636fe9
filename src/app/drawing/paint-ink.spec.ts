import type { Stroke } from '#model';
import { changedRegion } from './ink-region';
import { paintInk } from './paint-ink';

const SIZE_PX = 201;
/**
 * Skia smooths the edges of short lines in another way inside a clip (a pixel of them differs by up to 90 of
 * 255, measured); a missing or doubled piece of ink differs by all.
 */
const HALF_INK = 128;

/** A stroke that winds over the sheet, slow and fast, with its pressure changing. */
function winding(points: number, turns: number): Stroke {
  return Array.from({ length: points }, (_, i) => {
    const angle = (i / points) * turns * 2 * Math.PI;
    const radius = 3 + (9 * i) / points;
    return {
      ...{ x: 14 + radius * Math.cos(angle), y: 14 + radius * Math.sin(angle * 1.3) },
      ...{ pressure: (i % 10) / 10, time: i * 16 },
    };
  });
}

describe('paintInk', () => {
  const sheet = (): CanvasRenderingContext2D => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = SIZE_PX;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('expected a 2D context');
    return context;
  };
  const pixels = (context: CanvasRenderingContext2D): Uint8ClampedArray =>
    context.getImageData(0, 0, SIZE_PX, SIZE_PX).data;

  it('painted part by part as a hand draws and undoes, looks as if painted at once', () => {
    const first = winding(30, 1);
    const second = winding(60, 3);
    const drawings: (readonly Stroke[])[] = [[]];
    for (let count = 1; count <= first.length; count += 3) drawings.push([first.slice(0, count)]);
    for (let count = 1; count <= second.length; count += 2) {
      drawings.push([first, second.slice(0, count)]);
    }
    drawings.push([first], [second], [], [first, second]);
    const parts = sheet();
    const whole = sheet();
    let painted: readonly Stroke[] = [];
    for (const strokes of drawings) {
      const region = changedRegion(painted, strokes);
      if (region) paintInk(parts, strokes, 'black', region);
      painted = strokes;
      paintInk(whole, strokes, 'black');
      const expected = pixels(whole);
      const differences = pixels(parts).map((value, i) => Math.abs(value - (expected[i] ?? 0)));
      const most = differences.reduce((one, other) => Math.max(one, other), 0);
      expect(most).withContext(`${strokes.length} strokes`).toBeLessThan(HALF_INK);
    }
    expect(pixels(whole).some((value) => value > 0)).toBeTrue();
  });

  it('has nothing to do where nothing changed, and little where a stroke grew', () => {
    const stroke = winding(60, 3);
    expect(changedRegion([stroke], [stroke])).toBeUndefined();
    const region = changedRegion([stroke.slice(0, 58)], [stroke.slice(0, 59)]);
    expect((region?.right ?? 28) - (region?.left ?? 0)).toBeLessThan(8);
    expect((region?.bottom ?? 28) - (region?.top ?? 0)).toBeLessThan(8);
  });
});
