import { centreOfMass, drawInk, IMAGE_SIZE } from './ink.ts';

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

describe('centreOfMass', () => {
  it('weighs pixel centres by their ink', () => {
    const image = new Float32Array(784);
    image[0] = 0.25; // Centre (0.5, 0.5).
    image[3 * 28 + 8] = 0.75; // Centre (8.5, 3.5).
    expect(centreOfMass(image)).toEqual({ x: 6.5, y: 2.75 });
  });

  it('is undefined without ink', () => {
    expect(centreOfMass(new Float32Array(784))).toBeUndefined();
  });
});
