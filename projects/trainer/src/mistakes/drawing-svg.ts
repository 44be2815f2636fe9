import { IMAGE_SIZE, lineWidth, pathOf, type BrushStroke, type Drawing } from '#model';

/** Pad units around the lines. */
const MARGIN = 2;
/** Smaller drawings are not shown larger. */
const SMALLEST_SIDE = 8;
/** Lines are no wider than this share of the picture: a thick pen would hide how small writing goes. */
const WIDEST = 1 / 18;
const DECIMALS = 2;

/**
 * An SVG of a drawing's lines as they were drawn, as large as the picture, in the colour of the text around it.
 * @param label what it is, for who does not see it; plain words, no markup
 */
export function drawingSvg({ strokes }: Drawing, label: string): string {
  const { corner, side } = viewOf(strokes);
  const paths = strokes.map((stroke) => pathElement(stroke, side * WIDEST));
  return (
    `<svg viewBox="${[...corner, side, side].map(figure).join(' ')}" role="img" aria-label="${label}" fill="none" ` +
    `stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</svg>`
  );
}

function pathElement(stroke: BrushStroke, widest: number): string {
  const path = pathOf(stroke);
  const pressure = path.reduce((sum, point) => sum + point.pressure, 0) / path.length;
  const width = figure(Math.min(lineWidth(stroke.brush, pressure), widest));
  const places = path.map(({ x, y }) => `${figure(x)} ${figure(y)}`);
  // A dot is a line to where it began.
  const line = `M${places[0] ?? '0 0'}L${(places.length > 1 ? places.slice(1) : places).join(' ')}`;
  const { strength } = stroke.brush;
  const opacity = strength < 1 ? ` stroke-opacity="${figure(strength)}"` : '';
  return `<path d="${line}" stroke-width="${width}"${opacity}/>`;
}

/** A square around all lines. */
function viewOf(strokes: readonly BrushStroke[]): {
  readonly corner: readonly number[];
  readonly side: number;
} {
  const points = strokes.flatMap(pathOf);
  if (points.length === 0) return { corner: [0, 0], side: IMAGE_SIZE };
  const limit = (values: number[], of: (a: number, b: number) => number): number =>
    values.reduce((a, b) => of(a, b));
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right] = [limit(xs, Math.min), limit(xs, Math.max)];
  const [top, bottom] = [limit(ys, Math.min), limit(ys, Math.max)];
  const side = Math.max(right - left, bottom - top, SMALLEST_SIDE - 2 * MARGIN) + 2 * MARGIN;
  return { corner: [(left + right - side) / 2, (top + bottom - side) / 2], side };
}

/** A number in few characters. */
function figure(value: number): string {
  return String(Number(value.toFixed(DECIMALS)));
}
