import type { Drawing } from '#model';
import { carriedDrawing, carryDrawing } from './carried-drawing.ts';

const BRUSH = { size: 2.5, strength: 1 };
const DRAWING: Drawing = {
  strokes: [
    {
      points: [
        { x: 3, y: 4.5, pressure: 0.5 },
        { x: 9, y: 14, pressure: 0.7 },
      ],
      brush: BRUSH,
    },
    { points: [{ x: 20, y: 2, pressure: 1 }], brush: { size: 4, strength: 0.5 }, isCut: true },
  ],
  raster: new Float32Array(784).fill(0.25),
};

describe('a carried drawing', () => {
  afterEach(() => {
    history.replaceState(null, '');
  });

  it('is given out once, as it was', () => {
    expect(carriedDrawing()).toBeUndefined();
    carryDrawing(DRAWING);
    expect(carriedDrawing()).toEqual(DRAWING);
    expect(carriedDrawing()).toBeUndefined();
  });

  for (const drawing of [
    7,
    {},
    { strokes: [[{ x: 1, y: 2 }]] },
    { strokes: [{ points: [{ x: 1, y: NaN, pressure: 1 }], brush: BRUSH }] },
    { strokes: [{ points: [], brush: {} }] },
    { strokes: [], raster: [1, 2] },
    { strokes: [], raster: new Float32Array(3) },
  ]) {
    it(`of another kind is left alone: ${JSON.stringify(drawing)}`, () => {
      history.replaceState({ drawing }, '');
      expect(carriedDrawing()).toBeUndefined();
      expect(history.state).toBeNull();
    });
  }
});
