import { type Stroke, Random } from '#model';
import { conditionNamed, type DrawingCondition } from '../src/hands/drawing-condition.ts';
import { formsOf } from '../src/hands/digit-forms.ts';
import { drawByHand } from '../src/hands/draw-by-hand.ts';
import { SCRAWLS } from './scrawls.ts';
import type { Skeleton } from '../src/hands/skeleton.ts';
import { THINGS } from './things.ts';
import { ALL_WRITERS, COMMON_WRITERS, writerOf, type Writer } from '../src/hands/writer.ts';

/** A drawing whose meaning every person would agree on. */
export interface GoldenDrawing {
  readonly id: string;
  /** The digit, or null where it is none. */
  readonly label: number | null;
  /** A digit's form, or what else was drawn. */
  readonly kind: string;
  readonly writer: number;
  readonly condition: string;
  /** Whether the writer is one of those that nothing is ever tuned or trained on. */
  readonly heldOut: boolean;
  readonly strokes: readonly Stroke[];
}

const SEED = 20261124;
const WRITERS = 28;
const DRAWINGS_A_SCRAWL = 4;

/** What a writer's ten digits are drawn under; the next writer begins with another one. */
const ROUND = 'plain, small, plain, shaky, corner, slow, large, leaving, fast, plain'.split(', ');
/** What is no digit is mostly drawn plainly. */
const NON_DIGIT_ROUND = 'plain, large, small, plain, fast, shaky'.split(', ');

/**
 * The golden set: each of 28 writers writes the ten digits, each digit in all of its forms and under all
 * conditions in both halves of the writers, and things, symbols, letters and scrawls that are none.
 * Every second writer is held out; those are rarer ones too.
 */
export function makeGoldenSet(): GoldenDrawing[] {
  const writers = Array.from({ length: WRITERS }, (_, index) =>
    writerOf(Random.fromSeed(SEED + index), isHeldOut(index) ? ALL_WRITERS : COMMON_WRITERS),
  );
  return [...digits(writers), ...nonDigits(writers)];
}

const isHeldOut = (writer: number): boolean => writer % 2 === 1;

function digits(writers: readonly Writer[]): GoldenDrawing[] {
  const random = Random.fromSeed(SEED ^ 0xd161);
  const ofHalf = Math.floor(WRITERS / 2);
  return Array.from({ length: 10 }, (_, digit) => {
    const forms = formsOf(digit);
    // Which writer of a half prefers which form, in an order of the digit's own.
    const orders = [0, 1].map(() => {
      const order = Uint32Array.from({ length: ofHalf }, (_, place) => place);
      random.shuffle(order);
      return order;
    });
    return writers.map((writer, number): GoldenDrawing => {
      const member = Math.floor(number / 2);
      const form = forms[(orders[number % 2]?.[member] ?? 0) % forms.length];
      const name = ROUND[(member + digit * 3) % ROUND.length] ?? 'plain';
      const condition = conditionNamed(name);
      return {
        id: `digit-${digit}-writer-${number}`,
        label: digit,
        kind: form?.name ?? '',
        writer: number,
        condition: name,
        heldOut: isHeldOut(number),
        strokes: drawn(form?.skeleton ?? [], writer, condition, digit * 100 + number),
      };
    });
  }).flat();
}

function nonDigits(writers: readonly Writer[]): GoldenDrawing[] {
  const random = Random.fromSeed(SEED ^ 0x0dd);
  const scrawls = Object.entries(SCRAWLS).flatMap(([kind, scrawl]) =>
    Array.from({ length: DRAWINGS_A_SCRAWL }, () => ({ kind, skeleton: scrawl(random) })),
  );
  const things = Object.entries(THINGS).map(([kind, skeleton]) => ({ kind, skeleton }));
  return [...things, ...scrawls].flatMap(({ kind, skeleton }, index): GoldenDrawing[] => {
    const number = (index * 5) % WRITERS;
    const writer = writers[number];
    if (!writer) return [];
    const name = NON_DIGIT_ROUND[index % NON_DIGIT_ROUND.length] ?? 'plain';
    return [
      {
        id: `${kind.replace(' ', '-')}-${index}`,
        label: null,
        kind,
        writer: number,
        condition: name,
        heldOut: isHeldOut(number),
        strokes: drawn(skeleton, writer, conditionNamed(name), 1000 + index),
      },
    ];
  });
}

/**
 * Each drawing has random numbers of its own, so that a change of one leaves the others. Coordinates and
 * pressure have the precision that is kept: hundredths.
 */
function drawn(
  skeleton: Skeleton,
  writer: Writer,
  condition: DrawingCondition,
  id: number,
): Stroke[] {
  const strokes = drawByHand(skeleton, writer, condition, Random.fromSeed(SEED + 1000 + id));
  const hundredths = (value: number): number => Math.round(value * 100) / 100;
  return strokes.map((stroke) =>
    stroke.map(({ x, y, pressure, time }) => ({
      x: hundredths(x),
      y: hundredths(y),
      pressure: hundredths(pressure),
      time,
    })),
  );
}
