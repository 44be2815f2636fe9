import { FormatError, IMAGE_SIZE, type Stroke, type StrokePoint } from '#model';

/** A digit that a person wrote, with its label. */
export interface PenDigit {
  /** 0 to 9. */
  readonly label: number;
  /** Who wrote it, as the file names its writers. */
  readonly writer: string;
  /** At least one, each with a point at least, in pad units, y downwards. */
  readonly strokes: readonly Stroke[];
}

/** Units of a box whose size the file does not say. */
const USUAL_BOX = 500;
/** Points a second where the file does not say it. */
const USUAL_RATE = 100;
const PRESSURE = 0.5;
/** `.SEGMENT DIGIT 6-7 ? "4"`: which kind, which strokes, how well written, what. */
const SEGMENT = /^(\S+)\s.*"([^"]*)"\s*$/;
/** `.COMMENT 4 12 117`: label, writer, which of the writer's digits. */
const ORIGIN = /^(\S+)\s+(\S+)\s+\d+$/;

interface Segment {
  readonly line: number;
  readonly label: number;
  writer: string | undefined;
  readonly strokes: Stroke[];
}

/**
 * Reads digits from a file in the UNIPEN format 1.0 (Guyon et al. 1994): segments of the kind `DIGIT`, each with
 * the strokes that follow it. Who wrote one stands in `.COMMENT label writer number` below it, or in `.WRITER_ID`
 * before. `.X_DIM`, `.Y_DIM`, `.COORD` and `.POINTS_PER_SECOND` hold from where they stand; the box is 500 x 500
 * unless they say otherwise, and its longer side as long as the pad. Other keywords are passed over, and so is what
 * lies between strokes.
 * @param file name for error messages
 * @throws FormatError that names the line, for what is neither a number nor a digit and for digits without a writer
 *   or a stroke
 */
export function parseUnipen(text: string, file: string): PenDigit[] {
  const reader = new UnipenReader(file);
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .forEach((line, index) => {
      reader.read(line.trim(), index + 1);
    });
  return reader.digits();
}

class UnipenReader {
  private readonly file: string;
  private readonly segments: Segment[] = [];
  private box = { width: USUAL_BOX, height: USUAL_BOX };
  private columns = { x: 0, y: 1 };
  private periodMs = 1000 / USUAL_RATE;
  private commonWriter: string | undefined;
  private line = 0;
  private timeMs = 0;
  /** The stroke that is being read; undefined while the pen is up. */
  private stroke: StrokePoint[] | undefined;

  constructor(file: string) {
    this.file = file;
  }

  read(text: string, line: number): void {
    this.line = line;
    if (text === '') return;
    const [, keyword, rest = ''] = /^(\.\S+)\s*(.*)$/.exec(text) ?? [];
    if (keyword !== undefined) this.readKeyword(keyword, rest);
    else if (this.stroke) this.readPoint(this.stroke, text.split(/\s+/));
  }

  /** The digits, when all lines have been read. */
  digits(): PenDigit[] {
    this.lift();
    return this.segments.map(({ line, label, writer, strokes }) => {
      this.line = line;
      if (strokes.length === 0) throw this.error('.SEGMENT', 'strokes below it', 'none');
      if (writer === undefined) {
        throw this.error('.SEGMENT', '.COMMENT with label, writer and number below it', 'none');
      }
      return { label, writer, strokes };
    });
  }

  private readKeyword(keyword: string, rest: string): void {
    switch (keyword) {
      case '.SEGMENT':
        this.begin(rest);
        break;
      case '.COMMENT':
        this.readOrigin(rest);
        break;
      case '.WRITER_ID':
        this.commonWriter = rest;
        break;
      case '.PEN_DOWN':
        this.lift();
        this.stroke = [];
        if (this.segments.length === 0) throw this.error('.PEN_DOWN', '.SEGMENT before it', 'none');
        break;
      case '.PEN_UP':
        this.lift();
        break;
      case '.DT':
        this.timeMs += this.number('.DT', rest, 0);
        break;
      case '.X_DIM':
        this.box = { ...this.box, width: this.number('.X_DIM', rest, 1) };
        break;
      case '.Y_DIM':
        this.box = { ...this.box, height: this.number('.Y_DIM', rest, 1) };
        break;
      case '.POINTS_PER_SECOND':
        this.periodMs = 1000 / this.number('.POINTS_PER_SECOND', rest, 1);
        break;
      case '.COORD':
        this.readColumns(rest.split(/\s+/));
        break;
    }
  }

  private begin(rest: string): void {
    this.lift();
    const [, kind, label = ''] = SEGMENT.exec(rest) ?? [];
    if (kind !== 'DIGIT') throw this.error('.SEGMENT', 'DIGIT … "0" to "9"', rest);
    if (!/^\d$/.test(label)) throw this.error('.SEGMENT', 'a label from "0" to "9"', `"${label}"`);
    const writer = this.commonWriter;
    this.segments.push({ line: this.line, label: Number(label), writer, strokes: [] });
    this.timeMs = 0;
  }

  private readOrigin(rest: string): void {
    const segment = this.segments.at(-1);
    const [, label, writer] = ORIGIN.exec(rest) ?? [];
    // Anything may stand in a comment.
    if (!segment || writer === undefined) return;
    if (label !== String(segment.label)) {
      throw this.error('.COMMENT', `${segment.label}, as its .SEGMENT says`, String(label));
    }
    segment.writer = writer;
  }

  private readColumns(names: readonly string[]): void {
    const [x, y] = [names.indexOf('X'), names.indexOf('Y')];
    if (x < 0 || y < 0) throw this.error('.COORD', 'X and Y', names.join(' '));
    this.columns = { x, y };
  }

  private readPoint(stroke: StrokePoint[], values: readonly string[]): void {
    const [x, y] = [this.columns.x, this.columns.y].map((column) =>
      this.number('point', values[column] ?? ''),
    );
    const { width, height } = this.box;
    const side = Math.max(width, height);
    stroke.push({
      x: ((x ?? 0) * IMAGE_SIZE) / side,
      y: ((height - (y ?? 0)) * IMAGE_SIZE) / side,
      pressure: PRESSURE,
      time: this.timeMs,
    });
    this.timeMs += this.periodMs;
  }

  /** Ends the stroke; without a point it was none. */
  private lift(): void {
    if (this.stroke && this.stroke.length > 0) this.segments.at(-1)?.strokes.push(this.stroke);
    this.stroke = undefined;
  }

  private number(field: string, text: string, least = -Infinity): number {
    const value = Number(text);
    if (text === '' || !Number.isFinite(value) || value < least) {
      const limit = least === -Infinity ? '' : ` of at least ${least}`;
      throw this.error(field, `a number${limit}`, text === '' ? 'nothing' : text);
    }
    return value;
  }

  private error(field: string, expected: string, found: string): FormatError {
    return new FormatError(this.file, `line ${this.line}, ${field}`, expected, found);
  }
}
