import type { Drawing } from './drawing.ts';
import { drawingAsJson, isObject, parseDrawing } from './parse-drawing.ts';

const POINTS = [
  { x: 3.5, y: -2, pressure: 0, time: 16 },
  { x: 0, y: 28, pressure: 1 },
];
const BRUSH = { size: 2.2, strength: 0.5 };
const STROKE = { points: POINTS, brush: BRUSH };
const PICTURE = Array.from({ length: 784 }, (_, pixel) => (pixel % 5) / 4);

/** A drawing of one stroke, some of its fields replaced. */
const withStroke = (fields: object): unknown => ({ strokes: [{ ...STROKE, ...fields }] });
const withPoint = (fields: object): unknown =>
  withStroke({ points: [{ x: 1, y: 2, pressure: 0.5, ...fields }] });
const withBrush = (fields: object): unknown => withStroke({ brush: { ...BRUSH, ...fields } });

describe('parseDrawing', () => {
  it('reads strokes with all that belongs to them', () => {
    const cut = { ...STROKE, isCut: true };
    expect(parseDrawing({ strokes: [STROKE, cut] })).toEqual({
      strokes: [STROKE, { ...STROKE, isCut: true }],
    });
    expect(parseDrawing({ strokes: [] })).toEqual({ strokes: [] });
  });

  it('leaves out what it does not know', () => {
    const drawing = parseDrawing({
      strokes: [{ ...STROKE, isCut: false, colour: 'red' }],
      by: 'x',
    });
    expect(drawing).toEqual({ strokes: [STROKE] });
    expect(Object.keys(drawing?.strokes[0] ?? {})).toEqual(['points', 'brush']);
  });

  it('reads a picture from a list and from an array of numbers', () => {
    for (const raster of [PICTURE, Float32Array.from(PICTURE)]) {
      expect(parseDrawing({ strokes: [STROKE], raster })).toEqual({
        strokes: [STROKE],
        raster: Float32Array.from(PICTURE),
      });
    }
  });

  it('takes values up to their limits', () => {
    for (const drawing of [
      ...[{ x: 10_000 }, { x: -10_000 }, { y: 10_000 }, { y: -10_000 }].map(withPoint),
      ...[{ pressure: 0 }, { pressure: 1 }, { time: -5 }, { time: 1e300 }].map(withPoint),
      ...[{ size: 0 }, { size: 28 }, { strength: 0 }, { strength: 1 }].map(withBrush),
    ]) {
      expect(parseDrawing(drawing))
        .withContext(JSON.stringify(drawing))
        .toEqual(drawing as Drawing);
    }
  });

  const none: readonly unknown[] = [
    ...[undefined, null, 7, 'strokes', [], {}, { strokes: {} }, { strokes: null }],
    ...[{ strokes: [STROKE, null] }, { strokes: [7, STROKE] }, { strokes: [{ brush: BRUSH }] }],
    ...[[], {}, [null], [[1, 2]], [POINTS[0], 3]].map((points) => withStroke({ points })),
    ...[{ x: 10_000.5 }, { x: -10_001 }, { x: '1' }, { x: undefined }, { x: NaN }].map(withPoint),
    ...[{ y: 10_000.5 }, { y: -10_001 }, { y: null }].map(withPoint),
    ...[{ pressure: -0.1 }, { pressure: 1.1 }, { pressure: undefined }].map(withPoint),
    ...[{ time: '0' }, { time: null }, { time: NaN }].map(withPoint),
    ...[undefined, null, 2.2, 'pen'].map((brush) => withStroke({ brush })),
    ...[{ size: -1 }, { size: 28.5 }, { size: undefined }].map(withBrush),
    ...[{ strength: -0.1 }, { strength: 1.1 }, { strength: '1' }].map(withBrush),
    ...[null, 'ink', { length: 784 }, PICTURE.slice(1), [...PICTURE, 0]].map((raster) => ({
      strokes: [STROKE],
      raster,
    })),
    ...[-0.1, 1.1, '1', null].map((ink) => ({
      strokes: [],
      raster: PICTURE.with(9, ink as number),
    })),
  ];
  none.forEach((value, index) => {
    const text = JSON.stringify(value) as string | undefined;
    it(`finds none in ${text?.slice(0, 100) ?? 'nothing'} (${index})`, () => {
      expect(parseDrawing(value)).toBeUndefined();
    });
  });
});

describe('drawingAsJson', () => {
  const drawing: Drawing = {
    strokes: [STROKE, { ...STROKE, isCut: true }],
    raster: Float32Array.from(PICTURE),
  };

  it('has a list of numbers for a picture', () => {
    expect(JSON.parse(JSON.stringify(drawingAsJson(drawing)))).toEqual({
      strokes: [STROKE, { ...STROKE, isCut: true }],
      raster: PICTURE,
    });
    expect(JSON.stringify(drawingAsJson({ strokes: [] }))).toBe('{"strokes":[]}');
  });

  it('is read back as it was', () => {
    expect(parseDrawing(JSON.parse(JSON.stringify(drawingAsJson(drawing))))).toEqual(drawing);
  });
});

describe('isObject', () => {
  it('is true of what has fields only', () => {
    expect([{}, { a: 1 }].every(isObject)).toBeTrue();
    expect([undefined, null, 1, 'a', true].some(isObject)).toBeFalse();
  });
});
