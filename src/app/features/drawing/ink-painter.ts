import {
  BLANK_DRAWING,
  forEachEndPiece,
  forEachSettledPiece,
  goesOnFrom,
  IMAGE_SIZE,
  lineWidth,
  type Drawing,
} from '#model';
import { changedRegion, reaches, type Region } from './ink-region.ts';
import { paintPicture, paintPieces, type Palette } from './paint-ink.ts';

/**
 * A canvas that shows a drawing as ink, and paints only what changed.
 *
 * All ink but the end of the last line, which every further point of the pen changes, lies on a second canvas. Lines
 * that grow are added to it: nothing that lies there is touched, and a long line costs no more than a short one. What
 * is shown is a copy of it, with that end. Nothing is ever clipped: where the GPU paints, Chromium 156 takes clearing
 * all that a clip leaves for clearing the canvas, and loses what is outside.
 */
export class InkPainter {
  private readonly shown: CanvasRenderingContext2D;
  /** All but the end of the last line. */
  private readonly settled: CanvasRenderingContext2D;
  private palette: Palette = { ink: [], paper: [] };
  private painted = BLANK_DRAWING;

  /**
   * @param canvas square
   * @param lost told when the GPU has lost ink: `reset` brings it back
   * @throws Error when the browser has no more canvases to give
   */
  constructor(canvas: HTMLCanvasElement, lost: () => void) {
    const second = canvas.ownerDocument.createElement('canvas');
    const [shown, settled] = [canvas, second].map((one) => {
      one.addEventListener('contextrestored', lost);
      return one.getContext('2d');
    });
    if (!shown || !settled) throw new Error('ink: expected a 2D context, found none');
    this.shown = shown;
    this.settled = settled;
  }

  /**
   * Takes another size and other colours, and paints all of a drawing.
   * @param size pixels a side
   */
  reset(size: number, palette: Palette, drawing: Drawing): void {
    this.palette = palette;
    // Empty, whatever size they had.
    for (const { canvas } of [this.shown, this.settled]) canvas.width = canvas.height = size;
    this.paintAll(drawing);
  }

  /** Shows another drawing in place of the one that is shown. */
  show(drawing: Drawing): void {
    const { painted } = this;
    if (drawing === painted) return;
    if (drawing.raster !== painted.raster) {
      this.paintAll(drawing);
      return;
    }
    this.painted = drawing;
    const region = changedRegion(painted, drawing);
    if (!region) return;
    const part = this.inPixels(region);
    if (goesOnFrom(drawing, painted)) {
      paintPieces(this.settled, drawing, this.palette, (visit) => {
        forEachSettledPiece(drawing, visit, painted);
      });
      this.showSettled(part);
    } else {
      this.paintAnew(part);
      this.showSettled();
    }
  }

  private paintAll(drawing: Drawing): void {
    const { settled, palette } = this;
    this.painted = drawing;
    empty(settled);
    paintPicture(settled, drawing, palette);
    paintPieces(settled, drawing, palette, (visit) => {
      forEachSettledPiece(drawing, visit);
    });
    this.showSettled();
  }

  /** Paints a part of the settled ink from the start, with all that reaches into it. */
  private paintAnew(part: Region): void {
    const { shown, painted, palette } = this;
    // On the canvas that is shown, which shows the settled ink again afterwards: beyond the part it is of no use.
    empty(shown);
    paintPicture(shown, painted, palette);
    const scale = shown.canvas.width / IMAGE_SIZE;
    const region = {
      left: part.left / scale,
      top: part.top / scale,
      right: part.right / scale,
      bottom: part.bottom / scale,
    };
    paintPieces(shown, painted, palette, (visit) => {
      forEachSettledPiece(painted, (from, to, brush) => {
        if (reaches(from, to, lineWidth(brush, to.pressure), region)) visit(from, to, brush);
      });
    });
    copy(shown, this.settled, part);
  }

  /** Shows the settled ink, and the end of the last line on it. */
  private showSettled(part?: Region): void {
    const { shown, settled, painted, palette } = this;
    const size = shown.canvas.width;
    copy(settled, shown, part ?? { left: 0, top: 0, right: size, bottom: size });
    paintPieces(shown, painted, palette, (visit) => {
      forEachEndPiece(painted, visit);
    });
  }

  /** A part of the pad in pixels, whole ones and one more: a line's edge is in it. */
  private inPixels({ left, top, right, bottom }: Region): Region {
    const size = this.shown.canvas.width;
    const scale = size / IMAGE_SIZE;
    return {
      left: Math.max(0, Math.floor(left * scale) - 1),
      top: Math.max(0, Math.floor(top * scale) - 1),
      right: Math.min(size, Math.ceil(right * scale) + 1),
      bottom: Math.min(size, Math.ceil(bottom * scale) + 1),
    };
  }
}

function empty(context: CanvasRenderingContext2D): void {
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
}

/** Replaces a part, whole pixels, by what another canvas has there. */
function copy(
  from: CanvasRenderingContext2D,
  to: CanvasRenderingContext2D,
  { left, top, right, bottom }: Region,
): void {
  const [width, height] = [right - left, bottom - top];
  if (width <= 0 || height <= 0) return;
  to.clearRect(left, top, width, height);
  to.drawImage(from.canvas, left, top, width, height, left, top, width, height);
}
