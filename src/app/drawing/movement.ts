import type { Brush, Drawing, InkPoint } from '#model';
import type { DrawingTool } from './drawing-tool.ts';
import { beginStroke, dropChange, erase, extendStroke, type Sketch } from './sketch.ts';

/** The eraser is half as wide again as the brush, and never too small to meet a line. */
const ERASER_SHARE = 0.75;
const SMALLEST_ERASER = 1.2;

/** Radius of the eraser that goes with a brush, pad units. */
export function eraserRadius({ size }: Brush): number {
  return Math.max(SMALLEST_ERASER, size * ERASER_SHARE);
}

/** One movement of pen or eraser over the paper, from touching it to leaving it. */
export class Movement {
  private readonly tool: DrawingTool;
  private readonly brush: Brush;
  /** What this movement left on the paper: when something else is there, it starts anew. */
  private left: Drawing | undefined;
  /** The same, wherever the hand was before. */
  private own: Drawing | undefined;
  private last: InkPoint | undefined;
  /** How many of the last changes are its own, as long as `own` is on the paper. */
  private changes = 0;

  constructor(tool: DrawingTool, brush: Brush) {
    this.tool = tool;
    this.brush = brush;
  }

  /** The sketch once the hand has gone to these points. */
  goOn(sketch: Sketch, points: readonly InkPoint[]): Sketch {
    const moved = this.tool === 'pen' ? this.drawn(sketch, points) : this.erased(sketch, points);
    this.last = points.at(-1) ?? this.last;
    return moved;
  }

  /** The paper has moved under the hand: there is to be no line from where it was to where it is. */
  jump(): void {
    this.left = undefined;
    this.last = undefined;
  }

  /** The sketch as if this movement had never been; the same where something else changed the paper after it. */
  takeBack(sketch: Sketch): Sketch {
    if (sketch.drawing !== this.own) return sketch;
    let before = sketch;
    for (; this.changes > 0; this.changes--) before = dropChange(before);
    return before;
  }

  private drawn(sketch: Sketch, points: readonly InkPoint[]): Sketch {
    const [first, ...rest] = points;
    if (!first) return sketch;
    const isGoingOn = sketch.drawing === this.left;
    if (!isGoingOn) this.noteChange(sketch);
    const moved = isGoingOn
      ? extendStroke(sketch, points)
      : extendStroke(beginStroke(sketch, first, this.brush), rest);
    this.left = this.own = moved.drawing;
    return moved;
  }

  private erased(sketch: Sketch, points: readonly InkPoint[]): Sketch {
    let [moved, from] = [sketch, this.last];
    for (const to of points) {
      const isGoingOn = moved.drawing === this.left;
      const wipe = { from: from ?? to, to, radius: eraserRadius(this.brush) };
      const next = erase(moved, wipe, isGoingOn);
      if (next !== moved) {
        if (!isGoingOn) this.noteChange(moved);
        this.left = this.own = next.drawing;
      }
      [moved, from] = [next, to];
    }
    return moved;
  }

  private noteChange({ drawing }: Sketch): void {
    this.changes = drawing === this.own ? this.changes + 1 : 1;
  }
}
