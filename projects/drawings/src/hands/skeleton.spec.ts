import { curveThrough, distance, skeletonOf } from './skeleton.ts';

describe('skeletonOf', () => {
  it('reads places, how they move with the trait, and corners', () => {
    expect(skeletonOf('20,0 30~5,40~-4! -6,100')).toEqual([
      [
        { x: 20, y: 0, dx: 0, dy: 0, isCorner: false },
        { x: 30, y: 40, dx: 5, dy: -4, isCorner: true },
        { x: -6, y: 100, dx: 0, dy: 0, isCorner: false },
      ],
    ]);
  });

  it('names a node that is malformed', () => {
    expect(() => skeletonOf('20,0 30;5')).toThrowError(RangeError, /found 30;5$/);
  });
});

describe('curveThrough', () => {
  const through = (stroke: string) => curveThrough(skeletonOf(stroke)[0] ?? []);

  it('passes every node, in small steps', () => {
    const curve = through('0,0 40,10 50,60 10,100');
    expect(curve[0]).toEqual(jasmine.objectContaining({ x: 0, y: 0 }));
    for (const node of [
      { x: 40, y: 10 },
      { x: 50, y: 60 },
      { x: 10, y: 100 },
    ]) {
      expect(Math.min(...curve.map((place) => distance(place, node)))).toBeLessThan(1e-9);
    }
    curve.forEach((place, i) => {
      expect(distance(curve[i - 1] ?? place, place)).toBeLessThan(2);
    });
  });

  it('goes straight between two corners and rounds what is none', () => {
    const corner = through('0,0 50,0! 50,50');
    expect(corner.every(({ x, y }) => Math.abs(y) < 1e-9 || Math.abs(x - 50) < 1e-9)).toBeTrue();
    const bend = through('0,0 50,0 50,50');
    expect(Math.max(...bend.map(({ x }) => x))).toBeGreaterThan(50.5);
  });

  it('stays finite where nodes coincide', () => {
    const curve = through('10,10 10,10 10,10 30,10');
    expect(curve.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBeTrue();
  });
});
