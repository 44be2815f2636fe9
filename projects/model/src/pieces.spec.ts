import { DEFAULT_BRUSH, growStroke, type BrushStroke, type Drawing } from './drawing.ts';
import { beginningsOf, forEachEndPiece, forEachSettledPiece, goesOnFrom } from './pieces.ts';
import type { InkPoint } from './stroke.ts';

const at = (x: number, y: number): InkPoint => ({ x, y, pressure: 0.5 });
const stroke = (...points: InkPoint[]): BrushStroke => ({ points, brush: DEFAULT_BRUSH });
const cut = (...points: InkPoint[]): BrushStroke => ({ ...stroke(...points), isCut: true });
const drawing = (...strokes: BrushStroke[]): Drawing => ({ strokes });

/** Pieces as `x,y x,y`: from where to where. */
function piecesOf(visitAll: (visit: (from: InkPoint, to: InkPoint) => void) => void): string[] {
  const pieces: string[] = [];
  visitAll((from, to) => pieces.push(`${from.x},${from.y} ${to.x},${to.y}`));
  return pieces;
}
const settled = (of: Drawing, since?: Drawing): string[] =>
  piecesOf((visit) => {
    forEachSettledPiece(of, visit, since);
  });
const ends = (of: Drawing): string[] =>
  piecesOf((visit) => {
    forEachEndPiece(of, visit);
  });

const dot = stroke(at(1, 1));
const line = stroke(at(2, 2), at(6, 2));
/** Three points: its first curve is settled, its end is straight. */
const bend = stroke(at(0, 0), at(4, 0), at(4, 4));
const BEND_PIECES = ['0,0 1.75,0.125', '1.75,0.125 3,0.5', '3,0.5 3.75,1.125', '3.75,1.125 4,2'];

describe('goesOnFrom', () => {
  let grown: BrushStroke;
  let further: BrushStroke;
  beforeEach(() => {
    grown = growStroke(line, [at(9, 9)]);
    further = growStroke(grown, [at(1, 9)]);
  });

  it('is true of a drawing that stayed, grew or got further strokes', () => {
    expect(goesOnFrom(drawing(dot, line), drawing(dot, line))).toBeTrue();
    expect(goesOnFrom(drawing(dot, line), drawing(dot))).toBeTrue();
    expect(goesOnFrom(drawing(dot), drawing())).toBeTrue();
    expect(goesOnFrom(drawing(dot, further), drawing(dot, grown))).toBeTrue();
    expect(goesOnFrom(drawing(further, dot), drawing(grown))).toBeTrue();
  });

  it('is false of what was undone, replaced, or changed before the last stroke', () => {
    expect(goesOnFrom(drawing(dot), drawing(dot, line))).toBeFalse();
    expect(goesOnFrom(drawing(), drawing(dot))).toBeFalse();
    expect(goesOnFrom(drawing(bend, line), drawing(dot, line))).toBeFalse();
    expect(goesOnFrom(drawing(dot, bend), drawing(dot, line))).toBeFalse();
    expect(goesOnFrom(drawing(further, dot), drawing(grown, dot))).toBeFalse();
    expect(goesOnFrom(drawing(dot, grown), drawing(dot, further))).toBeFalse();
  });

  it('is false over another picture', () => {
    const [one, other] = [new Float32Array(784), new Float32Array(784)];
    expect(goesOnFrom({ strokes: [dot], raster: one }, { strokes: [], raster: one })).toBeTrue();
    expect(goesOnFrom({ strokes: [dot], raster: one }, { strokes: [], raster: other })).toBeFalse();
    expect(goesOnFrom({ strokes: [dot], raster: one }, { strokes: [dot] })).toBeFalse();
  });
});

