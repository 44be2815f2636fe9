import type { Random } from '#model';
import type { Range } from '../src/distributions.ts';

/**
 * What the drawings of one person of the golden set have in common. It shares no noise with the hands that
 * training draws with: those misplace the nodes of a skeleton, these let the finished line stray. Lengths are
 * hundredths of a drawing's height.
 */
export interface GoldenHand {
  /** How far a line's top leans to the right, as a share of its height. */
  readonly slant: number;
  /** Width as a share of what the skeleton has. */
  readonly aspect: number;
  /** The tangent of half the angle by which the sheet is turned. */
  readonly turn: number;
  /** How far the line strays at most, and over what way it strays back. */
  readonly stray: number;
  readonly strayWay: number;
  /** How much larger a stroke ends than it begins, as a share. */
  readonly drift: number;
  /** How far strokes are from where they belong. */
  readonly loose: number;
  /** The way over which the hand cuts corners. */
  readonly inertia: number;
  /** By how much lines go on at their end; negative: how large a gap they leave. */
  readonly closing: number;
  /** Length of the hooks with which lines begin and end. */
  readonly hook: number;
  /** How often a line is broken at a corner, 0..1. */
  readonly lifting: number;
  /** Pressure 0..1, and how much of it wanders. */
  readonly weight: number;
  readonly unrest: number;
  /** Pad units a second. */
  readonly pace: number;
  /** Pad units. */
  readonly trembling: number;
}

const RANGES: Readonly<Record<keyof GoldenHand, Range>> = {
  slant: [-0.24, 0.46],
  aspect: [0.7, 1.28],
  turn: [-0.06, 0.06],
  stray: [1, 4],
  strayWay: [22, 48],
  drift: [-0.16, 0.18],
  loose: [0.5, 3.4],
  inertia: [0.6, 3],
  closing: [-8, 6],
  hook: [-5, 8],
  lifting: [-0.3, 0.4],
  weight: [0.25, 0.9],
  unrest: [0.05, 0.3],
  pace: [30, 62],
  trembling: [0.015, 0.07],
};

/** A person of the golden set: most are near the middle of each range, few at its ends. */
export function goldenHandOf(random: Random): GoldenHand {
  const names = Object.keys(RANGES) as (keyof GoldenHand)[];
  const traits = names.map((name) => {
    const [low, high] = RANGES[name];
    return [name, low + ((high - low) * (random.nextFloat() + random.nextFloat())) / 2];
  });
  return Object.fromEntries(traits) as Record<keyof GoldenHand, number>;
}
