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

/** About as many points as can be redrawn into an image in a millisecond. */
const LONG = 2000;
/** How far a rough image may be from its exact place, pixels. */
const ROUGHNESS = 1 / 64;
const MIDDLE: Point = { x: IMAGE_SIZE / 2, y: IMAGE_SIZE / 2 };
/** The box of nothing. */
const NO_BOX: Box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };

/** What was computed for a drawing, without the end of its last line. */
interface Kept {
  readonly drawing: Drawing;
}

interface KeptBox extends Kept {
  readonly box: Box;
}

interface KeptImage extends Kept {
  /** Grows with the drawing. */
  readonly image: Float32Array;
}

/** How a drawing is placed in the input image. */
interface Placement {
  readonly fit: Fit;
  readonly offset: Point;
}

interface PlacedImage extends KeptImage, Placement {}

/** The images of a changing drawing. They are kept, so that a growing drawing only costs its new parts. */
export class DrawingImages {
  private paper: KeptImage | undefined;
  private lines: KeptBox | undefined;
  /** Fitted to the image's centre, for finding the centre of mass; then moved by it. */
  private boxed: PlacedImage | undefined;
  private centred: PlacedImage | undefined;

  /**
   * The paper as it is, bit for bit the same as `renderDrawing`.
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
   * The input image of the network for a drawing (`prepareDrawing`).
   * @param isRough whether it may be off by up to a 64th of a pixel, so that a long line costs no more than a short
   *   one: each new point moves the centre of mass, and with it everything drawn before
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

/** Whether a drawing is so long that redrawing its images with every point would lag behind the pen. */
export function isLongDrawing({ strokes }: Drawing): boolean {
  return strokes.reduce((sum, stroke) => sum + lineOf(stroke).settledCount, 0) > LONG;
}

/** The kept image, if its drawing has grown into this one. */
function stillOf<Of extends Kept>(kept: Of | undefined, drawing: Drawing): Of | undefined {
  return kept && goesOnFrom(drawing, kept.drawing) ? kept : undefined;
}

/** Adds what is new to a kept image, and the end of the last line to a copy of it. */
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

/** Whether a placement is the wanted one, or close enough for all points in a box. */
function isInPlace(is: Placement, wanted: Placement, box: Box, isRough: boolean): boolean {
  if (!isRough) {
    const [a, b] = [numbersOf(is), numbersOf(wanted)];
    return a.every((value, index) => value === b[index]);
  }
  // Both axes are scaled and moved, so a corner is off the most.
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
