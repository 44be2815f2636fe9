import type { Stroke, Random } from '#model';
import { oneOf, uniform } from '../distributions.ts';
import { polyline, type Place } from './line-work.ts';

type Figure = readonly (readonly Place[])[];

/** Lines of a figure: `x,y x,y | x,y x,y`. */
function figure(text: string): Figure {
  return text.split('|').map((line) =>
    line
      .trim()
      .split(' ')
      .map((place): Place => {
        const [x = NaN, y = NaN] = place.split(',').map(Number);
        return [x, y];
      }),
  );
}

/** Geometric figures on a plane 20 wide; none that a digit looks like (no circle, no upright line). */
const SHAPES: readonly Figure[] = [
  '10,0 19,15 1,15 10,0', // triangles
  '10,20 19,5 1,5 10,20',
  '1,1 19,1 19,19 1,19 1,1', // square, diamond
  '10,0 20,10 10,20 0,10 10,0',
  '10,0 15,19 0,7 20,7 5,19 10,0', // stars
  '10,0 19,15 1,15 10,0 | 19,5 10,20 1,5 19,5',
  '10,0 10,20 | 0,10 20,10', // plus, cross, asterisk
  '3,3 17,17 | 17,3 3,17',
  '10,0 10,20 | 1,5 19,15 | 19,5 1,15',
  '0,10 20,10 | 15,5 20,10 15,15', // arrows
  '10,20 10,0 | 5,5 10,0 15,5',
  '10,0 19,5 19,15 10,20 1,15 1,5 10,0 | 10,0 10,20', // hexagon with a line
  '0,10 20,10', // one, two and three level lines
  '0,6 20,6 | 0,14 20,14',
  '0,3 20,3 | 0,10 20,10 | 0,17 20,17',
  '6,0 6,20 | 14,0 14,20', // two upright lines, a grid
  '6,0 6,20 | 14,0 14,20 | 0,6 20,6 | 0,14 20,14',
  '2,8 2,19 18,19 18,8 2,8 | 2,8 10,0 18,8', // a box with a roof
  '0,14 3,6 7,14 10,6 13,14 17,6 20,14', // zigzag, wave
  '0,10 5,4 10,10 15,16 20,10',
  '5,5 5,7 | 15,5 15,7 | 3,13 7,17 13,17 17,13', // two eyes and a mouth
  '10,18 2,9 2,4 6,1 10,5 14,1 18,4 18,9 10,18', // heart
  '0,10 7,18 20,1', // check mark
  '11,0 3,11 10,11 8,20 17,7 10,7 11,0', // flash
  '4,1 1,1 1,19 4,19 | 16,1 19,1 19,19 16,19', // brackets
  '3,20 3,2 17,6 3,10', // flag
].map(figure);

/** Letters on a plane 10 wide and 14 high, without those that digits look like. */
const LETTERS: readonly Figure[] = [
  '0,14 5,0 10,14 | 2,9 8,9', // A
  '10,0 0,0 0,14 10,14 | 0,7 8,7', // E
  '10,0 0,0 0,14 | 0,7 8,7', // F
  '0,0 0,14 | 10,0 10,14 | 0,7 10,7', // H
  '0,0 0,14 | 9,0 0,7 10,14', // K
  '0,14 0,0 5,9 10,0 10,14', // M
  '0,14 0,0 10,14 10,0', // N
  '0,14 0,0 8,0 10,2 10,5 8,7 0,7', // P
  '0,14 0,0 8,0 10,3 8,7 0,7 | 4,7 10,14', // R
  '0,0 10,0 | 5,0 5,14', // T
  '0,0 5,14 10,0', // V
  '0,0 2,14 5,5 8,14 10,0', // W
  '0,0 10,14 | 10,0 0,14', // X
  '0,14 0,5 | 0,7 2,5 4,6 5,14 | 5,7 7,5 9,6 10,14', // m
  '0,5 2,14 5,8 8,14 10,5', // w
  '0,0 0,14 | 7,5 0,10 8,14', // k
  '0,9 10,9 9,5 5,4 1,6 0,10 2,14 9,13', // e
  '0,14 0,6 2,4 5,4 | 8,4 8,14', // r and i
  '0,5 0,14 | 0,7 4,4 8,6 8,14', // n
  '0,5 0,12 3,14 7,12 8,5 | 8,5 8,14', // u
  '10,2 6,0 1,3 0,8 2,13 6,14 10,12 10,8 6,8', // G
  '0,0 5,7 10,0 | 5,7 5,14', // Y
].map(figure);

/** A geometric figure, slanted, squeezed and drawn by a trembling hand. */
export function shape(random: Random): Stroke[] {
  return warped(random, oneOf(random, SHAPES), 0.35);
}

/** A capital or small letter, sometimes two. */
export function letter(random: Random): Stroke[] {
  const first = warped(random, oneOf(random, LETTERS), 0.4);
  if (random.nextBelow(5) > 0) return first;
  const second = warped(random, oneOf(random, LETTERS), 0.4);
  return [...first, ...second.map((line) => line.map((p) => ({ ...p, x: p.x + 12 })))];
}

function warped(random: Random, lines: Figure, tremor: number): Stroke[] {
  const slant = uniform(random, [-0.3, 0.3]);
  const turn = uniform(random, [-0.25, 0.25]);
  const wide = uniform(random, [0.65, 1.35]);
  return lines.map((line) => {
    const corners = line.map(([x, y]): Place => {
      const u = (x + slant * y) * wide;
      return [u - turn * y + uniform(random, [-1, 1]), y + turn * u + uniform(random, [-1, 1])];
    });
    return polyline(random, corners, tremor);
  });
}
