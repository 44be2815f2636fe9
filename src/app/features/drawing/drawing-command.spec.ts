import { DEFAULT_BRUSH, drawingAsJson, isBlankDrawing } from '#model';
import {
  reduceDrawing,
  UNTOUCHED,
  type DrawingCommand,
  type DrawingState,
} from './drawing-command.ts';

const at = (x: number) => ({ x, y: 0, pressure: 0.5 });
const BEGIN: DrawingCommand = { kind: 'begin', point: at(1), brush: DEFAULT_BRUSH };
const WIPE = { from: at(2), to: at(2), radius: 1 };

const after = (...commands: readonly DrawingCommand[]): DrawingState =>
  commands.reduce(reduceDrawing, UNTOUCHED);
const strokes = ({ history }: DrawingState): unknown =>
  history.present.strokes.map(({ points }) => points.map(({ x }) => x));

describe('reduceDrawing', () => {
  it('draws, undoes and redoes', () => {
    const drawn = after(BEGIN, { kind: 'extend', points: [at(3), at(4)] }, { kind: 'lift' });
    expect(strokes(drawn)).toEqual([[1, 3, 4]]);
    expect(strokes(reduceDrawing(drawn, { kind: 'undo' }))).toEqual([]);
    expect(
      strokes(reduceDrawing(reduceDrawing(drawn, { kind: 'undo' }), { kind: 'redo' })),
    ).toEqual([[1, 3, 4]]);
    const cleared = reduceDrawing(drawn, { kind: 'clear' });
    expect(isBlankDrawing(cleared.history.present)).toBeTrue();
    expect(strokes(reduceDrawing(cleared, { kind: 'undo' }))).toEqual([[1, 3, 4]]);
    const reset = reduceDrawing(drawn, { kind: 'reset' });
    expect([reset.history.past.length, isBlankDrawing(reset.history.present)]).toEqual([0, true]);
  });

  it('has the pen down from the first touch of pen or eraser until it is lifted', () => {
    expect(UNTOUCHED.isPenDown).toBeFalse();
    expect(after(BEGIN).isPenDown).toBeTrue();
    expect(after(BEGIN, { kind: 'undo' }).isPenDown).toBeTrue();
    expect(after(BEGIN, { kind: 'lift' }).isPenDown).toBeFalse();
    // There was nothing to erase.
    expect(after({ kind: 'erase', wipe: WIPE, isGoingOn: false }).isPenDown).toBeTrue();
    expect(after(BEGIN, { kind: 'drop', changes: 1 }).isPenDown).toBeFalse();
    expect(after(BEGIN, { kind: 'reset' }).isPenDown).toBeFalse();
  });

  it('counts a digit once when the pen is lifted, and when a picture arrives', () => {
    const picture: DrawingCommand = { kind: 'picture', raster: new Float32Array(784).fill(0.5) };
    expect(after(BEGIN).completed).toBe(0);
    expect(after(BEGIN, { kind: 'lift' }, { kind: 'lift' }).completed).toBe(1);
    expect(after(BEGIN, { kind: 'lift' }, picture).completed).toBe(2);
    // A stroke by a resting hand is not a digit, and a new sheet keeps the count.
    expect(after(BEGIN, { kind: 'drop', changes: 1 }, { kind: 'lift' }).completed).toBe(0);
    expect(after(picture, { kind: 'reset' }).completed).toBe(1);
  });

  it('puts another drawing in the place of this one, which undo brings back', () => {
    const other: DrawingCommand = { kind: 'replace', drawing: { strokes: [] } };
    const replaced = after(BEGIN, { kind: 'lift' }, other);
    expect([strokes(replaced), replaced.completed]).toEqual([[], 2]);
    expect(strokes(after(BEGIN, { kind: 'lift' }, other, { kind: 'undo' }))).toEqual([[1]]);
  });

  it('gives the same result for commands sent over a channel', () => {
    const commands: readonly DrawingCommand[] = [
      { kind: 'picture', raster: new Float32Array(784).fill(0.25) },
      BEGIN,
      { kind: 'extend', points: [at(3), at(9)] },
      { kind: 'lift' },
      { kind: 'erase', wipe: { from: at(5), to: at(6), radius: 1 }, isGoingOn: false },
      { kind: 'erase', wipe: { from: at(6), to: at(7), radius: 1 }, isGoingOn: true },
      { kind: 'lift' },
      { kind: 'undo' },
      { kind: 'redo' },
      { kind: 'drop', changes: 1 },
    ];
    const here = after(...commands);
    const there = after(...commands.map((command) => structuredClone(command)));
    expect(drawingAsJson(there.history.present)).toEqual(drawingAsJson(here.history.present));
    expect(strokes(here)).toEqual([[1, 3, 9]]);
  });
});
