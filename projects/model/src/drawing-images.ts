import { lineOf, lineWidth, type Drawing } from './drawing.ts';
import { centreOfMass, drawSegment, IMAGE_SIZE } from './ink.ts';
import {
  beginningsOf,
  forEachEndPiece,
  forEachSettledPiece,
  goesOnFrom,
  type VisitPiece,
} from './pieces.ts';
import { inkBox, prepareImage, resampled } from './prepare-image.ts';
import {
  BOX_SIZE,
  fitLines,
  PAD_PEN_WIDTH,
  PEN_WIDTH,
  placed,
  shiftOf,
  SMALLEST_EXTENT,
  type Box,
  type Fit,
} from './prepare-input.ts';
import type { Point } from './stroke.ts';

/** Places of lines that an image is drawn with anew in about a millisecond. */
const LONG = 2000;
/** As far as a rough image may be from where it belongs, pixels. */
const ROUGHNESS = 1 / 64;
const MIDDLE: Point = { x: IMAGE_SIZE / 2, y: IMAGE_SIZE / 2 };
/** Around no place at all. */
const NO_BOX: Box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };

/** What was made of a drawing, without the end of its last line. */
interface Kept {
  readonly drawing: Drawing;
}

interface KeptBox extends Kept {
  readonly box: Box;
}

interface KeptImage extends Kept {
  /** Drawn on as the drawing goes on. */
  readonly image: Float32Array;
}

/** Where the network's image has a drawing. */
interface Placement {
  readonly fit: Fit;
  readonly offset: Point;
}

interface PlacedImage extends KeptImage, Placement {}

/**
 * The images of a drawing that changes. What was drawn of it is kept, so that a drawing that went on costs what
 * came since.
 */
export class DrawingImages {
  private paper: KeptImage | undefined;
  private lines: KeptBox | undefined;
  /** Fitted into the middle, where the centre of mass is found, and moved by it. */
  private boxed: PlacedImage | undefined;
  private centred: PlacedImage | undefined;

  /**
   * The paper as it stands: to the bit what `renderDrawing` makes of it.
   * @returns ink 0..1, row-major, `[28][28]`
   */
  render(drawing: Drawing): Float32Array {
    const kept = stillOf(this.paper, drawing);
    this.paper = { drawing, image: kept?.image ?? drawing.raster?.slice() ?? blankImage() };
    return drawnOn(this.paper, kept, (image) => (from, to, brush) => {
      drawSegment(image, from, to, lineWidth(brush, to.pressure) / 2, brush.strength);
    });
  }

  /**
   * The image that the network sees of a drawing (`prepareDrawing`).
   * @param isRough whether it may be off by up to a 64th of a pixel so that a long line costs no more than a short
   *   one: each further point moves the centre of mass, and by it all that was drawn before
   * @returns ink 0..1, row-major, `[28][28]`; all zero when nothing is drawn
   */
  prepare(drawing: Drawing, isRough = false): Float32Array {
    const { raster } = drawing;
    const lines = this.boxAround(drawing);
    if (lines.left > lines.right) return raster ? prepareImage(raster) : blankImage();
    const picture = raster && inkBox(raster, IMAGE_SIZE);
    const fit = picture ? fitTogether(lines, picture) : fitLines(lines);
    const place = (before: PlacedImage | undefined, offset: Point): [PlacedImage, Float32Array] => {
      const wanted: Placement = { fit, offset };
      const still = stillOf(before, drawing);
      const kept = still && isInPlace(still, wanted, lines, isRough) ? still : undefined;
      const ground = (): Float32Array =>
        raster && picture ? pictureIn(wanted, raster) : blankImage();
      const now = { ...(kept ?? { ...wanted, image: ground() }), drawing };
      for (const at of beginningsOf(drawing, kept?.drawing)) drawPlaced(now, now.image, at, at);
      const draw =
        (image: Float32Array): VisitPiece =>
        (from, to) => {
          drawPlaced(now, image, from, to);
        };
      return [now, drawnOn(now, kept, draw)];
    };
    const [boxed, inMiddle] = place(this.boxed, MIDDLE);
    const mass = centreOfMass(inMiddle) ?? MIDDLE;
    const offset = { x: MIDDLE.x + shiftOf(mass.x), y: MIDDLE.y + shiftOf(mass.y) };
    const [centred, image] = place(this.centred, offset);
    [this.boxed, this.centred] = [boxed, centred];
    return image;
  }

