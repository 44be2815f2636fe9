import { DEFAULT_BRUSH, isBlankDrawing } from '#model';
import { eraserRadius, Movement } from './movement.ts';
import { clearSketch, EMPTY_SKETCH, redoChange, undoChange, type Sketch } from './sketch.ts';

const at = (x: number, y = 0) => ({ x, y, pressure: 0.5 });
const places = ({ drawing }: Sketch) =>
  drawing.strokes.map(({ points }) => points.map(({ x }) => +x.toFixed(2)));
const pen = (): Movement => new Movement('pen', DEFAULT_BRUSH);
const eraser = (): Movement => new Movement('eraser', DEFAULT_BRUSH);
const LINE = pen().goOn(EMPTY_SKETCH, [at(0), at(28)]);

describe('Movement', () => {
  it('of a pen is one stroke and one change', () => {
    const movement = pen();
    const sketch = movement.goOn(movement.goOn(EMPTY_SKETCH, [at(1), at(2)]), [at(3)]);
    expect(places(sketch)).toEqual([[1, 2, 3]]);
    expect(isBlankDrawing(undoChange(sketch).drawing)).toBeTrue();
  });

  it('of an eraser is one change, wherever it went in between', () => {
    const movement = eraser();
    const off = movement.goOn(LINE, [at(4, 20)]);
    expect(off).toBe(LINE);
    const once = movement.goOn(off, [at(4, 0)]);
    const sketch = movement.goOn(movement.goOn(once, [at(4, 20)]), [at(20, 20), at(20, 0)]);
    // The eraser's radius is 1.65, half the line's width 1.1.
    expect(eraserRadius(DEFAULT_BRUSH)).toBeCloseTo(1.65, 12);
    expect(places(sketch)).toEqual([
      [0, 1.25],
      [6.75, 17.25],
      [22.75, 28],
    ]);
    expect(undoChange(sketch).drawing).toBe(LINE.drawing);
  });

  it('wipes from place to place without gaps', () => {
    const movement = eraser();
    const sketch = movement.goOn(movement.goOn(LINE, [at(-4)]), [at(40)]);
    expect(isBlankDrawing(sketch.drawing)).toBeTrue();
  });

  it('draws no line to where the paper has moved', () => {
    const movement = pen();
    const before = movement.goOn(EMPTY_SKETCH, [at(1), at(2)]);
    movement.jump();
    expect(places(movement.goOn(before, [at(20), at(21)]))).toEqual([
      [1, 2],
      [20, 21],
    ]);
    const rubber = eraser();
    const wiped = rubber.goOn(LINE, [at(4)]);
    rubber.jump();
    expect(places(rubber.goOn(wiped, [at(24)]))).toEqual([
      [0, 1.25],
      [6.75, 21.25],
      [26.75, 28],
    ]);
  });

  it('goes on beside what was undone, cleared or brought back meanwhile', () => {
    for (const change of [undoChange, clearSketch]) {
      const movement = pen();
      const before = pen().goOn(EMPTY_SKETCH, [at(9)]);
      const changed = change(movement.goOn(before, [at(1), at(2)]));
      const sketch = movement.goOn(changed, [at(3), at(4)]);
      expect(places(sketch)).toEqual([...places(changed), [3, 4]]);
      expect(undoChange(sketch).drawing).toBe(changed.drawing);
    }
    const rubber = eraser();
    const undone = undoChange(rubber.goOn(LINE, [at(4)]));
    const sketch = rubber.goOn(undone, [at(24)]);
    expect(undoChange(sketch).drawing).toBe(LINE.drawing);
  });

  it('can be taken back as if it had never been', () => {
    const movement = pen();
    const before = movement.goOn(LINE, [at(1, 5), at(2, 5)]);
    movement.jump();
    const taken = movement.takeBack(movement.goOn(before, [at(9, 9)]));
    expect(taken.drawing).toBe(LINE.drawing);
    expect(redoChange(taken)).toBe(taken);
    const rubber = eraser();
    expect(rubber.takeBack(rubber.goOn(LINE, [at(4)])).drawing).toBe(LINE.drawing);
    expect(rubber.takeBack(LINE)).toBe(LINE);
  });

  it('takes nothing back but its own when something else changed the paper meanwhile', () => {
    for (const change of [undoChange, clearSketch]) {
      const palm = pen();
      const changed = change(palm.goOn(LINE, [at(1, 5), at(2, 5)]));
      expect(palm.takeBack(changed)).toBe(changed);
      expect(palm.takeBack(palm.goOn(changed, [at(3, 5)])).drawing).toBe(changed.drawing);
    }
  });
});
