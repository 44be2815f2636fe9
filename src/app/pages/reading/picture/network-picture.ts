import type { Drawing } from '#model';
import { paintPaper, paperPalette } from '../../../features/drawing/drawing-files.ts';
import { paintScene, type ReadTile } from '../../../features/scene/picture/paint-scene.ts';
import type { Rectangle, Size } from '../../../platform/rectangle.ts';
import { paintCanvas, paintPart, type PictureOf } from './paint-page.ts';
import { paintVignette, parseVignette } from './vignette.ts';

/** What of the page a picture shows. */
export interface PictureParts {
  /** The scene: its place, its labels. */
  readonly stage: Element;
  readonly readTile: ReadTile;
  /** Whether the network is in its usual place; else the picture shows the whole page, over which it may have moved. */
  readonly isAtHome: boolean;
  /** Where the network is, CSS pixels of the page. */
  readonly areas: readonly Rectangle[];
  /** The answer: bars, numeral and words. */
  readonly answer: readonly Element[];
  /** The image that goes in, where it is not part of the scene. */
  readonly input: HTMLCanvasElement | undefined;
  /** The sheet, and what is on it. Without the paper: undefined. */
  readonly paper: { readonly place: Element; readonly drawing: Drawing } | undefined;
}

/** What a browser's canvas can surely hold: iPads have 16,777,216 pixels, and no side over 16,384. */
const MOST_PIXELS = 16_777_216;
const LONGEST_SIDE = 16_384;
/** Around what is shown, CSS pixels. */
const MARGIN = 24;
const SHADOW = { blur: 60, down: 20, colour: 'rgb(0 0 0 / 45%)' } as const;
/** Corners of the paper, CSS pixels. */
const PAPER_RADIUS = 10;

/** The part of the page that a picture shows, in whole CSS pixels. */
export function cropOf(parts: readonly Rectangle[], page: Size): Rectangle {
  const seen = parts.filter(({ width, height }) => width > 0 && height > 0);
  if (seen.length === 0) return { left: 0, top: 0, ...page };
  const left = Math.max(0, Math.floor(Math.min(...seen.map((part) => part.left)) - MARGIN));
  const top = Math.max(0, Math.floor(Math.min(...seen.map((part) => part.top)) - MARGIN));
  const right = Math.max(...seen.map((part) => part.left + part.width)) + MARGIN;
  const bottom = Math.max(...seen.map((part) => part.top + part.height)) + MARGIN;
  return {
    ...{ left, top },
    width: Math.min(Math.ceil(right), Math.floor(page.width)) - left,
    height: Math.min(Math.ceil(bottom), Math.floor(page.height)) - top,
  };
}

/** The sharpness that is wanted, or the largest that a canvas can surely hold. */
export function possibleScale({ width, height }: Size, wanted: number): number {
  return Math.min(
    wanted,
    Math.sqrt(MOST_PIXELS / (width * height)),
    LONGEST_SIDE / Math.max(width, height),
  );
}

/**
 * A picture of the network as it is on screen, drawn anew in the size that is wanted; the screen stays as it is.
 * @param wantedScale pixels per CSS pixel; fewer where a canvas cannot hold so many
 * @throws Error when the browser provides no canvas, or there is no picture of the network
 */
export async function networkPicture(
  parts: PictureParts,
  wantedScale: number,
): Promise<{ readonly file: File; readonly size: Size }> {
  const { stage, answer, paper, input, isAtHome } = parts;
  const document = stage.ownerDocument;
  const page = stage.getBoundingClientRect();
  const shown = [...answer, ...(paper ? [paper.place] : []), ...(input ? [input] : [])];
  const crop = isAtHome
    ? cropOf([...parts.areas, ...shown.map((part) => part.getBoundingClientRect())], page)
    : cropOf([], page);
  const scale = possibleScale(crop, wantedScale);
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(crop.width * scale);
  canvas.height = Math.floor(crop.height * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('canvas: expected a 2D context, found none');
  paintGround(context, crop, page, scale, document);
  const place = { ...crop, left: crop.left - page.left, top: crop.top - page.top };
  if (!(await paintScene(context, place, scale, parts.readTile))) {
    throw new Error('picture: expected the network in 3D, found none');
  }
  const picture: PictureOf = { context, left: crop.left, top: crop.top, scale };
  const labels = stage.querySelector('.labels');
  for (const part of [...(labels ? [labels] : []), ...answer]) paintPart(picture, part);
  if (input) paintCanvas(picture, input, false);
  if (paper) paintSheet(picture, paper.place, paper.drawing);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (!blob) throw new Error('canvas: expected a PNG, found nothing');
  const { width, height } = canvas;
  // Memory of this size is not left to the garbage collector.
  canvas.width = canvas.height = 0;
  return { file: new File([blob], 'network.png', { type: 'image/png' }), size: { width, height } };
}

function paintGround(
  context: CanvasRenderingContext2D,
  crop: Rectangle,
  page: Rectangle,
  scale: number,
  document: Document,
): void {
  const style = getComputedStyle(document.documentElement);
  context.fillStyle = style.getPropertyValue('--ground-flat').trim();
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  const vignette = parseVignette(style.getPropertyValue('--vignette'));
  const { width, height } = page;
  const place = { left: page.left - crop.left, top: page.top - crop.top, width, height };
  if (vignette) paintVignette(context, vignette, place, scale);
}

function paintSheet(picture: PictureOf, place: Element, drawing: Drawing): void {
  const { context, scale } = picture;
  const { left, top, width } = place.getBoundingClientRect();
  const sheet = place.ownerDocument.createElement('canvas');
  sheet.width = sheet.height = Math.round(width * scale);
  paintPaper(sheet, drawing, paperPalette(place));
  const [x, y] = [(left - picture.left) * scale, (top - picture.top) * scale];
  context.save();
  context.beginPath();
  context.roundRect(x, y, sheet.width, sheet.height, PAPER_RADIUS * scale);
  context.shadowColor = SHADOW.colour;
  context.shadowBlur = SHADOW.blur * scale;
  context.shadowOffsetY = SHADOW.down * scale;
  context.fill();
  context.shadowColor = 'transparent';
  context.clip();
  context.drawImage(sheet, x, y);
  context.restore();
}