  private boxAround(drawing: Drawing): Box {
    const kept = stillOf(this.lines, drawing);
    let box = kept?.box ?? NO_BOX;
    const extend: VisitPiece = (_, to) => {
      box = around(box, to);
    };
    for (const at of beginningsOf(drawing, kept?.drawing)) box = around(box, at);
    forEachSettledPiece(drawing, extend, kept?.drawing);
    this.lines = { drawing, box };
    forEachEndPiece(drawing, extend);
    return box;
  }
}

/** Whether a drawing is so long that images drawn anew with every point of the pen would lag behind it. */
export function isLongDrawing({ strokes }: Drawing): boolean {
  return strokes.reduce((sum, stroke) => sum + lineOf(stroke).settledCount, 0) > LONG;
}

/** What was kept, if it is of a drawing that went on to be this one. */
function stillOf<Of extends Kept>(kept: Of | undefined, drawing: Drawing): Of | undefined {
  return kept && goesOnFrom(drawing, kept.drawing) ? kept : undefined;
}

/** Draws into a kept image what came since, and into a copy of it the end of the last line. */
function drawnOn(
  { drawing, image }: KeptImage,
  since: Kept | undefined,
  draw: (image: Float32Array) => VisitPiece,
): Float32Array {
  forEachSettledPiece(drawing, draw(image), since?.drawing);
  const whole = image.slice();
  forEachEndPiece(drawing, draw(whole));
  return whole;
}

/** The box around the ink of lines and of a picture. */
function fitTogether(lines: Box, picture: Box): Fit {
  const half = PAD_PEN_WIDTH / 2;
  const left = Math.min(picture.left, lines.left - half);
  const right = Math.max(picture.right, lines.right + half);
  const top = Math.min(picture.top, lines.top - half);
  const bottom = Math.max(picture.bottom, lines.bottom + half);
  const scale = BOX_SIZE / Math.max(right - left, bottom - top, SMALLEST_EXTENT);
  return { scale, x: (left + right) / 2, y: (top + bottom) / 2, halfWidth: 0, halfHeight: 0 };
}

function pictureIn({ fit, offset }: Placement, raster: Float32Array): Float32Array {
  return resampled(raster, IMAGE_SIZE, { scale: fit.scale, from: fit, to: offset });
}

function drawPlaced({ fit, offset }: Placement, image: Float32Array, a: Point, b: Point): void {
  drawSegment(image, placed(a, fit, offset), placed(b, fit, offset), PEN_WIDTH / 2);
}

/** Whether a placement is the one that is wanted, or near enough for all places in a box. */
function isInPlace(is: Placement, wanted: Placement, box: Box, isRough: boolean): boolean {
  if (!isRough) {
    const [a, b] = [numbersOf(is), numbersOf(wanted)];
    return a.every((value, index) => value === b[index]);
  }
  // Both axes are scaled and moved: what is furthest off is a corner.
  return [
    { x: box.left, y: box.top },
    { x: box.right, y: box.bottom },
  ].every((corner) => {
    const [a, b] = [is, wanted].map(({ fit, offset }) => placed(corner, fit, offset));
    return a && b && Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) <= ROUGHNESS;
  });
}

function numbersOf({ fit, offset }: Placement): number[] {
  return [fit.scale, fit.x, fit.y, fit.halfWidth, fit.halfHeight, offset.x, offset.y];
}

function around({ left, right, top, bottom }: Box, { x, y }: Point): Box {
  return {
    left: Math.min(left, x),
    right: Math.max(right, x),
    top: Math.min(top, y),
    bottom: Math.max(bottom, y),
  };
}

function blankImage(): Float32Array {
  return new Float32Array(IMAGE_SIZE * IMAGE_SIZE);
}
