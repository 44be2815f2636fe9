import type { Random, Stroke } from '#model';
import { uniform } from '../src/distributions.ts';
import { curveThrough, distance, mix, type Place, type Skeleton } from '../src/hands/skeleton.ts';
import { onPad, type GoldenCondition } from './golden-condition.ts';
import type { GoldenHand } from './golden-hand.ts';
import { penAlong } from './golden-pen.ts';
import { wanderUntil } from './wander.ts';

/** A pause between two strokes, ms. */
const PAUSE_MS = [110, 320] as const;

/**
 * Draws a skeleton as that hand would under that condition: strokes in pad units with pressure and time. The same
 * random numbers give the same bits on every machine.
 */
export function drawGolden(
  skeleton: Skeleton,
  hand: GoldenHand,
  condition: GoldenCondition,
  random: Random,
): Stroke[] {
  const curves = brokenAtCorner(skeleton, hand, random).map((stroke) => {
    const curve = inert(curveThrough(between(stroke, random)), hand.inertia);
    const ended = withEnds(strayed(curve, hand, random), hand, random);
    return ended.map(leaning(hand));
  });
  let start = 0;
  return onPad(curves, condition, random).map((curve) => {
    const stroke = penAlong(curve, hand, condition, Math.round(start), random);
    start = (stroke.at(-1)?.time ?? start) + uniform(random, PAUSE_MS);
    return stroke;
  });
}

type Nodes = Skeleton[number];

/** The form somewhere between its two ends, elsewhere each time. */
function between(nodes: Nodes, random: Random): Nodes {
  const share = random.nextFloat() + random.nextFloat() - 1;
  return nodes.map((node) => ({
    ...node,
    x: node.x + node.dx * share,
    y: node.y + node.dy * share,
  }));
}

/** The strokes, one of them sometimes in two: the pen is lifted at a corner and comes down beside it. */
function brokenAtCorner(skeleton: Skeleton, { lifting }: GoldenHand, random: Random): Nodes[] {
  const chance = random.nextFloat();
  return skeleton.flatMap((nodes) => {
    const corner = nodes.findIndex(({ isCorner }) => isCorner);
    if (chance >= lifting || corner < 1 || corner > nodes.length - 2) return [nodes];
    return [nodes.slice(0, corner + 1), nodes.slice(corner)];
  });
}

/** The line of a hand that is heavy: it comes after the curve, forwards and backwards, and so cuts corners. */
function inert(curve: readonly Place[], way: number): Place[] {
  const share = 1 / (1 + way);
  const follow = (places: readonly Place[]): Place[] => {
    let pen = places[0];
    return places.map((place) => (pen = mix(pen ?? place, place, share)));
  };
  const last = curve.at(-1);
  // It waits at the end until it has come there.
  const patient = last ? [...curve, ...Array<Place>(Math.ceil(way * 2)).fill(last)] : [];
  return follow(follow(patient).reverse()).reverse();
}

/** Moves a stroke as a whole, lets it grow or shrink as it goes on, and lets the line stray. */
function strayed(curve: readonly Place[], hand: GoldenHand, random: Random): Place[] {
  const [first] = curve;
  if (!first) return [];
  const ways = waysAlong(curve);
  const length = ways.at(-1) ?? 0;
  const [across, down] = [0, 1].map(() => wanderUntil(length, hand.strayWay, random));
  // Short strokes stray less, or dots and bars would be lost.
  const reach = hand.stray * Math.min(1, length / 60);
  const [dx, dy] = [uniform(random, [-1, 1]) * hand.loose, uniform(random, [-1, 1]) * hand.loose];
  const middle = mix(first, curve[Math.floor(curve.length / 2)] ?? first, 0.5);
  return curve.map((place, index) => {
    const way = ways[index] ?? 0;
    const size = 1 + hand.drift * (way / Math.max(1, length) - 0.5);
    const grown = mix(middle, place, size);
    return {
      x: grown.x + dx + reach * (across?.(way) ?? 0),
      y: grown.y + dy + reach * (down?.(way) ?? 0),
    };
  });
}

/** How far along a curve each of its places is. */
function waysAlong(curve: readonly Place[]): number[] {
  let way = 0;
  return curve.map((place, index) => (way += distance(curve[index - 1] ?? place, place)));
}

/** Lets a line end early or late, with hooks that bend away from it. */
function withEnds(curve: Place[], { closing, hook }: GoldenHand, random: Random): Place[] {
  const [hooksFirst, hooksLast] = [random.nextFloat() < 0.35, random.nextFloat() < 0.35];
  const by = closing + uniform(random, [-2, 2]);
  if (curve.length < 40) return curve;
  const shortened =
    by < 0 ? curve.slice(0, Math.round(Math.max(curve.length * 0.93, curve.length + by))) : curve;
  const bend = uniform(random, [-0.12, 0.12]);
  const late = by > 0 ? [...shortened, ...onwards(shortened, by, bend)] : shortened;
  if (hook < 1) return late;
  const after = hooksLast ? onwards(late, hook, uniform(random, [-0.35, 0.35])) : [];
  const before = hooksFirst
    ? onwards(late.toReversed(), hook * 0.7, uniform(random, [-0.35, 0.35]))
    : [];
  return [...before.reverse(), ...late, ...after];
}

/** Places that go on from a curve's end, a hundredth apart, turning by `bend` at each. */
function onwards(curve: readonly Place[], length: number, bend: number): Place[] {
  const [from, last] = [curve.at(-5), curve.at(-1)];
  if (!from || !last) return [];
  const reach = Math.max(1e-6, distance(from, last));
  let [dx, dy] = [(last.x - from.x) / reach, (last.y - from.y) / reach];
  let { x, y } = last;
  return Array.from({ length: Math.round(length) }, () => {
    [dx, dy] = turned(dx, dy, bend / 2);
    x += dx;
    y += dy;
    return { x, y };
  });
}

/** Slanted, narrowed or widened, and on a turned sheet. */
function leaning({ slant, aspect, turn }: GoldenHand) {
  return ({ x, y }: Place): Place => {
    const [u, v] = turned((x + slant * (100 - y)) * aspect, y, turn);
    return { x: u, y: v };
  };
}

/** A direction, turned by an angle given as the tangent of its half: no cosine, since engines differ. */
function turned(x: number, y: number, halfTangent: number): [number, number] {
  const [square, whole] = [halfTangent * halfTangent, 1 + halfTangent * halfTangent];
  const [cosine, sine] = [(1 - square) / whole, (2 * halfTangent) / whole];
  return [x * cosine - y * sine, x * sine + y * cosine];
}
