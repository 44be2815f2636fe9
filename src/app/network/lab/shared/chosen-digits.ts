import { Random } from '#model';
import type { LabSettings } from './lab-settings.ts';

/** What a run learns from, of the digits that are there. */
export interface ChosenDigits {
  /** Positions in the files, in their order, `[digit]`. */
  readonly positions: Uint32Array;
  /** What each is said to be, `[digit]`. */
  readonly labels: Uint8Array;
  /** 1 where that is wrong, `[digit]`. */
  readonly isWrong: Uint8Array;
}

const CLASSES = 10;
/** So many and fewer have as many of each digit. */
const MOST_BALANCED = 3000;
/** Digits are chosen, and labels exchanged, from streams of their own: order and weights stay what they are. */
const CHOICE_STREAM = 0x2545f491;
const LABEL_STREAM = 0x6a09e667;

/** How many of the digits that are there, from the first on, the settings choose from. */
export function digitsNeeded({ digits }: Pick<LabSettings, 'digits'>): number {
  return Math.max(digits, 10_000);
}

/**
 * Chooses what a run learns from: the same for the same seed, on every device. Few digits are part of more of them, and
 * those with a wrong label at 20 % have it at 30 % too, so that runs which differ in one setting differ in nothing else.
 * @param labels of all digits that are there, at least `digitsNeeded`
 * @throws RangeError if there are too few
 */
export function chooseDigits(
  labels: Uint8Array,
  settings: Pick<LabSettings, 'digits' | 'leftOut' | 'wrongPercent' | 'seed'>,
): ChosenDigits {
  const { digits, leftOut, seed, wrongPercent } = settings;
  const needed = digitsNeeded(settings);
  if (labels.length < needed) {
    throw new RangeError(`digits: expected ${needed} to choose from, found ${labels.length}`);
  }
  const chosen =
    digits <= MOST_BALANCED ? balanced(labels.subarray(0, needed), digits, seed) : all(digits);
  const positions = chosen.filter((position) => !leftOut.includes(labels[position] ?? 0));
  const right = Uint8Array.from(positions, (position) => labels[position] ?? 0);
  return { positions, ...exchanged(right, wrongPercent, leftOut, seed) };
}

function all(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, position) => position);
}

/** As many of each digit, at random, in their order. */
function balanced(labels: Uint8Array, count: number, seed: number): Uint32Array {
  const shuffled = all(labels.length);
  Random.fromSeed(seed ^ CHOICE_STREAM).shuffle(shuffled);
  const left = new Array<number>(CLASSES).fill(count / CLASSES);
  return shuffled
    .filter((position) => {
      const label = labels[position] ?? 0;
      left[label] = (left[label] ?? 0) - 1;
      return left[label] >= 0;
    })
    .sort();
}

/** Gives a share of all digits another label, which is none of those that are left out. */
function exchanged(
  right: Uint8Array,
  percent: number,
  leftOut: readonly number[],
  seed: number,
): Pick<ChosenDigits, 'labels' | 'isWrong'> {
  const labels = right.slice();
  const isWrong = new Uint8Array(right.length);
  const order = all(right.length);
  Random.fromSeed(seed ^ LABEL_STREAM).shuffle(order);
  const known = all(CLASSES).filter((label) => !leftOut.includes(label));
  for (const index of order.subarray(0, Math.round((right.length * percent) / 100))) {
    const others = known.filter((label) => label !== right[index]);
    // A stream of its own for each, so that it does not depend on how many come before.
    const random = Random.forItem(seed, LABEL_STREAM, index);
    labels[index] = others[random.nextBelow(others.length)] ?? 0;
    isWrong[index] = 1;
  }
  return { labels, isWrong };
}
