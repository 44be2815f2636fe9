import type { Rectangle } from '../../../platform/rectangle.ts';

/** An ellipse of colours: sizes and middle as shares of the page. */
export interface Vignette {
  readonly radius: readonly [x: number, y: number];
  readonly centre: readonly [x: number, y: number];
  readonly stops: readonly (readonly [at: number, colour: string])[];
}

/**
 * Parses the page's background, the custom property `--vignette` of styles.css.
 * @returns undefined for any other gradient
 */
export function parseVignette(text: string): Vignette | undefined {
  const [, rx, ry, cx, cy, rest] =
    /^\s*radial-gradient\(\s*([\d.]+)% ([\d.]+)% at ([\d.]+)% ([\d.]+)%\s*,(.*)\)\s*$/s.exec(
      text,
    ) ?? [];
  if (rest === undefined) return undefined;
  const stops = [...rest.matchAll(/(#[\da-f]{6}) ([\d.]+)%/gi)].map(
    ([, colour = '', at]) => [Number(at) / 100, colour] as const,
  );
  const share = (percent: string | undefined): number => Number(percent) / 100;
  return stops.length < 2
    ? undefined
    : { radius: [share(rx), share(ry)], centre: [share(cx), share(cy)], stops };
}

/**
 * Paints the part of the page's background that a picture shows, over the whole canvas.
 * @param page size and origin of the page, CSS pixels from the picture's upper left corner
 * @param scale pixels of the canvas per CSS pixel
 */
export function paintVignette(
  context: CanvasRenderingContext2D,
  { radius, centre, stops }: Vignette,
  page: Rectangle,
  scale: number,
): void {
  const { width, height } = context.canvas;
  const [rx, ry] = [radius[0] * page.width * scale, radius[1] * page.height * scale];
  context.save();
  context.translate(
    (page.left + centre[0] * page.width) * scale,
    (page.top + centre[1] * page.height) * scale,
  );
  // A circle of radius 1, drawn out to the ellipse.
  context.scale(rx, ry);
  const gradient = context.createRadialGradient(0, 0, 0, 0, 0, 1);
  for (const [at, colour] of stops) gradient.addColorStop(at, colour);
  context.fillStyle = gradient;
  const far = (width + height + 1) * 2;
  context.fillRect(-far / rx, -far / ry, (2 * far) / rx, (2 * far) / ry);
  context.restore();
}
