import { DEFAULT_BRUSH, isBlankDrawing } from '#model';
import {
  beginStroke,
  clearSketch,
  dropChange,
  EMPTY_SKETCH,
  erase,
  extendStroke,
  redoChange,
  showPicture,
  undoChange,
  type Sketch,
} from './sketch.ts';

const at = (x: number) => ({ x, y: 0, pressure: 0.5 });
const THIN = { size: 1, strength: 0.5 };
const points = ({ drawing }: Sketch) => drawing.strokes.map((stroke) => stroke.points);
const wipeAt = (x: number) => ({ from: { x, y: 0 }, to: { x, y: 0 }, radius: 1 });

describe('sketch', () => {
  const line = extendStroke(beginStroke(EMPTY_SKETCH, at(1), DEFAULT_BRUSH), [at(2), at(3)]);
  const two = beginStroke(line, at(9), THIN);

  it('gathers points into strokes, each with its brush', () => {
    expect(points(two)).toEqual([[at(1), at(2), at(3)], [at(9)]]);
    expect(two.drawing.strokes.map(({ brush }) => brush)).toEqual([DEFAULT_BRUSH, THIN]);
    expect(points(EMPTY_SKETCH)).toEqual([]);
  });

  it('undoes whole strokes, and stops at the empty sheet', () => {
    expect(undoChange(two).drawing).toEqual(line.drawing);
    const empty = undoChange(undoChange(two));
    expect(isBlankDrawing(empty.drawing)).toBeTrue();
    expect(undoChange(empty)).toBe(empty);
  });

  it('brings back what was undone, until something else is drawn', () => {
    const undone = undoChange(undoChange(two));
    expect(redoChange(redoChange(undone)).drawing).toBe(two.drawing);
    expect(redoChange(two)).toBe(two);
    expect(undoChange(redoChange(redoChange(undone))).drawing).toBe(line.drawing);
    const other = beginStroke(undone, at(20), THIN);
    expect(redoChange(other)).toBe(other);
  });

  it('does not bring back what nobody meant', () => {
    const dropped = dropChange(two);
    expect(dropped.drawing).toBe(line.drawing);
    expect(redoChange(dropped)).toBe(dropped);
  });

  it('brings back what was cleared', () => {
    const cleared = clearSketch(two);
    expect(points(cleared)).toEqual([]);
    expect(undoChange(cleared).drawing).toBe(two.drawing);
    expect(clearSketch(cleared)).toBe(cleared);
  });

  it('puts a picture in place of what was drawn, to be drawn on and undone', () => {
    const raster = new Float32Array(784).fill(1);
    const shown = showPicture(two, raster);
    expect(shown.drawing).toEqual({ strokes: [], raster });
    const drawnOn = beginStroke(shown, at(4), THIN);
    expect(drawnOn.drawing.raster).toBe(raster);
    expect(undoChange(undoChange(drawnOn)).drawing).toBe(two.drawing);
    expect(isBlankDrawing(clearSketch(shown).drawing)).toBeTrue();
  });

  it('erases, and undoes a movement of the eraser at once', () => {
    const first = erase(two, wipeAt(9), false);
    expect(points(first)).toEqual([[at(1), at(2), at(3)]]);
    const second = erase(first, wipeAt(2), true);
    expect(isBlankDrawing(second.drawing)).toBeTrue();
    expect(undoChange(second).drawing).toBe(two.drawing);
    expect(redoChange(undoChange(second)).drawing).toBe(second.drawing);
  });

  it('notes no change where the eraser met nothing', () => {
    expect(erase(two, wipeAt(25), false)).toBe(two);
    const erased = erase(two, wipeAt(9), false);
    expect(erase(erased, wipeAt(25), true)).toBe(erased);
  });

  it('has nothing to extend on an empty sheet', () => {
    expect(extendStroke(EMPTY_SKETCH, [at(1)])).toBe(EMPTY_SKETCH);
  });

  it('does not grow for ever', () => {
    let sketch = EMPTY_SKETCH;
    for (let i = 0; i < 1000; i++) sketch = clearSketch(beginStroke(sketch, at(i), THIN));
    expect(sketch.earlier.length).toBe(100);
  });
});
