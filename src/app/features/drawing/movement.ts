import type { Brush, Drawing, InkPoint } from '#model';
import type { DrawingCommand } from './drawing-command.ts';
import type { DrawingTool } from './drawing-tool.ts';

/** The eraser is half as wide again as the brush, and never too small to meet a line. */
const ERASER_SHARE = 0.75;
const SMALLEST_ERASER = 1.2;

/** Radius of the eraser that goes with a brush, pad units. */
export function eraserRadius({ size }: Brush): number {
  return Math.max(SMALLEST_ERASER, size * ERASER_SHARE);
}

/** Where a movement leaves its marks; the `DrawingStore` is one. */
interface Paper {
  readonly drawing: () => Drawing;
  dispatch(command: DrawingCommand): void;
}

/** One movement of pen or eraser over the paper, from touching it to leaving it, as commands. */
export class Movement {
  private readonly paper: Paper;
  private readonly tool: DrawingTool;
  private readonly brush: Brush;
  /** What this movement left on the paper: when something else is there, it starts anew. */
  private left: Drawing | undefined;
  /** The same, wherever the hand was before. */
  private own: Drawing | undefined;
  private last: InkPoint | undefined;
  /** How many of the last changes are its own, as long as `own` is on the paper. */
  private changes = 0;

  constructor(paper: Paper, tool: DrawingTool, brush: Brush) {
    this.paper = paper;
    this.tool = tool;
    this.brush = brush;
  }

  /** The hand goes to these points. */
  goOn(points: readonly InkPoint[]): void {
    if (this.tool === 'pen') this.draw(points);
    else this.erase(points);
    this.last = points.at(-1) ?? this.last;
  }

  /** The paper has moved under the hand: there is to be no line from where it was to where it is. */
  jump(): void {
    this.left = undefined;
    this.last = undefined;
  }

  /** The paper as if this movement had never been; as it is where something else changed it after that. */
  takeBack(): void {
    const changes = this.paper.drawing() === this.own ? this.changes : 0;
    this.paper.dispatch({ kind: 'drop', changes });
    this.changes = 0;
  }

  private draw(points: readonly InkPoint[]): void {
    const [point, ...rest] = points;
    if (!point) return;
    const before = this.paper.drawing();
    if (before === this.left) {
      this.paper.dispatch({ kind: 'extend', points });
    } else {
      this.noteChange(before);
      this.paper.dispatch({ kind: 'begin', point, brush: this.brush });
      this.paper.dispatch({ kind: 'extend', points: rest });
    }
    this.left = this.own = this.paper.drawing();
  }

  private erase(points: readonly InkPoint[]): void {
    let from = this.last;
    const radius = eraserRadius(this.brush);
    for (const to of points) {
      const before = this.paper.drawing();
      const isGoingOn = before === this.left;
      const wipe = { from: from ?? to, to, radius };
      this.paper.dispatch({ kind: 'erase', wipe, isGoingOn });
      const after = this.paper.drawing();
      if (after !== before) {
        if (!isGoingOn) this.noteChange(before);
        this.left = this.own = after;
      }
      from = to;
    }
  }

  private noteChange(before: Drawing): void {
    this.changes = before === this.own ? this.changes + 1 : 1;
  }
}
