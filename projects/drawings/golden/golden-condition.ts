import { IMAGE_SIZE, type Random } from '#model';
import { uniform, type Range } from '../src/distributions.ts';
import type { Place } from '../src/hands/skeleton.ts';

/** With what a drawing is made, how large, and where. */
export interface GoldenCondition {
  readonly name: string;
  /** Longer side in pad units. */
  readonly size: Range;
  readonly where: 'middle' | 'anywhere' | 'corner' | 'beyond a side';
  /** A pen reports pressure; a mouse does not, and knows whole pixels only. */
  readonly device: 'pen' | 'finger' | 'mouse';
  /** Times the hand's own. */
  readonly pace: number;
  readonly trembling: number;
  /** Points a second. */
  readonly pointRate: Range;
}

const PLAIN: GoldenCondition = {
  ...{ name: 'plain', size: [14, 20], where: 'middle', device: 'pen' },
  ...{ pace: 1, trembling: 1, pointRate: [55, 75] },
};

/** The conditions of the golden set. */
export const GOLDEN_CONDITIONS: readonly GoldenCondition[] = [
  PLAIN,
  { ...PLAIN, name: 'small', size: [6, 9], where: 'anywhere', pace: 0.55, trembling: 0.5 },
  { ...PLAIN, name: 'corner', size: [8, 12], where: 'corner', pace: 0.7, trembling: 0.7 },
  { ...PLAIN, name: 'trembling', size: [15, 21], pace: 0.7, trembling: 3.5 },
  { ...PLAIN, name: 'slow', size: [14, 22], pace: 0.45, pointRate: [32, 40] },
  { ...PLAIN, name: 'large', size: [23, 26.5], pace: 1.3 },
  { ...PLAIN, name: 'leaving', size: [19, 24], where: 'beyond a side' },
  { ...PLAIN, name: 'hasty', size: [14, 22], pace: 2, pointRate: [45, 60] },
  { ...PLAIN, name: 'finger', size: [15, 23], device: 'finger', trembling: 1.5 },
  { ...PLAIN, name: 'mouse', size: [13, 22], device: 'mouse', pace: 0.8, trembling: 2.2 },
];

/** Width and height of the pad: a unit is a pixel of the image. */
const PAD = IMAGE_SIZE;
/** Room that is left at the pad's edge, units. */
const MARGIN = 0.8;

/** Scales curves in hundredths to the condition's size, and puts them where it has them on the pad. */
export function onPad(
  curves: readonly (readonly Place[])[],
  { size, where }: GoldenCondition,
  random: Random,
): Place[][] {
  const places = curves.flat();
  const [x, y] = [
    extentOf(places.map((place) => place.x)),
    extentOf(places.map((place) => place.y)),
  ];
  const scale = uniform(random, size) / Math.max(x.length, y.length, 1);
  const left = startOf(where, x.length * scale, random);
  const top = startOf(where, y.length * scale, random);
  const offset = { left, top };
  if (where === 'beyond a side') {
    // Little enough that what stays on the pad is still the digit; the roof of a 7 and the foot of a 2 are not lost.
    const beyond = x.length * scale * uniform(random, [0.03, 0.08]);
    offset.left = random.nextBelow(2) === 0 ? -beyond : PAD - x.length * scale + beyond;
  }
  return curves.map((curve) =>
    curve.map((place) => ({
      x: offset.left + (place.x - x.low) * scale,
      y: offset.top + (place.y - y.low) * scale,
    })),
  );
}

/** Where a drawing begins along one side of the pad. */
function startOf(where: GoldenCondition['where'], length: number, random: Random): number {
  const free = Math.max(0, PAD - 2 * MARGIN - length);
  switch (where) {
    case 'middle':
    case 'beyond a side':
      return MARGIN + free * uniform(random, [0.3, 0.7]);
    case 'anywhere':
      return MARGIN + free * random.nextFloat();
    case 'corner':
      return (
        MARGIN + free * (random.nextBelow(2) + uniform(random, [-0.06, 0.06])) * 0.88 + free * 0.06
      );
    default:
      return where satisfies never;
  }
}

function extentOf(values: readonly number[]): { readonly low: number; readonly length: number } {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, length: high - low };
}
