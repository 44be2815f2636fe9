import { evenPlaces, lengthOf, unitLines } from './unit-lines.ts';

const at = (...places: readonly (readonly [number, number])[]) =>
  places.map(([x, y]) => ({ x, y }));

describe('unitLines', () => {
  it('puts the middle of the box at (0, 0) and makes its longer side 1', () => {
    expect(unitLines([at([10, 20], [14, 20]), at([14, 20], [14, 28])])).toEqual([
      at([-0.25, -0.5], [0.25, -0.5]),
      at([0.25, -0.5], [0.25, 0.5]),
    ]);
  });

  it('leaves out slips of the pen, and what they did to the box', () => {
    const slip = at([0, 0], [0.5, 0]);
    expect(unitLines([slip, at([10, 10], [10, 20])])).toEqual([at([0, -0.5], [0, 0.5])]);
  });

  it('has nothing of a dot', () => {
    expect(unitLines([at([3, 4])])).toEqual([]);
    expect(unitLines([])).toEqual([]);
  });
});

describe('evenPlaces', () => {
  it('are as far apart along the line, from end to end', () => {
    const corner = at([0, 0], [3, 0], [3, 1], [3, 3]);
    expect([...evenPlaces(corner, 4)]).toEqual([0, 0, 2, 0, 3, 1, 3, 3]);
    expect(lengthOf(corner)).toBe(6);
  });

  it('stand still on a dot and where a line rests', () => {
    expect([...evenPlaces(at([1, 2]), 2)]).toEqual([1, 2, 1, 2]);
    expect([...evenPlaces(at([0, 0], [0, 0], [2, 0], [2, 0]), 3)]).toEqual([0, 0, 1, 0, 2, 0]);
  });
});
