import { DEFAULT_BRUSH, type Drawing } from './drawing.ts';
import { IMAGE_SIZE } from './ink.ts';
import { JsonField, parseJson } from './json-field.ts';
import { drawingAsJson, FARTHEST_POINT, parseDrawing } from './parse-drawing.ts';

/** A drawing of which someone may say what it is. */
export interface LabelledDrawing {
  /** 0 to 9; null for what is no digit; missing if nobody says. */
  readonly digit?: number | null;
  /** Who drew it, as the file names people. */
  readonly writer?: string;
  readonly drawing: Drawing;
}

const FORMAT = 'mnist-mlp-visualizer drawings';
const VERSION = 1;
const LARGEST_DIGIT = 9;

/**
 * Reads a file of drawings (docs/manual/training.md).
 * @param file name for error messages
 * @throws FormatError that names the field, for anything but a whole file; unknown fields are refused, too, because a
 *   misspelt one would be ignored otherwise
 */
export function parseDrawingsFile(text: string, file: string): LabelledDrawing[] {
  const root = new JsonField(file, parseJson(text, file));
  root.get('format').oneOf(FORMAT);
  root.get('version').oneOf(VERSION);
  root.onlyKeys('format', 'version', 'drawings');
  return root.get('drawings').items().map(parseLabelled);
}

/** The text of a file of drawings, a line for each. */
export function formatDrawingsFile(drawings: readonly LabelledDrawing[]): string {
  const lines = drawings.map(({ digit, writer, drawing }) =>
    JSON.stringify({ digit, writer, ...(drawingAsJson(drawing) as object) }),
  );
  const head = `"format": ${JSON.stringify(FORMAT)}, "version": ${VERSION}`;
  return `{${head}, "drawings": [\n${lines.join(',\n')}\n]}\n`;
}

function parseLabelled(field: JsonField): LabelledDrawing {
  field.onlyKeys('digit', 'writer', 'strokes', 'raster');
  return {
    ...(field.has('digit') && { digit: digitOf(field.get('digit')) }),
    ...(field.has('writer') && { writer: field.get('writer').string() }),
    drawing: drawingOf(field),
  };
}

function digitOf(field: JsonField): number | null {
  return field.value === null ? null : field.integer(0, LARGEST_DIGIT);
}

function drawingOf(field: JsonField): Drawing {
  const strokes = field.get('strokes').items().map(checkedStroke);
  const raster = field.has('raster') ? field.get('raster') : undefined;
  if (raster) checkRaster(raster);
  const drawing = parseDrawing({ strokes, raster: raster?.value });
  if (!drawing) throw field.error('a drawing');
  return drawing;
}

/** The fields of a stroke, each of which is what it has to be, with a brush if it has none of its own. */
function checkedStroke(field: JsonField): unknown {
  field.onlyKeys('points', 'brush', 'isCut');
  const points = field.get('points').items();
  if (points.length === 0) throw field.get('points').error('at least one point');
  points.forEach(checkPoint);
  if (field.has('brush')) checkBrush(field.get('brush'));
  if (field.has('isCut') && typeof field.get('isCut').value !== 'boolean') {
    throw field.get('isCut').error('true or false');
  }
  return { brush: DEFAULT_BRUSH, ...field.record() };
}

function checkPoint(field: JsonField): void {
  field.onlyKeys('x', 'y', 'pressure', 'time');
  field.get('x').number(-FARTHEST_POINT, FARTHEST_POINT);
  field.get('y').number(-FARTHEST_POINT, FARTHEST_POINT);
  field.get('pressure').number(0, 1);
  if (field.has('time')) field.get('time').number();
}

function checkBrush(field: JsonField): void {
  field.onlyKeys('size', 'strength');
  field.get('size').number(0, IMAGE_SIZE);
  field.get('strength').number(0, 1);
}

function checkRaster(field: JsonField): void {
  const pixels = field.items();
  const count = IMAGE_SIZE * IMAGE_SIZE;
  if (pixels.length !== count) throw field.error(`${count} numbers`, String(pixels.length));
  for (const pixel of pixels) pixel.number(0, 1);
}
