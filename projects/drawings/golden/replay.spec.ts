import { replay } from './replay.ts';

const at = (x: number, y: number, time: number) => ({ x, y, pressure: 0.5, time });
const BAR = [at(0, 0, 0), at(3, 4, 20)];
const DOT = [at(9, 9, 100)];

describe('replay', () => {
  it('lets a drawing grow point by point', () => {
    expect([...replay([BAR, DOT])]).toEqual([
      { strokes: [[at(0, 0, 0)]], time: 0 },
      { strokes: [BAR], time: 20 },
      { strokes: [BAR, DOT], time: 100 },
    ]);
  });

  it('sees the pen between points that are far apart', () => {
    const pens = [...replay([BAR], 2)].map(({ strokes }) => strokes[0]?.at(-1));
    // The bar is 5 units long: three steps.
    expect(pens.map((pen) => pen?.x)).toEqual([0, 1, 2, 3]);
    expect(pens.map((pen) => pen?.time)).toEqual([0, 20, 20, 20]);
    expect([...replay([BAR], 2)].map(({ strokes }) => strokes[0]?.length)).toEqual([1, 2, 2, 2]);
  });
});
