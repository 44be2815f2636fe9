import { beginStroke, clearSketch, EMPTY_SKETCH, extendStroke, undoChange } from './sketch';

const at = (x: number) => ({ x, y: 0, pressure: 0.5, time: 0 });

describe('sketch', () => {
  const line = extendStroke(beginStroke(EMPTY_SKETCH, at(1)), [at(2), at(3)]);
  const two = beginStroke(line, at(9));

  it('gathers points into strokes', () => {
    expect(two.strokes).toEqual([[at(1), at(2), at(3)], [at(9)]]);
    expect(EMPTY_SKETCH.strokes).toEqual([]);
  });

  it('undoes whole strokes, and stops at the empty sheet', () => {
    expect(undoChange(two).strokes).toEqual(line.strokes);
    const empty = undoChange(undoChange(two));
    expect(empty.strokes).toEqual([]);
    expect(undoChange(empty).strokes).toEqual([]);
  });

  it('brings back what was cleared', () => {
    const cleared = clearSketch(two);
    expect(cleared.strokes).toEqual([]);
    expect(undoChange(cleared).strokes).toEqual(two.strokes);
    expect(clearSketch(cleared)).toBe(cleared);
  });

  it('has nothing to extend on an empty sheet', () => {
    expect(extendStroke(EMPTY_SKETCH, [at(1)])).toBe(EMPTY_SKETCH);
  });

  it('does not grow for ever', () => {
    let sketch = EMPTY_SKETCH;
    for (let i = 0; i < 1000; i++) sketch = clearSketch(beginStroke(sketch, at(i)));
    expect(sketch.earlier.length).toBe(100);
  });
});
