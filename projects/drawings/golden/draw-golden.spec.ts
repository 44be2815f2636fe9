import { type Stroke, Random } from '#model';
import { skeletonOf } from '../src/hands/skeleton.ts';
import { drawGolden } from './draw-golden.ts';
import { GOLDEN_CONDITIONS, type GoldenCondition } from './golden-condition.ts';
import { goldenHandOf, type GoldenHand } from './golden-hand.ts';

const HAND = goldenHandOf(Random.fromSeed(3));
/** One who errs nowhere, so that what is drawn can be worked out. */
const STEADY: GoldenHand = {
  ...{ slant: 0, aspect: 1, turn: 0, stray: 0, strayWay: 30, drift: 0, loose: 0, inertia: 0 },
  ...{ closing: 0, hook: 0, lifting: 0, weight: 0.6, unrest: 0, pace: 40, trembling: 0 },
};
const ANGLE = skeletonOf('0,0 50,0! 50,100');

function draw(name: string, { hand = STEADY, seed = 7 } = {}): Stroke[] {
  const condition = GOLDEN_CONDITIONS.find((candidate) => candidate.name === name);
  if (!condition) throw new RangeError(`no condition ${name}`);
  return drawGolden(ANGLE, hand, condition, Random.fromSeed(seed));
}

const extentOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

describe('drawGolden', () => {
  it('draws the same again with the same random numbers, and otherwise something else', () => {
    expect(draw('plain', { hand: HAND })).toEqual(draw('plain', { hand: HAND }));
    expect(draw('plain', { hand: HAND })).not.toEqual(draw('plain', { hand: HAND, seed: 8 }));
  });

  it('keeps the proportions of the form, at the size of the condition', () => {
    for (const { name, size } of GOLDEN_CONDITIONS) {
      const points = draw(name).flat();
      const height = extentOf(points.map(({ y }) => y));
      // A mouse knows whole pixels only.
      expect(height)
        .withContext(name)
        .toBeGreaterThan(size[0] - 0.2);
      expect(height)
        .withContext(name)
        .toBeLessThan(size[1] + 0.2);
      expect(extentOf(points.map(({ x }) => x)) / height)
        .withContext(name)
        .toBeCloseTo(0.5, 1);
    }
  });

  it('lifts the pen at a corner if the hand does', () => {
    expect(draw('plain', { hand: { ...STEADY, lifting: 1 } }).length).toBe(2);
    expect(draw('plain').length).toBe(1);
  });

  it('leaves gaps where the hand ends early', () => {
    const way = (closing: number): number =>
      extentOf(
        draw('plain', { hand: { ...STEADY, closing } })
          .flat()
          .map(({ y }) => y),
      ) /
      extentOf(
        draw('plain', { hand: { ...STEADY, closing } })
          .flat()
          .map(({ x }) => x),
      );
    expect(way(-8)).toBeLessThan(way(0) - 0.05);
  });

  it('goes slower where the line turns', () => {
    const [points = []] = draw('large');
    const steps = points.slice(1).map((to, index) => {
      const from = points[index] ?? to;
      return Math.hypot(to.x - from.x, to.y - from.y);
    });
    const inside = steps.slice(4, -4);
    expect(Math.min(...inside)).toBeLessThan(Math.max(...inside) * 0.75);
  });

  it('reports pressure of a pen only, and of a mouse whole pixels', () => {
    const pressures = (name: GoldenCondition['name']): number =>
      new Set(draw(name).flatMap((stroke) => stroke.map(({ pressure }) => pressure))).size;
    expect(pressures('plain')).toBeGreaterThan(5);
    expect(pressures('finger')).toBe(1);
    expect(pressures('mouse')).toBe(1);
    const tenths = draw('mouse')
      .flat()
      .map(({ x }) => x * 10);
    expect(tenths.every((x) => Math.abs(x - Math.round(x)) < 1e-6)).toBeTrue();
  });
});
