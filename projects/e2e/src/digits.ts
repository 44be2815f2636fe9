/** A line through these points, in pad units (the pad is 28 wide and high). */
export type Line = readonly (readonly [x: number, y: number])[];

/** The digits in handwriting, with a few strokes each. */
export const DIGITS: readonly (readonly Line[])[] = [
  [arc(14, 14, 6, 9, -90, 275)],
  [
    [
      [11, 8],
      [15, 4],
      [15, 24],
    ],
  ],
  [
    [...arc(14, 9, 5.5, 5, -170, 30), [16, 15], [9, 23]],
    [
      [9, 23],
      [20, 23],
    ],
  ],
  [[...arc(13, 9, 5.5, 5, -150, 85), ...arc(13, 19, 6.5, 5.5, -85, 150)]],
  [
    [
      [10, 4],
      [7, 14],
      [20, 14],
    ],
    [
      [17, 8],
      [16, 25],
    ],
  ],
  [
    [
      [10, 4],
      [9, 13],
    ],
    [[9, 13], ...arc(12.5, 18, 6, 6, -110, 150)],
    [
      [10, 4],
      [19, 4],
    ],
  ],
  [[[17, 4], [11, 10], [8.5, 17], ...arc(13.5, 19, 5, 5, 180, -170)]],
  [
    [
      [7, 5],
      [20, 5],
      [15, 13],
      [11, 24],
    ],
  ],
  [[...arc(14, 9, 4.5, 4.5, -60, -270), ...arc(14, 19, 5.5, 5.5, -90, 270), [17, 6]]],
  [
    [...arc(13.5, 9.5, 5, 5, 0, -360)],
    [
      [18.5, 9],
      [18, 16],
      [15.5, 25],
    ],
  ],
];

/** The same digit, scaled and moved. */
export function moved(
  lines: readonly Line[],
  { scale, x, y }: { readonly scale: number; readonly x: number; readonly y: number },
): readonly Line[] {
  return lines.map((line) => line.map(([px, py]) => [px * scale + x, py * scale + y] as const));
}

/** The same line with more points, like real input: at most half a unit apart. */
export function dense(line: Line): Line {
  return line.flatMap(([x, y], index) => {
    const [fromX, fromY] = line[index - 1] ?? [x, y];
    const steps = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / 0.5));
    return Array.from({ length: steps }, (_, step) => {
      const t = (step + 1) / steps;
      return [fromX + (x - fromX) * t, fromY + (y - fromY) * t] as const;
    });
  });
}

/** Points on an ellipse; angles in degrees, clockwise from the right. */
function arc(x: number, y: number, rx: number, ry: number, from: number, to: number): Line {
  const steps = 24;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = ((from + ((to - from) * step) / steps) * Math.PI) / 180;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)] as const;
  });
}
