import fc from 'fast-check';
import { DEFAULT_BRUSH } from './drawing.ts';
import { formatDrawingsFile, parseDrawingsFile, type LabelledDrawing } from './drawings-file.ts';
import { FormatError } from './format-error.ts';

const POINT = { x: 3.5, y: -2, pressure: 0.25, time: 16 };
const BRUSH = { size: 4, strength: 0.5 };

/** A file of one drawing, with some of its fields replaced. */
const fileOf = (drawing: object, head: object = {}): string =>
  JSON.stringify({
    format: 'mnist-mlp-visualizer drawings',
    version: 1,
    drawings: [{ digit: 7, strokes: [{ points: [POINT] }], ...drawing }],
    ...head,
  });
const withPoint = (fields: object): string =>
  fileOf({ strokes: [{ points: [POINT, { ...POINT, ...fields }] }] });
const withStroke = (fields: object): string =>
  fileOf({ strokes: [{ points: [POINT], brush: BRUSH, ...fields }] });

const number = (min: number, max: number) =>
  // JSON has no negative zero.
  fc.double({ min, max, noNaN: true }).map((value) => value + 0);
const points = fc.array(
  fc.record(
    {
      x: number(-10_000, 10_000),
      y: number(-10_000, 10_000),
      pressure: number(0, 1),
      time: number(-1e9, 1e9),
    },
    { requiredKeys: ['x', 'y', 'pressure'] },
  ),
  { minLength: 1, maxLength: 4 },
);
const strokes = fc.array(
  fc.record(
    {
      points,
      brush: fc.record({ size: number(0, 28), strength: number(0, 1) }),
      isCut: fc.constant(true as const),
    },
    { requiredKeys: ['points', 'brush'] },
  ),
  { maxLength: 3 },
);
const raster = fc
  .uint8Array({ minLength: 784, maxLength: 784 })
  .map((bytes) => Float32Array.from(bytes, (byte) => byte / 255));
const drawings: fc.Arbitrary<LabelledDrawing[]> = fc.array(
  fc.record(
    {
      digit: fc.option(fc.integer({ min: 0, max: 9 })),
      writer: fc.string({ unit: 'binary' }),
      drawing: fc.record({ strokes, raster }, { requiredKeys: ['strokes'] }),
    },
    { requiredKeys: ['drawing'] },
  ),
  { maxLength: 3 },
);
const plain = <T>(value: T): T => structuredClone(value);

