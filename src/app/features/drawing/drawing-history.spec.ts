import { DEFAULT_BRUSH, isBlankDrawing } from '#model';
import {
  beginStroke,
  clearDrawing,
  dropChange,
  EMPTY_HISTORY,
  erase,
  extendStroke,
  redoChange,
  showPicture,
  undoChange,
  type DrawingHistory,
} from './drawing-history.ts';

const at = (x: number) => ({ x, y: 0, pressure: 0.5 });
const THIN = { size: 1, strength: 0.5 };
const points = ({ present }: DrawingHistory) => present.strokes.map((stroke) => stroke.points);
const wipeAt = (x: number) => ({ from: { x, y: 0 }, to: { x, y: 0 }, radius: 1 });

describe('DrawingHistory', () => {
  const line = extendStroke(beginStroke(EMPTY_HISTORY, at(1), DEFAULT_BRUSH), [at(2), at(3)]);
  const two = beginStroke(line, at(9), THIN);

  it('collects points into strokes, each with its brush', () => {
    expect(points(two)).toEqual([[at(1), at(2), at(3)], [at(9)]]);
    expect(two.present.strokes.map(({ brush }) => brush)).toEqual([DEFAULT_BRUSH, THIN]);
    expect(points(EMPTY_HISTORY)).toEqual([]);
  });

  it('undoes whole strokes, and stops at the empty sheet', () => {
    expect(undoChange(two).present).toEqual(line.present);
    const empty = undoChange(undoChange(two));
    expect(isBlankDrawing(empty.present)).toBeTrue();
    expect(undoChange(empty)).toBe(empty);
  });

  it('redoes what was undone, until something else is drawn', () => {
    const undone = undoChange(undoChange(two));
    expect(redoChange(redoChange(undone)).present).toBe(two.present);
    expect(redoChange(two)).toBe(two);
    expect(undoChange(redoChange(redoChange(undone))).present).toBe(line.present);
    const three = undoChange(undoChange(undoChange(beginStroke(two, at(5), THIN))));
    const again = redoChange(redoChange(three));
    expect(again.present).toEqual(two.present);
    expect(points(redoChange(again)).at(-1)).toEqual([at(5)]);
    const other = beginStroke(undone, at(20), THIN);
    expect(redoChange(other)).toBe(other);
  });

  it('does not redo a dropped change', () => {
    const dropped = dropChange(two);
    expect(dropped.present).toBe(line.present);
    expect(redoChange(dropped)).toBe(dropped);
  });

  it('undoes clearing', () => {
    const cleared = clearDrawing(two);
    expect(points(cleared)).toEqual([]);
    expect(undoChange(cleared).present).toBe(two.present);
    expect(clearDrawing(cleared)).toBe(cleared);
  });

  it('replaces the drawing by a picture, which can be drawn on and undone', () => {
    const raster = new Float32Array(784).fill(1);
    const shown = showPicture(two, raster);
    expect(shown.present).toEqual({ strokes: [], raster });
    const drawnOn = beginStroke(shown, at(4), THIN);
    expect(drawnOn.present.raster).toBe(raster);
    expect(undoChange(undoChange(drawnOn)).present).toBe(two.present);
    expect(isBlankDrawing(clearDrawing(shown).present)).toBeTrue();
  });

  it('erases, and undoes a movement of the eraser as one step', () => {
    const first = erase(two, wipeAt(9), false);
    expect(points(first)).toEqual([[at(1), at(2), at(3)]]);
    const second = erase(first, wipeAt(2), true);
    expect(isBlankDrawing(second.present)).toBeTrue();
    expect(undoChange(second).present).toBe(two.present);
    expect(redoChange(undoChange(second)).present).toBe(second.present);
  });

  it('records no change when nothing was erased', () => {
    expect(erase(two, wipeAt(25), false)).toBe(two);
    const erased = erase(two, wipeAt(9), false);
    expect(erase(erased, wipeAt(25), true)).toBe(erased);
  });

  it('has nothing to extend on an empty sheet, or with no points', () => {
    expect(extendStroke(EMPTY_HISTORY, [at(1)])).toBe(EMPTY_HISTORY);
    expect(extendStroke(two, [])).toBe(two);
  });

  it('does not grow without limit', () => {
    let history = EMPTY_HISTORY;
    for (let i = 0; i < 1000; i++) history = clearDrawing(beginStroke(history, at(i), THIN));
    expect(history.past.length).toBe(100);
  });
});
