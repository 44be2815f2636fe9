import { BLANK_DRAWING } from '#model';
import { InkPainter } from '../ink-painter.ts';
import type { Palette } from '../paint-ink.ts';
import { lostPixels } from './lost-ink.ts';
import { seeded, seededStrokes, drawingFrames, type HandStroke } from './drawing-frames.ts';

/** Strokes that are drawn on a canvas of their own, and what else happens there. */
export interface DrawingRun {
  readonly strokes: readonly HandStroke[];
  /** Seed for what happens between the strokes. */
  readonly seed: number;
  /** Pixel intensities 0..1, row-major, `[28][28]`, drawn below the strokes. */
  readonly picture?: readonly number[];
}

const PALETTE: Palette = { ink: [20, 20, 40], paper: [255, 255, 255] };

/** Seeded drawings with `pointCount` points per stroke. */
export function seededRuns(count: number, pointCount: number): DrawingRun[] {
  return Array.from({ length: count }, (_, index) => {
    const seed = 1000 * pointCount + index;
    return { strokes: seededStrokes(pointCount > 20 ? 2 : 4, pointCount, seeded(seed)), seed };
  });
}

/**
 * Draws on canvases in this page, all at the same time, and compares each with one that is painted in one go.
 * @returns how many pixels of each differ (`lostPixels`)
 */
export async function replayDrawings(runs: readonly DrawingRun[]): Promise<number[]> {
  const canvases = runs.map(({ strokes, seed, picture }) => {
    const canvas = document.createElement('canvas');
    canvas.style.cssText = 'position: fixed; inset: 0; inline-size: 200px';
    document.body.append(canvas);
    return {
      canvas,
      painter: new InkPainter(canvas, () => undefined),
      frames: drawingFrames(strokes, seeded(seed), picture && Float32Array.from(picture)),
      drawing: BLANK_DRAWING,
    };
  });
  for (let left = canvases; left.length > 0;) {
    await new Promise(requestAnimationFrame);
    left = left.filter((one) => {
      const next = one.frames.next();
      if (next.done) return false;
      const { drawing, size } = next.value;
      one.drawing = drawing;
      if (size === one.canvas.width) one.painter.show(drawing);
      else one.painter.reset(size, PALETTE, drawing);
      return true;
    });
  }
  return canvases.map(({ canvas, drawing }) => {
    const lost = lostPixels(canvas, drawing, PALETTE);
    canvas.remove();
    return lost;
  });
}
