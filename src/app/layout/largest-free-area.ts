import type { Rectangle, Size } from '../platform/rectangle.ts';

/**
 * The largest rectangle of a stage that no obstacle overlaps; its size is 0 if they cover the whole stage.
 * Its sides lie on sides of the stage or of obstacles. All combinations are tried, since there are few panels.
 */
export function largestFreeArea(stage: Size, obstacles: readonly Rectangle[]): Rectangle {
  const xs = sides(
    stage.width,
    obstacles.map(({ left, width }) => [left, left + width]),
  );
  const ys = sides(
    stage.height,
    obstacles.map(({ top, height }) => [top, top + height]),
  );
  let largest: Rectangle = { left: 0, top: 0, width: 0, height: 0 };
  for (const [i, left] of xs.entries()) {
    for (const right of xs.slice(i + 1)) {
      for (const [j, top] of ys.entries()) {
        for (const bottom of ys.slice(j + 1)) {
          const area = { left, top, width: right - left, height: bottom - top };
          const isLarger = area.width * area.height > largest.width * largest.height;
          if (isLarger && !obstacles.some((obstacle) => overlap(area, obstacle))) largest = area;
        }
      }
    }
  }
  return largest;
}

function sides(length: number, pairs: readonly (readonly [number, number])[]): number[] {
  const inside = pairs.flat().filter((side) => side > 0 && side < length);
  return [...new Set([0, ...inside, length])].sort((a, b) => a - b);
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}
