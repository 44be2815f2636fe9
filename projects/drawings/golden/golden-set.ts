import { type Stroke, Random } from '#model';
import type { Skeleton } from '../src/hands/skeleton.ts';
import { drawGolden } from './draw-golden.ts';
import { GOLDEN_CONDITIONS, type GoldenCondition } from './golden-condition.ts';
import { CONFUSABLE_FORMS, ORDINARY_FORMS, type GoldenForm } from './golden-forms.ts';
import { goldenHandOf, type GoldenHand } from './golden-hand.ts';
import { SCRAWLS } from './scrawls.ts';
import { THINGS } from './things.ts';

/** A drawing whose meaning every person would agree on. */
export interface GoldenDrawing {
  readonly id: string;
  /** The digit, or null where it is none. */
  readonly label: number | null;
  /** A digit's form, or what else was drawn. */
  readonly kind: string;
  /** Whether it is a digit of a form that looks a little like another one. */
  readonly isConfusable: boolean;
  readonly writer: number;
  readonly condition: string;
  /** Whether the writer is one of those by whom nothing is ever chosen. */
  readonly heldOut: boolean;
  readonly strokes: readonly Stroke[];
}

const SEED = 20261129;
const WRITERS = 28;
/** Confusable digits a writer. */
const CONFUSABLE = 3;
const DRAWINGS_A_SCRAWL = 4;

/** The conditions of a writer's ten digits; the next writer begins with another one. */
const ROUND = 'plain, small, finger, trembling, corner, slow, large, leaving, hasty, mouse'.split(
  ', ',
);
/** Those of the confusable ones: drawn smaller, a nearly shut loop would be a blot. */
const CONFUSABLE_ROUND =
  'plain, finger, trembling, slow, large, plain, leaving, hasty, mouse'.split(', ');
/** What is no digit is mostly drawn plainly. */
const NON_DIGIT_ROUND = 'plain, large, finger, small, mouse, plain, hasty, trembling'.split(', ');

/**
 * The golden set: each of 28 writers writes the ten digits and three of confusable forms, all forms and all
 * conditions in both halves of the writers; and there are things, symbols, letters and scrawls that are none.
 * Every second writer is held out.
 */
export function makeGoldenSet(): GoldenDrawing[] {
  const hands = Array.from({ length: WRITERS }, (_, index) =>
    goldenHandOf(Random.fromSeed(SEED + index)),
  );
  return [...ordinaryDigits(hands), ...confusableDigits(hands), ...nonDigits(hands)];
}

const isHeldOut = (writer: number): boolean => writer % 2 === 1;

function ordinaryDigits(hands: readonly GoldenHand[]): GoldenDrawing[] {
  const random = Random.fromSeed(SEED ^ 0xd161);
  return Array.from({ length: 10 }, (_, digit) => {
    const forms = ORDINARY_FORMS.filter((form) => form.digit === digit);
    // Which writer of a half prefers which form, in an order of the digit's own.
    const orders = [0, 1].map(() => {
      const order = Uint32Array.from({ length: WRITERS / 2 }, (_, place) => place);
      random.shuffle(order);
      return order;
    });
    return hands.flatMap((hand, writer) => {
      const member = Math.floor(writer / 2);
      const form = forms[(orders[writer % 2]?.[member] ?? 0) % forms.length];
      const name = ROUND[(member + digit * 3) % ROUND.length];
      return form ? [written(form, hand, writer, name)] : [];
    });
  }).flat();
}

function confusableDigits(hands: readonly GoldenHand[]): GoldenDrawing[] {
  return hands.flatMap((hand, writer) =>
    Array.from({ length: CONFUSABLE }, (_, nth) => {
      const turn = Math.floor(writer / 2) * CONFUSABLE + nth;
      // The halves begin with other forms, so that a form meets other conditions in each.
      const form = CONFUSABLE_FORMS[(turn + (writer % 2) * 5) % CONFUSABLE_FORMS.length];
      const name = CONFUSABLE_ROUND[turn % CONFUSABLE_ROUND.length];
      return form ? [written(form, hand, writer, name)] : [];
    }).flat(),
  );
}

function written(
  { digit, name, isConfusable, skeleton }: GoldenForm,
  hand: GoldenHand,
  writer: number,
  condition: string | undefined,
): GoldenDrawing {
  const id = `digit-${digit}-${name.replaceAll(' ', '-')}-writer-${writer}`;
  return {
    ...{ id, label: digit, kind: name, isConfusable, writer },
    ...drawn(id, skeleton, hand, conditionNamed(condition)),
    heldOut: isHeldOut(writer),
  };
}

function nonDigits(hands: readonly GoldenHand[]): GoldenDrawing[] {
  const random = Random.fromSeed(SEED ^ 0x0dd);
  const scrawls = Object.entries(SCRAWLS).flatMap(([kind, scrawl]) =>
    Array.from({ length: DRAWINGS_A_SCRAWL }, () => ({ kind, skeleton: scrawl(random) })),
  );
  const things = Object.entries(THINGS).map(([kind, skeleton]) => ({ kind, skeleton }));
  return [...things, ...scrawls].flatMap(({ kind, skeleton }, index): GoldenDrawing[] => {
    const writer = (index * 5) % WRITERS;
    const hand = hands[writer];
    if (!hand) return [];
    const id = `${kind.replaceAll(' ', '-')}-${index}`;
    const condition = conditionNamed(NON_DIGIT_ROUND[index % NON_DIGIT_ROUND.length]);
    return [
      {
        ...{ id, label: null, kind, isConfusable: false, writer },
        ...drawn(id, skeleton, hand, condition),
        heldOut: isHeldOut(writer),
      },
    ];
  });
}

function conditionNamed(name: string | undefined): GoldenCondition {
  const found = GOLDEN_CONDITIONS.find((condition) => condition.name === name);
  if (!found) throw new RangeError(`golden set: expected a condition's name, found ${name}`);
  return found;
}

/**
 * Each drawing has random numbers of its own, by its id, so that a change of one leaves the others. Coordinates and
 * pressure have the precision that is kept, hundredths, and no -0.
 */
function drawn(id: string, skeleton: Skeleton, hand: GoldenHand, condition: GoldenCondition) {
  const random = Random.fromSeed(seedOf(id));
  const hundredths = (value: number): number => Math.round(value * 100) / 100 + 0;
  const strokes = drawGolden(skeleton, hand, condition, random).map((stroke): Stroke =>
    stroke.map(({ x, y, pressure, time }) => ({
      ...{ x: hundredths(x), y: hundredths(y), pressure: hundredths(pressure) },
      time,
    })),
  );
  return { condition: condition.name, strokes };
}

/** FNV-1a, 32 bits. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5 ^ SEED;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
