import { Random, type Drawing } from '#model';
import type { WrittenFile } from '../../library/shared/library-network.ts';

/** So many own digits are kept at most. */
export const MOST_OWN = 5000;
/** So many are written in a row before it is time to learn. */
export const OWN_SET = 20;

/** Own digits as they are kept: how many, and the newest of them. */
export interface OwnDigitsHere {
  readonly count: number;
  /** Number of the first of the newest, from 0. */
  readonly first: number;
  /** Of the newest, in the order of writing; `OWN_SET` at most. */
  readonly labels: Uint8Array;
  /** Ink 0..255 of the same, `[digit][28][28]`. */
  readonly inks: Uint8Array<ArrayBuffer>;
}

/** What a page asks about own digits; each answer says what is there then. */
export interface OwnRequests {
  readonly ownDigits: object;
  readonly addOwnDigit: { readonly label: number; readonly drawing: Drawing };
  /** Takes back the one that was written last, or deletes all. */
  readonly removeOwnDigits: { readonly which: 'last' | 'all' };
  readonly writeOwnDigits: object;
}

/** The answers to `OwnRequests`. */
export interface OwnAnswers {
  readonly ownDigits: OwnDigitsHere;
  readonly addOwnDigit: OwnDigitsHere;
  /** `taken` is what was taken back, to be put onto the paper again. */
  readonly removeOwnDigits: { readonly here: OwnDigitsHere; readonly taken: Drawing | undefined };
  /** A zip with images and labels as MNIST has them, and the drawings. */
  readonly writeOwnDigits: WrittenFile;
}

const TESTS_EVERY = 5;
const CLASSES = 10;
/** After so many, each digit was asked for five times, and tests once. */
const ROUND = CLASSES * TESTS_EVERY;
const LABEL_STREAM = 0x3c6ef372;

/** Whether an own digit, by its number from 0 on, only tests: each fifth does. */
export function isOnlyTest(number: number): boolean {
  return number % TESTS_EVERY === TESTS_EVERY - 1;
}

/** How many of the first so many own digits can be learned from. */
export function learnedOf(count: number): number {
  return count - Math.floor(count / TESTS_EVERY);
}

/**
 * Which digit is asked for, by its number from 0 on: at random, each once in ten, never the same twice in a row; of fifty
 * in a row, each is once among those that only test.
 */
export function askedDigit(number: number): number {
  return askedIn(Math.floor(number / ROUND))[number % ROUND] ?? 0;
}

function askedIn(round: number): number[] {
  const tests = testsIn(round);
  const asked: number[] = [];
  for (let ten = 0; ten < TESTS_EVERY; ten++) {
    const [first = 0, second = 0] = tests.slice(2 * ten);
    const others = shuffledDigits(round, ten).filter(
      (digit) => digit !== first && digit !== second,
    );
    const last = asked.at(-1) ?? (round > 0 ? testsIn(round - 1).at(-1) : undefined);
    if (others[0] === last) others.push(...others.splice(0, 1));
    asked.push(...others.slice(0, 4), first, ...others.slice(4), second);
  }
  return asked;
}

/** Those that only test, two in ten. */
function testsIn(round: number): number[] {
  return shuffledDigits(round, TESTS_EVERY);
}

function shuffledDigits(round: number, row: number): number[] {
  const order = Uint32Array.from({ length: CLASSES }, (_, digit) => digit);
  Random.forItem(round, LABEL_STREAM, row).shuffle(order);
  return [...order];
}
