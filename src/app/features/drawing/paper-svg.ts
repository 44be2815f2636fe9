import {
  forEachPiece,
  IMAGE_SIZE,
  lineWidth,
  pathOf,
  type BrushStroke,
  type Drawing,
} from '#model';
import { inkOnPaper, type Palette } from './paint-ink.ts';

/** CSS pixels that a picture is wide and high unless whoever shows it says otherwise. */
const SIDE = 560;
const DECIMALS = 2;

/**
 * A drawing as it is on the paper, as SVG in pad units: each line has the colour, and piece by piece the width, of the
 * pen that drew it, and round ends; where weak lines cross, the darker one wins.
 * @param pictureUrl address of the picture below the lines, which is a `data:` URL; undefined without one
 */
export function paperSvg(
  { strokes }: Drawing,
  palette: Palette,
  pictureUrl: string | undefined,
): string {
  const isWeak = strokes.some(({ brush }) => brush.strength < 1);
  const blend = isWeak ? ' style="mix-blend-mode:darken"' : '';
  const lines = strokes.map((stroke) => {
    const colour = inkOnPaper(stroke.brush, palette);
    return `<g stroke="${colour}"${blend}>${pathsOf(stroke).join('')}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 ${IMAGE_SIZE} ${IMAGE_SIZE}">`,
    `<rect id="paper" width="${IMAGE_SIZE}" height="${IMAGE_SIZE}" fill="rgb(${palette.paper.join(' ')})"/>`,
    `<g id="ink" fill="none" stroke-linecap="round" stroke-linejoin="round"${isWeak ? ' style="isolation:isolate"' : ''}>`,
    ...(pictureUrl === undefined
      ? []
      : [`<image width="${IMAGE_SIZE}" height="${IMAGE_SIZE}" href="${pictureUrl}"/>`]),
    ...lines,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** A path for each run of pieces of the same width: one for a mouse, many for a pen that is pressed. */
function pathsOf(stroke: BrushStroke): string[] {
  const runs: { readonly width: string; readonly places: string[] }[] = [];
  forEachPiece(pathOf(stroke), (from, to) => {
    const width = figure(lineWidth(stroke.brush, to.pressure));
    const run = runs.at(-1);
    if (run?.width === width) run.places.push(`${figure(to.x)} ${figure(to.y)}`);
    else {
      const places = [from, to].map(({ x, y }) => `${figure(x)} ${figure(y)}`);
      runs.push({ width, places });
    }
  });
  return runs.map(({ width, places: [start = '0 0', ...rest] }) => {
    // A dot is a line to where it began.
    return `<path d="M${start}L${rest.join(' ')}" stroke-width="${width}"/>`;
  });
}

/** A number in few characters. */
function figure(value: number): string {
  return String(Number(value.toFixed(DECIMALS)));
}
