import { DEFAULT_BRUSH, isBlankDrawing, type Drawing } from '#model';
import { eraserRadius, ToolGesture } from './tool-gesture.ts';
import { PlainDrawingStore } from './testing/plain-drawing-store.ts';

const at = (x: number, y = 0) => ({ x, y, pressure: 0.5 });

describe('ToolGesture', () => {
  let paper: PlainDrawingStore;
  let line: Drawing;

  beforeEach(() => {
    paper = new PlainDrawingStore();
    pen().extend([at(0), at(28)]);
    line = paper.drawing();
  });

  const pen = (): ToolGesture => new ToolGesture(paper, 'pen', DEFAULT_BRUSH);
  const eraser = (): ToolGesture => new ToolGesture(paper, 'eraser', DEFAULT_BRUSH);
  const positions = (): number[][] =>
    paper.drawing().strokes.map(({ points }) => points.map(({ x }) => +x.toFixed(2)));
  const undo = (): void => {
    paper.dispatch({ kind: 'undo' });
  };

  it('of a pen is one stroke and one change', () => {
    const gesture = pen();
    gesture.extend([at(1), at(2)]);
    gesture.extend([at(3)]);
    expect(positions()).toEqual([
      [0, 28],
      [1, 2, 3],
    ]);
    undo();
    expect(paper.drawing()).toBe(line);
  });

  it('of an eraser is one change, wherever it goes in between', () => {
    const gesture = eraser();
    gesture.extend([at(4, 20)]);
    expect(paper.drawing()).toBe(line);
    gesture.extend([at(4, 0)]);
    gesture.extend([at(4, 20)]);
    gesture.extend([at(20, 20), at(20, 0)]);
    // The eraser's radius is 1.65, half the line's width 1.1.
    expect(eraserRadius(DEFAULT_BRUSH)).toBeCloseTo(1.65, 12);
    expect(positions()).toEqual([
      [0, 1.25],
      [6.75, 17.25],
      [22.75, 28],
    ]);
    undo();
    expect(paper.drawing()).toBe(line);
  });

  it('erases from point to point without gaps', () => {
    const gesture = eraser();
    gesture.extend([at(-4)]);
    gesture.extend([at(40)]);
    expect(isBlankDrawing(paper.drawing())).toBeTrue();
  });

  it('draws no line across a jump of the paper', () => {
    const gesture = pen();
    gesture.extend([at(1), at(2)]);
    gesture.breakLine();
    gesture.extend([at(20), at(21)]);
    expect(positions().slice(1)).toEqual([
      [1, 2],
      [20, 21],
    ]);
    for (let i = 0; i < 2; i++) undo();
    const rubber = eraser();
    rubber.extend([at(4)]);
    rubber.breakLine();
    rubber.extend([at(24)]);
    expect(positions()).toEqual([
      [0, 1.25],
      [6.75, 21.25],
      [26.75, 28],
    ]);
  });

  it('continues after undoing, clearing or redoing in the middle of it', () => {
    for (const kind of ['undo', 'clear'] as const) {
      const gesture = pen();
      pen().extend([at(9)]);
      gesture.extend([at(1), at(2)]);
      paper.dispatch({ kind });
      const changed = paper.drawing();
      const left = positions();
      gesture.extend([at(3), at(4)]);
      expect(positions()).toEqual([...left, [3, 4]]);
      undo();
      expect(paper.drawing()).toBe(changed);
    }
    paper.dispatch({ kind: 'reset', drawing: line });
    line = paper.drawing();
    const rubber = eraser();
    rubber.extend([at(4)]);
    undo();
    rubber.extend([at(24)]);
    undo();
    expect(paper.drawing()).toBe(line);
  });

  it('can be reverted as if it had never happened', () => {
    const gesture = pen();
    gesture.extend([at(1, 5), at(2, 5)]);
    gesture.breakLine();
    gesture.extend([at(9, 9)]);
    gesture.revert();
    expect(paper.drawing()).toBe(line);
    paper.dispatch({ kind: 'redo' });
    expect(paper.drawing()).toBe(line);
    const rubber = eraser();
    rubber.extend([at(4)]);
    expect(paper.drawing()).not.toBe(line);
    rubber.extend([at(6), at(8)]);
    rubber.revert();
    expect(paper.drawing()).toBe(line);
    rubber.revert();
    expect(paper.drawing()).toBe(line);
  });

  it('reverts nothing but its own part when the paper was changed meanwhile', () => {
    for (const kind of ['undo', 'clear'] as const) {
      paper.dispatch({ kind: 'reset', drawing: line });
      const palm = pen();
      palm.extend([at(1, 5), at(2, 5)]);
      paper.dispatch({ kind });
      const changed = paper.drawing();
      palm.revert();
      expect(paper.drawing()).toBe(changed);
      palm.extend([at(3, 5)]);
      palm.revert();
      expect(paper.drawing()).toBe(changed);
      palm.extend([at(4, 5)]);
      paper.dispatch({ kind: 'begin', point: at(20, 20), brush: DEFAULT_BRUSH });
      const others = paper.drawing();
      palm.extend([at(5, 5)]);
      palm.revert();
      expect(paper.drawing()).toBe(others);
    }
  });

  it('changes nothing without points', () => {
    for (const gesture of [pen(), eraser()]) {
      gesture.extend([]);
      expect(paper.drawing()).toBe(line);
    }
  });
});