describe('forEachSettledPiece', () => {
  it('goes along all but the end of the last line', () => {
    expect(settled(drawing(bend))).toEqual(BEND_PIECES);
    expect(settled(drawing(bend, line))).toEqual([...BEND_PIECES, '4,2 4,4']);
    expect(settled(drawing(line, dot, bend))).toEqual(['2,2 6,2', '1,1 1,1', ...BEND_PIECES]);
    expect(settled(drawing(dot))).toEqual([]);
    expect(settled(drawing())).toEqual([]);
  });

  it('leaves out what another drawing has', () => {
    const shorter = growStroke(bend, []);
    const longer = growStroke(shorter, [at(8, 4)]);
    const added = [
      '4,2 4.125,2.875',
      '4.125,2.875 4.5,3.5',
      '4.5,3.5 5.125,3.875',
      '5.125,3.875 6,4',
    ];
    expect(settled(drawing(dot, longer), drawing(dot, shorter))).toEqual(added);
    expect(settled(drawing(dot, longer, dot), drawing(dot, shorter))).toEqual([
      ...added,
      '6,4 8,4',
    ]);
    expect(settled(drawing(bend), drawing(bend))).toEqual([]);
    expect(settled(drawing(line, bend, line), drawing(line))).toEqual([
      '2,2 6,2',
      ...BEND_PIECES,
      '4,2 4,4',
    ]);
  });

  it('takes what an eraser left for settled', () => {
    expect(settled(drawing(cut(at(1, 2), at(3, 4), at(5, 6))))).toEqual(['1,2 3,4', '3,4 5,6']);
  });

  it('tells the brush', () => {
    const brush = { size: 4, strength: 0.5 };
    const brushes = new Set<unknown>();
    forEachSettledPiece(drawing({ ...bend, brush }), (_from, _to, of) => brushes.add(of));
    forEachEndPiece(drawing({ ...dot, brush }), (_from, _to, of) => brushes.add(of));
    forEachEndPiece(drawing({ ...line, brush }), (_from, _to, of) => brushes.add(of));
    expect([...brushes]).toEqual([brush]);
  });
});

describe('forEachEndPiece', () => {
  it('goes from what is settled of the last line to the pen; a dot is a piece of no length', () => {
    expect(ends(drawing(dot, bend))).toEqual(['4,2 4,4']);
    expect(ends(drawing(bend, line))).toEqual(['2,2 6,2']);
    expect(ends(drawing(bend, dot))).toEqual(['1,1 1,1']);
    expect(ends(drawing(stroke(at(1, 1), at(1.05, 1))))).toEqual(['1,1 1.05,1']);
    const resting = stroke(at(0, 0), at(4, 0), at(4.05, 0));
    expect(ends(drawing(resting)).length).toBe(5);
    expect(ends(drawing(resting))[0]).toMatch(/^0,0 /);
    expect(ends(drawing(resting)).at(-1)).toMatch(/ 4\.05,0$/);
  });

  it('has none where there is no line, or all of it is settled', () => {
    expect(ends(drawing())).toEqual([]);
    expect(ends(drawing(stroke(at(NaN, 1))))).toEqual([]);
    expect(ends(drawing(cut(at(1, 2), at(3, 4))))).toEqual([]);
  });
});

describe('beginningsOf', () => {
  it('tells where lines begin', () => {
    expect(beginningsOf(drawing(dot, bend, stroke(at(NaN, 1)), line))).toEqual([
      at(1, 1),
      at(0, 0),
      at(2, 2),
    ]);
  });

  it('leaves out those of another drawing', () => {
    const grown = growStroke(line, [at(9, 9)]);
    expect(beginningsOf(drawing(dot, grown, bend), drawing(dot, line))).toEqual([at(0, 0)]);
    expect(beginningsOf(drawing(dot), drawing(dot))).toEqual([]);
    const nowhere = growStroke(stroke(at(NaN, 1)), []);
    const there = growStroke(nowhere, [at(3, 3)]);
    expect(beginningsOf(drawing(there), drawing(nowhere))).toEqual([at(3, 3)]);
  });
});
