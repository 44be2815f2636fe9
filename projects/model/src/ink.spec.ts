import fc from 'fast-check';
import { centreOfMass, drawInk, drawSegment, IMAGE_SIZE } from './ink.ts';
import type { Point } from './stroke.ts';

const inkAt = (image: Float32Array, x: number, y: number): number =>
  image[y * IMAGE_SIZE + x] ?? NaN;

describe('drawInk', () => {
  it('draws a horizontal line as wide as the pen, with soft edges', () => {
    const image = drawInk(
      [
        [
          { x: 5, y: 10.5 },
          { x: 20, y: 10.5 },
        ],
      ],
      3,
    );
    // Rows are at distance 0, 1, 2 and 3 from the line; half ink is at 1.5, the edge is 1.1 wide.
    expect(inkAt(image, 12, 10)).toBe(1);
    expect(inkAt(image, 12, 9)).toBeCloseTo((2.05 - 1) / 1.1, 6);
    expect(inkAt(image, 12, 12)).toBeCloseTo((2.05 - 2) / 1.1, 6);
    expect(inkAt(image, 12, 13)).toBe(0);
    expect(inkAt(image, 1, 10)).toBe(0);
    expect(inkAt(image, 24, 10)).toBe(0);
  });

  it('draws a dot as a disc around its point', () => {
    const image = drawInk([[{ x: 14.5, y: 14.5 }]], 2.5);
    expect(inkAt(image, 14, 14)).toBe(1);
    expect(inkAt(image, 13, 14)).toBe(inkAt(image, 14, 15));
    expect(inkAt(image, 17, 14)).toBe(0);
  });

  it('goes from each point to the next', () => {
    const [a, b, c] = [
      { x: 4.5, y: 4.5 },
      { x: 20.5, y: 4.5 },
      { x: 20.5, y: 20.5 },
    ];
    const image = drawInk([[a, b, c]], 2);
    const legs = drawInk(
      [
        [a, b],
        [c, b],
      ],
      2,
    );
    expect(image).toEqual(legs);
    expect([inkAt(image, 12, 4), inkAt(image, 20, 12), inkAt(image, 12, 12)]).toEqual([1, 1, 0]);
  });

  it('does not add up ink where lines cross', () => {
    const line = [
      { x: 4, y: 14 },
      { x: 24, y: 14 },
    ];
    const image = drawInk([line, line, [...line].reverse()], 2);
    expect([...image]).toEqual([...drawInk([line], 2)]);
  });

  it('omits what is outside of the image', () => {
    const image = drawInk(
      [
        [
          { x: -50, y: 14 },
          { x: 80, y: 14 },
        ],
        [{ x: 100, y: 100 }],
      ],
      2,
    );
    expect(inkAt(image, 0, 14)).toBe(inkAt(image, 27, 14));
    expect(inkAt(image, 27, 27)).toBe(0);
    expect(image.length).toBe(784);
  });
});

describe('drawSegment', () => {
  const blank = (): Float32Array => new Float32Array(784);

  it('fades with the distance from a slanting line, and around its ends', () => {
    const image = blank();
    drawSegment(image, { x: 5, y: 5 }, { x: 15, y: 10 }, 1.5);
    // The middle of pixel (10, 9) is |5.5 * 5 - 4.5 * 10| / sqrt(125) off; half ink is at 1.5, the edge 1.1 wide.
    expect(inkAt(image, 10, 9)).toBeCloseTo((2.05 - 17.5 / Math.sqrt(125)) / 1.1, 6);
    // One and a half pixels and a half beyond either end.
    const beyond = (2.05 - Math.sqrt(2.5)) / 1.1;
    expect(inkAt(image, 16, 10)).toBeCloseTo(beyond, 6);
    expect(inkAt(image, 3, 4)).toBeCloseTo(beyond, 6);
  });

  it('is as strong as it is told, and leaves ink that is stronger', () => {
    const image = blank();
    image[14 * 28 + 10] = 0.75;
    drawSegment(image, { x: 4, y: 14.5 }, { x: 24, y: 14.5 }, 2, 0.5);
    expect([9, 10, 11].map((x) => inkAt(image, x, 14))).toEqual([0.5, 0.75, 0.5]);
    drawSegment(image, { x: 4, y: 14.5 }, { x: 24, y: 14.5 }, 2);
    expect([9, 10, 11].map((x) => inkAt(image, x, 14))).toEqual([1, 1, 1]);
  });

  it('has the ink of its distance in every pixel, wherever it goes', () => {
    /** By areas and angles: the height of a triangle, or its shorter side where an angle is obtuse. */
    const distance = (at: Point, a: Point, b: Point): number => {
      const far = (p: Point, q: Point): number => Math.hypot(p.x - q.x, p.y - q.y);
      const [base, fromA, fromB] = [far(a, b), far(at, a), far(at, b)];
      if (base === 0 || Math.abs(fromA ** 2 - fromB ** 2) >= base ** 2)
        return Math.min(fromA, fromB);
      const area = (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
      return Math.abs(area) / base;
    };
    const coordinate = fc.integer({ min: -64, max: 512 }).map((steps) => steps / 16);
    const place = fc.record({ x: coordinate, y: coordinate });
    fc.assert(
      fc.property(place, place, fc.double({ min: 0.3, max: 4, noNaN: true }), (a, b, radius) => {
        const image = blank();
        drawSegment(image, a, b, radius);
        const most = image.reduce((most, ink, pixel) => {
          const at = { x: (pixel % 28) + 0.5, y: Math.floor(pixel / 28) + 0.5 };
          const share = (radius + 0.55 - distance(at, a, b)) / 1.1;
          return Math.max(most, Math.abs(ink - Math.min(1, Math.max(0, share))));
        }, 0);
        expect(most).toBeLessThan(1e-5);
      }),
    );
  });
});

describe('centreOfMass', () => {
  it('weighs pixel centres by their ink', () => {
    const image = new Float32Array(784);
    image[0] = 0.25; // Centre (0.5, 0.5).
    image[3 * 28 + 8] = 0.75; // Centre (8.5, 3.5).
    expect(centreOfMass(image)).toEqual({ x: 6.5, y: 2.75 });
  });

  it('is the same for faint ink', () => {
    const image = new Float32Array(784);
    image[27] = 0.125; // Middle (27.5, 0.5).
    image[27 * 28 + 19] = 0.125; // Middle (19.5, 27.5).
    expect(centreOfMass(image)).toEqual({ x: 23.5, y: 14 });
  });

  it('is undefined without ink', () => {
    expect(centreOfMass(new Float32Array(784))).toBeUndefined();
  });
});
