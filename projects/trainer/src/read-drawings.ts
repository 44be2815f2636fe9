import { parseUnipen, type PenDigit } from '#drawings';
import {
  decodeText,
  DEFAULT_BRUSH,
  FormatError,
  parseDrawingsFile,
  type LabelledDrawing,
} from '#model';
import { readDataFile } from './read-data-file.ts';

/** A line of the UNIPEN format: a keyword. */
const KEYWORD = /^[ \t]*\.[A-Z_]+/m;
const SHOWN_CHARACTERS = 30;

/**
 * Reads drawings of people: a file of drawings or digits in the UNIPEN format, gzipped or not, told apart by what is
 * in them.
 * @throws DataFileError, FormatError that name the file; for a file without a drawing, too
 */
export function readDrawings(file: string): LabelledDrawing[] {
  const drawings = parseDrawings(decodeText(readDataFile(file), file), file);
  if (drawings.length === 0) throw new FormatError(file, 'the file', 'drawings', 'none');
  return drawings;
}

function parseDrawings(text: string, file: string): LabelledDrawing[] {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('{')) return parseDrawingsFile(text, file);
  if (KEYWORD.test(text)) return parseUnipen(text, file).map(labelledDrawing);
  const found =
    start === '' ? 'nothing' : `text that begins with ${start.slice(0, SHOWN_CHARACTERS)}`;
  throw new FormatError(file, 'the file', 'drawings in JSON or digits in UNIPEN 1.0', found);
}

function labelledDrawing({ label, writer, strokes }: PenDigit): LabelledDrawing {
  const drawn = strokes.map((points) => ({ points, brush: DEFAULT_BRUSH }));
  return { digit: label, writer, drawing: { strokes: drawn } };
}
