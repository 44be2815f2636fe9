import type { Stroke, Random } from '#model';
import { nearlyNormal, uniform } from '../distributions.ts';
import { middleOf, type DrawingCondition } from './drawing-condition.ts';
import { strokeAlong } from './stroke-along.ts';
import { curveThrough, distance, mix, type Place, type Skeleton } from './skeleton.ts';
import type { Writer } from './writer.ts';

/** Pause between two strokes, ms. */
const LIFT_MS = [90, 260] as const;

/**
 * Draws a skeleton as that writer would under that condition: strokes in pad units with pressure and
 * time. The same random numbers give the same bits on every machine.
 */
export function drawByHand(
  skeleton: Skeleton,
  writer: Writer,
  condition: DrawingCondition,
  random: Random,
): Stroke[] {
  const curves = skeleton.map((stroke) => {
    const curve = curveThrough(withBows(stroke.map(misplaced(writer, random)), random));
    return hooked(ended(rounded(curve, writer.roundness), writer, random), writer.hook, random);
  });
  const placed = onPad(curves, condition, random);
  let start = 0;
  return placed.map((curve) => {
    const stroke = strokeAlong(curve, writer, condition, Math.round(start), random);
    start = (stroke.at(-1)?.time ?? start) + uniform(random, LIFT_MS);
    return stroke;
  });
}

interface Node extends Place {
  readonly isCorner: boolean;
}

/** Where a writer puts a node: between the form's ends, leaning, squeezed, and never quite the same. */
function misplaced(writer: Writer, random: Random) {
  const trait = writer.trait + nearlyNormal(random) * 0.25;
  return (node: Skeleton[number][number]): Node => {
    const x = node.x + node.dx * trait + nearlyNormal(random) * writer.carelessness;
    const y = node.y + node.dy * trait + nearlyNormal(random) * writer.carelessness;
    const down = y / 100;
    const lowered = y + 4 * writer.waist * down * (1 - down);
    const widened = (x - 30) * writer.width * (1 + writer.taper * (down - 0.5));
    return {
      x: widened + writer.slant * (100 - lowered),
      y: lowered - writer.climb * widened,
      isCorner: node.isCorner,
    };
  };
}

/** Nobody draws a straight line: what runs straight from corner to corner gets a slight bow. */
function withBows(nodes: readonly Node[], random: Random): Node[] {
  return nodes.flatMap((to, index) => {
    const from = nodes[index - 1];
    if (!from || !isEnd(nodes, index - 1) || !isEnd(nodes, index)) return [to];
    const bow = nearlyNormal(random) * 0.025;
    const middle = mix(from, to, uniform(random, [0.4, 0.6]));
    return [
      { x: middle.x + (to.y - from.y) * bow, y: middle.y + (from.x - to.x) * bow, isCorner: false },
      to,
    ];
  });
}

function isEnd(nodes: readonly Node[], index: number): boolean {
  return index === 0 || index === nodes.length - 1 || nodes[index]?.isCorner === true;
}

/** The mean of what lies `reach` steps to both sides: a hand cuts corners. Ends stay where they are. */
function rounded(curve: readonly Place[], reach: number): Place[] {
  const steps = Math.round(reach);
  return curve.map((_, index) => {
    const half = Math.min(steps, index, curve.length - 1 - index);
    let x = 0;
    let y = 0;
    for (let near = index - half; near <= index + half; near++) {
      const place = curve[near];
      if (!place) continue;
      x += place.x;
      y += place.y;
    }
    return { x: x / (2 * half + 1), y: y / (2 * half + 1) };
  });
}

/** Ends a stroke a little after its end, or before it. */
function ended(curve: Place[], { overshoot }: Writer, random: Random): Place[] {
  const by = overshoot + nearlyNormal(random) * 1.5;
  if (curve.length < 12) return curve;
  if (by < 0) {
    const left = Math.max(Math.round(curve.length * 0.9), curve.length + Math.round(by));
    return curve.slice(0, left);
  }
  const [before, last] = [curve.at(-6), curve.at(-1)];
  if (!before || !last) return curve;
  const reach = Math.max(1e-6, distance(before, last));
  const steps = Math.round(by);
  const beyond = Array.from({ length: steps }, (_, step) =>
    mix(before, last, 1 + (step + 1) / reach),
  );
  return [...curve, ...beyond];
}

/** A tick before the stroke's beginning or after its end, where the pen comes down or leaves. */
function hooked(curve: Place[], length: number, random: Random): Place[] {
  const [atStart, atEnd] = [random.nextFloat() < 0.3, random.nextFloat() < 0.3];
  const up = uniform(random, [-0.9, 0.2]);
  if (length < 1 || curve.length < 30) return curve;
  const [first, last] = [curve.at(0), curve.at(-1)];
  if (!first || !last) return curve;
  const tick = (from: Place, side: number): Place[] =>
    Array.from({ length: Math.round(length) }, (_, step) => ({
      x: from.x + side * (step + 1) * 0.8,
      y: from.y + up * (step + 1),
    }));
  return [...(atStart ? tick(first, -1).reverse() : []), ...curve, ...(atEnd ? tick(last, 1) : [])];
}

/** Scales curves to the size that the condition has, and puts them where it has them. */
function onPad(curves: readonly Place[][], condition: DrawingCondition, random: Random): Place[][] {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const curve of curves) {
    for (const { x, y } of curve) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const scale = uniform(random, condition.size) / Math.max(right - left, bottom - top, 1);
  const size = { width: (right - left) * scale, height: (bottom - top) * scale };
  const middle = middleOf(condition, size, random);
  return curves.map((curve) =>
    curve.map(({ x, y }) => ({
      x: middle.x + (x - (left + right) / 2) * scale,
      y: middle.y + (y - (top + bottom) / 2) * scale,
    })),
  );
}
