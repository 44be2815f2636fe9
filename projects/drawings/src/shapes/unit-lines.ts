import type { Point } from '#model';
import { distance } from '../hands/skeleton.ts';

/** A way of a pen, from where it touches to where it lifts. */
export type PenLine = readonly Point[];

/** Shorter strokes, as a share of the digit's size, are slips of the pen. */
const SHORTEST = 0.06;

/**
 * A digit's strokes, wherever and however large it was written: the middle of their box at (0, 0), its longer side
 * 1. Slips of the pen are left out.
 * @returns none when there is nothing but a dot
 */
export function unitLines(strokes: readonly PenLine[]): PenLine[] {
  const { side } = boxAround(strokes);
  const lines = strokes.filter((stroke) => lengthOf(stroke) > side * SHORTEST);
  const box = boxAround(lines);
  return lines.map((line) =>
    line.map(({ x, y }) => ({ x: (x - box.x) / box.side, y: (y - box.y) / box.side })),
  );
}

/** How long a line is. */
export function lengthOf(line: PenLine): number {
  let length = 0;
  let before = line[0];
  for (const place of line) {
    length += distance(before ?? place, place);
    before = place;
  }
  return length;
}

/**
 * Places along a line, its ends among them, each as far from the next, on the line.
 * @param count at least 2
 * @returns x and y by turns, `[count][2]`
 */
export function evenPlaces(line: PenLine, count: number): Float64Array {
  const places = new Float64Array(count * 2);
  const spacing = lengthOf(line) / (count - 1);
  let piece = 0;
  let passed = 0;
  for (let index = 0; index < count; index++) {
    let from = line[piece] ?? ORIGIN;
    let to = line[piece + 1] ?? from;
    while (piece < line.length - 2 && passed + distance(from, to) < index * spacing) {
      passed += distance(from, to);
      piece += 1;
      from = to;
      to = line[piece + 1] ?? from;
    }
    const length = distance(from, to);
    const t = length === 0 ? 0 : Math.min(1, (index * spacing - passed) / length);
    places[index * 2] = from.x + (to.x - from.x) * t;
    places[index * 2 + 1] = from.y + (to.y - from.y) * t;
  }
  return places;
}

const ORIGIN: Point = { x: 0, y: 0 };

/** The middle of the box around lines, and its longer side. */
function boxAround(lines: readonly PenLine[]): Point & { readonly side: number } {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of lines.flat()) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return {
    x: (left + right) / 2,
    y: (top + bottom) / 2,
    side: Math.max(right - left, bottom - top),
  };
}
