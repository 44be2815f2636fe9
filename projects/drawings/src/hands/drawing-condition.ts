import { IMAGE_SIZE, type Random } from '#model';
import type { Place } from './skeleton.ts';
import { oneOf, uniform, type Range } from '../distributions.ts';

/** How a drawing is made this time. */
export interface DrawingCondition {
  readonly name: string;
  /** Longer side in pad units. */
  readonly size: Range;
  readonly where: 'middle' | 'anywhere' | 'corner' | 'over the edge';
  /** Times the writer's. */
  readonly speed: number;
  readonly tremor: number;
  readonly pointRate: number;
}

const PLAIN: DrawingCondition = {
  name: 'plain',
  size: [15, 21],
  where: 'middle',
  speed: 1,
  tremor: 1,
  pointRate: 1,
};

/** The conditions under which people draw on the pad. */
export const CONDITIONS: readonly DrawingCondition[] = [
  PLAIN,
  { ...PLAIN, name: 'small', size: [5, 9], where: 'anywhere', speed: 0.5 },
  { ...PLAIN, name: 'corner', size: [8, 13], where: 'corner', speed: 0.7 },
  { ...PLAIN, name: 'shaky', size: [14, 22], tremor: 3.5, speed: 0.55 },
  { ...PLAIN, name: 'slow', size: [13, 22], speed: 0.4, pointRate: 0.75 },
  { ...PLAIN, name: 'large', size: [22.5, 26.5], speed: 1.2 },
  { ...PLAIN, name: 'leaving', size: [19, 25], where: 'over the edge' },
  { ...PLAIN, name: 'fast', size: [14, 23], speed: 2.2, pointRate: 0.5 },
];

/**
 * The condition of that name.
 * @throws RangeError that lists those there are
 */
export function conditionNamed(name: string): DrawingCondition {
  const found = CONDITIONS.find((candidate) => candidate.name === name);
  if (found) return found;
  const names = CONDITIONS.map((condition) => condition.name).join(', ');
  throw new RangeError(`condition: expected one of ${names}; found ${name}`);
}

/** Width and height of the pad: a unit is a pixel of the image. */
const PAD = IMAGE_SIZE;

/**
 * Where the middle of a drawing comes to lie on the pad.
 * @param width of the drawing in pad units, and its height
 */
export function middleOf(
  { where }: DrawingCondition,
  { width, height }: { readonly width: number; readonly height: number },
  random: Random,
): Place {
  // Half of what is left free beside a drawing, less a finger's distance from the edge.
  const free = {
    x: Math.max(0, (PAD - width) / 2 - 0.7),
    y: Math.max(0, (PAD - height) / 2 - 0.7),
  };
  const inside = (reach: number): Place => ({
    x: PAD / 2 + free.x * uniform(random, [-reach, reach]),
    y: PAD / 2 + free.y * uniform(random, [-reach, reach]),
  });
  switch (where) {
    case 'middle':
      return inside(0.6);
    case 'anywhere':
      return inside(1);
    case 'corner': {
      const [right, down] = [oneOf(random, [-1, 1]), oneOf(random, [-1, 1])];
      return {
        x: PAD / 2 + right * free.x * uniform(random, [0.8, 1]),
        y: PAD / 2 + down * free.y * uniform(random, [0.8, 1]),
      };
    }
    case 'over the edge': {
      const { x, y } = inside(0.4);
      const beyond = uniform(random, [1, 2.5]);
      return oneOf(random, [
        { x: width / 2 - beyond, y },
        { x: PAD - width / 2 + beyond, y },
        { x, y: height / 2 - beyond },
        { x, y: PAD - height / 2 + beyond },
      ]);
    }
    default:
      return where satisfies never;
  }
}
