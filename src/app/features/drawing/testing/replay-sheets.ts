import { BLANK_DRAWING } from '#model';
import { InkSheet } from '../ink-sheet.ts';
import type { Palette } from '../paint-ink.ts';
import { lostPixels } from './lost-ink.ts';
import { seeded, seededStrokes, sheetFrames, type HandStroke } from './sheet-history.ts';

/** Strokes that come onto a sheet of their own, and what else happens to it. */
export interface SheetRun {
  readonly strokes: readonly HandStroke[];
  /** Of what happens in between. */
  readonly seed: number;
  /** Ink 0..1, row-major, `[28][28]`, that lies under the strokes. */
  readonly picture?: readonly number[];
}

const PALETTE: Palette = { ink: [20, 20, 40], paper: [255, 255, 255] };

/** Seeded drawings of so many points a stroke. */
export function seededRuns(count: number, pointCount: number): SheetRun[] {
  return Array.from({ length: count }, (_, index) => {
    const seed = 1000 * pointCount + index;
    return { strokes: seededStrokes(pointCount > 20 ? 2 : 4, pointCount, seeded(seed)), seed };
  });
}

/**
 * Draws on sheets of this page, all of them at the same time, and compares each with one that was painted from the start.
 * @returns how many pixels of each differ (`lostPixels`)
 */
export async function replaySheets(runs: readonly SheetRun[]): Promise<number[]> {
  const sheets = runs.map(({ strokes, seed, picture }) => {
    const canvas = document.createElement('canvas');
    canvas.style.cssText = 'position: fixed; inset: 0; inline-size: 200px';
    document.body.append(canvas);
    return {
      canvas,
      ink: new InkSheet(canvas, () => undefined),
      frames: sheetFrames(strokes, seeded(seed), picture && Float32Array.from(picture)),
      drawing: BLANK_DRAWING,
    };
  });
  for (let left = sheets; left.length > 0;) {
    await new Promise(requestAnimationFrame);
    left = left.filter((sheet) => {
      const next = sheet.frames.next();
      if (next.done) return false;
      const { drawing, size } = next.value;
      sheet.drawing = drawing;
      if (size === sheet.canvas.width) sheet.ink.show(drawing);
      else sheet.ink.renew(size, PALETTE, drawing);
      return true;
    });
  }
  return sheets.map(({ canvas, drawing }) => {
    const lost = lostPixels(canvas, drawing, PALETTE);
    canvas.remove();
    return lost;
  });
}
