import { textsIn } from './page-texts.ts';

/** What an element is on a picture: moved and scaled from CSS pixels of the page to pixels of the canvas. */
export interface PictureOf {
  readonly context: CanvasRenderingContext2D;
  /** Upper left corner of the picture on the page, CSS pixels. */
  readonly left: number;
  readonly top: number;
  /** Pixels of the canvas per CSS pixel. */
  readonly scale: number;
}

/** Paints the boxes, canvases and texts of a part of the page, as they are on screen. */
export function paintPart(picture: PictureOf, part: Element): void {
  for (const box of part.querySelectorAll('.track')) paintBox(picture, box);
  for (const canvas of part.querySelectorAll('canvas')) paintCanvas(picture, canvas);
  paintTexts(picture, part);
}

/** Paints what is on a canvas of the page, at its place. */
export function paintCanvas(picture: PictureOf, canvas: HTMLCanvasElement, isSmooth = true): void {
  const { context, scale } = picture;
  const { left, top, width, height } = canvas.getBoundingClientRect();
  if (canvas.width === 0 || canvas.height === 0 || width === 0) return;
  context.save();
  context.imageSmoothingEnabled = isSmooth;
  context.imageSmoothingQuality = 'high';
  context.drawImage(
    canvas,
    ...([(left - picture.left) * scale, (top - picture.top) * scale] as const),
    ...([width * scale, height * scale] as const),
  );
  context.restore();
}

/** Paints an element's background with its round corners. */
export function paintBox(picture: PictureOf, element: Element): void {
  const { context, scale } = picture;
  const { left, top, width, height } = element.getBoundingClientRect();
  const { backgroundColor, borderTopLeftRadius } = getComputedStyle(element);
  context.fillStyle = backgroundColor;
  context.beginPath();
  context.roundRect(
    ...([(left - picture.left) * scale, (top - picture.top) * scale] as const),
    ...([width * scale, height * scale] as const),
    (parseFloat(borderTopLeftRadius) || 0) * scale,
  );
  context.fill();
}

function paintTexts({ context, left, top, scale }: PictureOf, part: Element): void {
  for (const { text, box, style, opacity } of textsIn(part)) {
    const { fontStyle, fontWeight, fontSize, fontFamily, color, textShadow } = style;
    context.save();
    context.font = `${fontStyle} ${fontWeight} ${parseFloat(fontSize) * scale}px ${fontFamily}`;
    context.fillStyle = color;
    context.globalAlpha = opacity;
    context.textBaseline = 'alphabetic';
    const glow = /^(rgba?\([^)]*\)|#\w+) 0px 0px ([\d.]+)px/.exec(textShadow);
    if (glow) {
      context.shadowColor = glow[1] ?? '';
      context.shadowBlur = Number(glow[2]) * scale;
    }
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } =
      context.measureText(text);
    // A text's box is as high as its font, which the canvas measures, too.
    const baseline = (box.top - top) * scale + (box.height * scale * ascent) / (ascent + descent);
    context.fillText(text, (box.left - left) * scale, baseline, box.width * scale + 1);
    context.restore();
  }
}