describe('a file of drawings', () => {
  const parse = (text: string) => parseDrawingsFile(text, 'class.json');

  it('is read as it was written, whatever is drawn and whoever drew it', () => {
    fc.assert(
      fc.property(drawings, (written) => {
        expect(parse(formatDrawingsFile(written))).toEqual(plain(written));
      }),
      { numRuns: 60 },
    );
  });

  it('is refused, never half read, wherever it is cut off', () => {
    fc.assert(
      fc.property(drawings, fc.double({ min: 0, max: 1, noNaN: true }), (written, share) => {
        const text = formatDrawingsFile(written).trimEnd();
        const cut = text.slice(0, Math.floor(share * (text.length - 1)));
        expect(() => parse(cut)).toThrowError(FormatError);
      }),
      { numRuns: 60 },
    );
  });

  it('gives all it has or a FormatError when a value in it is another', () => {
    const some = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 10, 1e9, '', 'digit', null));
    // A picture has 32 bits a pixel.
    const value = some.map((other) => (typeof other === 'number' ? Math.fround(other) : other));
    fc.assert(
      fc.property(drawings, fc.nat(), value, (written, place, other) => {
        const root: unknown = JSON.parse(formatDrawingsFile(written));
        const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
        const visit = (holder: unknown): void => {
          if (typeof holder !== 'object' || holder === null) return;
          for (const [key, held] of Object.entries(holder)) {
            places.push({ holder: holder as Record<string, unknown>, key });
            visit(held);
          }
        };
        visit(root);
        const chosen = places[place % places.length];
        if (chosen) chosen.holder[chosen.key] = other;
        // Strokes that are not cut say so by saying nothing.
        if (chosen?.key === 'isCut' && other === false) return;
        const mangled = JSON.stringify(root);
        let read: LabelledDrawing[];
        try {
          read = parse(mangled);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
          return;
        }
        // What a file leaves to the reader is written out by the writer.
        const again = JSON.parse(formatDrawingsFile(read)) as { drawings: unknown };
        expect(again.drawings).toEqual((JSON.parse(mangled) as { drawings: unknown }).drawings);
      }),
      { numRuns: 200 },
    );
  });

  it('has a line for each drawing', () => {
    const drawing = { strokes: [{ points: [POINT], brush: BRUSH }] };
    const text = formatDrawingsFile([
      { digit: 7, writer: 'Ada', drawing },
      { digit: null, drawing },
      { drawing },
    ]);
    expect(text).toBe(`{"format": "mnist-mlp-visualizer drawings", "version": 1, "drawings": [
{"digit":7,"writer":"Ada","strokes":[{"points":[{"x":3.5,"y":-2,"pressure":0.25,"time":16}],"brush":{"size":4,"strength":0.5}}]},
{"digit":null,"strokes":[{"points":[{"x":3.5,"y":-2,"pressure":0.25,"time":16}],"brush":{"size":4,"strength":0.5}}]},
{"strokes":[{"points":[{"x":3.5,"y":-2,"pressure":0.25,"time":16}],"brush":{"size":4,"strength":0.5}}]}
]}
`);
    expect(parse(formatDrawingsFile([]))).toEqual([]);
  });

  it('may leave out what a drawing is', () => {
    const [read] = parse(fileOf({ digit: undefined }));
    expect(read && 'digit' in read).toBeFalse();
    expect(read?.drawing.strokes.length).toBe(1);
  });

  it('may leave out brush and time, and have a byte order mark', () => {
    const text = fileOf({ strokes: [{ points: [{ x: 1, y: 2, pressure: 0.5 }] }] });
    expect(parse(`\uFEFF${text}`)).toEqual([
      {
        digit: 7,
        drawing: { strokes: [{ points: [{ x: 1, y: 2, pressure: 0.5 }], brush: DEFAULT_BRUSH }] },
      },
    ]);
  });

  const picture = new Array<number>(784).fill(0.5);
  const refused: [string, string, string][] = [
    ['', 'the file', 'JSON'],
    ['[]', 'the file', 'an object'],
    ['{}', 'format', '"mnist-mlp-visualizer drawings"'],
    [fileOf({}, { format: 'drawings' }), 'format', '"mnist-mlp-visualizer drawings"'],
    [fileOf({}, { version: 2 }), 'version', '1'],
    [fileOf({}, { by: 'Ada' }), 'by', 'no such field; there are format, version, drawings'],
    [fileOf({}, { drawings: {} }), 'drawings', 'an array'],
    [fileOf({}, { drawings: [7] }), 'drawings[0]', 'an object'],
    [fileOf({ digit: 10 }), 'drawings[0].digit', 'a whole number from 0 to 9'],
    [fileOf({ digit: '7' }), 'drawings[0].digit', 'a whole number from 0 to 9'],
    [fileOf({ writer: 12 }), 'drawings[0].writer', 'a string'],
    [
      fileOf({ label: 7 }),
      'drawings[0].label',
      'no such field; there are digit, writer, strokes, raster',
    ],
    [fileOf({ strokes: undefined }), 'drawings[0].strokes', 'an array'],
    [withStroke({ points: [] }), 'drawings[0].strokes[0].points', 'at least one point'],
    [
      withStroke({ brsh: BRUSH }),
      'drawings[0].strokes[0].brsh',
      'no such field; there are points, brush, isCut',
    ],
    [withStroke({ isCut: 'yes' }), 'drawings[0].strokes[0].isCut', 'true or false'],
    [
      withStroke({ brush: { size: 29, strength: 1 } }),
      'drawings[0].strokes[0].brush.size',
      'a finite number from 0 to 28',
    ],
    [
      withStroke({ brush: { size: 2 } }),
      'drawings[0].strokes[0].brush.strength',
      'a finite number from 0 to 1',
    ],
    [
      withStroke({ brush: { ...BRUSH, colour: 'red' } }),
      'drawings[0].strokes[0].brush.colour',
      'no such field; there are size, strength',
    ],
    [withStroke({ brush: null }), 'drawings[0].strokes[0].brush', 'an object'],
    [
      withPoint({ x: 10_001 }),
      'drawings[0].strokes[0].points[1].x',
      'a finite number from -10000 to 10000',
    ],
    [
      withPoint({ y: null }),
      'drawings[0].strokes[0].points[1].y',
      'a finite number from -10000 to 10000',
    ],
    [
      withPoint({ pressure: 1.5 }),
      'drawings[0].strokes[0].points[1].pressure',
      'a finite number from 0 to 1',
    ],
    [withPoint({ time: '3' }), 'drawings[0].strokes[0].points[1].time', 'a finite number'],
    [
      withPoint({}).replace('"time":16}]', '"time":1e999}]'),
      'drawings[0].strokes[0].points[1].time',
      'a finite number',
    ],
    [
      withPoint({ tilt: 3 }),
      'drawings[0].strokes[0].points[1].tilt',
      'no such field; there are x, y, pressure, time',
    ],
    [fileOf({ raster: picture.slice(1) }), 'drawings[0].raster', '784 numbers'],
    [
      fileOf({ raster: picture.with(3, 1.5) }),
      'drawings[0].raster[3]',
      'a finite number from 0 to 1',
    ],
    [fileOf({ raster: null }), 'drawings[0].raster', 'an array'],
  ];
  for (const [text, field, expected] of refused) {
    it(`is refused where ${field} is not ${expected}: ${text.slice(60, 200)}`, () => {
      expect(() => parse(text)).toThrowMatching(
        (error) =>
          error instanceof FormatError &&
          error.file === 'class.json' &&
          error.field === field &&
          error.expected === expected,
      );
    });
  }
});
