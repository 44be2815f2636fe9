import {
  BLANK_DRAWING,
  DEFAULT_BRUSH,
  eraseAlong,
  growStroke,
  type BrushStroke,
  type Drawing,
  type InkPoint,
} from '#model';
import fc from 'fast-check';
import { buffersOfChange, changeBetween, changedDrawing } from './drawing-change.ts';

const point = fc.record({
  x: fc.double({ min: 0, max: 28 }),
  y: fc.double({ min: 0, max: 28, noNaN: true }),
  pressure: fc.double({ min: 0, max: 1 }),
});
const points = fc.array(point, { minLength: 1, maxLength: 6 });
/** What can happen to a drawing between two messages. */
const event = fc.oneof(
  fc.record({ kind: fc.constant('begin' as const), points }),
  fc.record({ kind: fc.constant('grow' as const), points }),
  fc.record({ kind: fc.constant('erase' as const), from: point, to: point }),
  fc.record({ kind: fc.constant('undo' as const), steps: fc.nat(5) }),
  fc.record({
    kind: fc.constant('picture' as const),
    ink: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);

/** A drawing as plain data. */
function plain({ strokes, raster }: Drawing): unknown {
  const inkOf = ({ points, brush, isCut }: BrushStroke): unknown => [
    points.map(({ x, y, pressure }: InkPoint) => [x, y, pressure]),
    { ...brush },
    isCut,
  ];
  return [strokes.map(inkOf), raster];
}

describe('a change of a drawing', () => {
  it('turns a copy of the old drawing into the new one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(event, fc.boolean()), { maxLength: 30 }), (events) => {
        const history: Drawing[] = [BLANK_DRAWING];
        let [told, there] = [BLANK_DRAWING, BLANK_DRAWING];
        for (const [event, isTold] of events) {
          const now = history.at(-1) ?? BLANK_DRAWING;
          const { strokes } = now;
          const last = strokes.at(-1);
          if (event.kind === 'undo') history.push(history.at(-1 - event.steps) ?? BLANK_DRAWING);
          else if (event.kind === 'erase') history.push(eraseAlong(now, { ...event, radius: 3 }));
          else if (event.kind === 'picture') {
            history.push({ strokes: [], raster: new Float32Array(784).fill(event.ink) });
          } else if (event.kind === 'grow' && last) {
            history.push({ ...now, strokes: strokes.with(-1, growStroke(last, event.points)) });
          } else if (event.kind === 'begin') {
            const stroke = { points: event.points, brush: DEFAULT_BRUSH };
            history.push({ ...now, strokes: [...strokes, stroke] });
          }
          if (!isTold) continue;
          const drawing = history.at(-1) ?? BLANK_DRAWING;
          const change = changeBetween(told, drawing);
          there = changedDrawing(
            there,
            structuredClone(change, { transfer: buffersOfChange(change) }),
          );
          told = drawing;
          expect(plain(there)).toEqual(plain(told));
        }
      }),
    );
  });

  it('has the same size for a growing line, however long the line is', () => {
    const at = (x: number) => ({ x, y: 0, pressure: 0.5 });
    let stroke: BrushStroke = { points: [at(0)], brush: DEFAULT_BRUSH };
    const sizes = new Set<number>();
    for (let x = 1; x < 2000; x++) {
      const longer = growStroke(stroke, [at(x)]);
      const change = changeBetween({ strokes: [stroke] }, { strokes: [longer] });
      sizes.add(buffersOfChange(change).reduce((sum, { byteLength }) => sum + byteLength, 0));
      expect(change.added).toEqual([]);
      stroke = longer;
    }
    expect([...sizes]).toEqual([24]);
  });

  it('says which strokes are cut, whose points are the line itself', () => {
    const points = [
      { x: 1, y: 2, pressure: 0.5 },
      { x: 3, y: 4, pressure: 0.25 },
    ];
    const whole: BrushStroke = { points, brush: DEFAULT_BRUSH };
    const strokes = [whole, { ...whole, isCut: true } as const];
    const change = changeBetween(BLANK_DRAWING, { strokes });
    const packed = Float64Array.of(1, 2, 0.5, 3, 4, 0.25);
    expect(change.added).toEqual([
      { points: packed, brush: DEFAULT_BRUSH },
      { points: packed, brush: DEFAULT_BRUSH, isCut: true },
    ]);
    expect(changedDrawing(BLANK_DRAWING, change).strokes).toEqual(strokes);
  });

  it('is nothing where nothing changed', () => {
    const drawing = { strokes: [{ points: [], brush: DEFAULT_BRUSH }] };
    const change = changeBetween(drawing, drawing);
    expect(change).toEqual({ kept: 1, added: [], keptAtEnd: 0 });
    expect(changedDrawing(drawing, change)).toEqual(drawing);
  });

  it('leaves out the strokes before and after a removed one', () => {
    const strokes = [1, 2, 3, 4].map((x): BrushStroke => ({
      points: [{ x, y: 1, pressure: 0.5 }],
      brush: DEFAULT_BRUSH,
    }));
    const left = strokes.filter((_, index) => index !== 1);
    const change = changeBetween({ strokes }, { strokes: left });
    expect(change).toEqual({ kept: 1, added: [], keptAtEnd: 2 });
    expect(changedDrawing({ strokes }, change).strokes).toEqual(left);
  });
});
