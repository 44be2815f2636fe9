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
 * Paints a drawing on a canvas, and repaints only what changed.
 *
 * A second, hidden canvas holds the settled ink: everything except the end of the last line, which changes with every
 * new point. Growing lines are added to it without repainting the rest, so a long line costs no more than a short
 * one. The visible canvas is a copy of it plus that end. It never uses a clip: with a GPU, Chromium 156 treats
 * clearing the whole clip as clearing the whole canvas, and the ink outside the clip is lost.
 */
export class InkPainter {
  private readonly shown: CanvasRenderingContext2D;
  /** The hidden canvas: all ink except the end of the last line. */
  private readonly settled: CanvasRenderingContext2D;
  private palette: Palette = { ink: [], paper: [] };
  private painted = BLANK_DRAWING;

  /**
   * @param canvas square
   * @param lost called when the GPU has lost the ink; `reset` repaints it
   * @throws Error when the browser provides no 2D context
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
   * Sets size and colours, and paints the whole drawing.
   * @param size width and height in pixels
   */
  reset(size: number, palette: Palette, drawing: Drawing): void {
    this.palette = palette;
    // Setting the size also clears a canvas.
    for (const { canvas } of [this.shown, this.settled]) canvas.width = canvas.height = size;
    this.paintAll(drawing);
  }

  /** Shows another drawing, and repaints only what differs. */
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

  /** Repaints one part of the settled ink, with all lines that touch it. */
  private paintAnew(part: Region): void {
    const { shown, painted, palette } = this;
    // Paints on the visible canvas as a scratchpad and copies only the part; `showSettled` restores the rest.
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

  /** Copies the settled ink to the visible canvas and adds the end of the last line. */
  private showSettled(part?: Region): void {
    const { shown, settled, painted, palette } = this;
    const size = shown.canvas.width;
    copy(settled, shown, part ?? { left: 0, top: 0, right: size, bottom: size });
    paintPieces(shown, painted, palette, (visit) => {
      forEachEndPiece(painted, visit);
    });
  }

  /** A region of the pad in whole pixels, one pixel larger so that antialiased edges are inside. */
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

/** Copies a part, in whole pixels, from one canvas to another. */
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
