import { IMAGE_SIZE, Random } from '#model';
import { jumble, overlay, silhouette, texture } from './pixel-outliers.ts';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
const HALF = IMAGE_SIZE / 2;

/** Digits of one colour a quarter, 1 to 4 as one reads, so that it shows where each comes from. */
const quartered = (label: number) => {
  const pixels = Uint8Array.from({ length: PIXELS }, (_, index) => {
    const isRight = index % IMAGE_SIZE >= HALF;
    const isLower = index >= PIXELS / 2;
    return 51 * (1 + (isRight ? 1 : 0) + (isLower ? 2 : 0));
  });
  return { pixels, labels: Uint8Array.of(label) };
};
const inkAt = (image: Float32Array, x: number, y: number): number =>
  image[y * IMAGE_SIZE + x] ?? NaN;
const repeat = <Item>(count: number, make: (random: Random) => Item): Item[] => {
  const random = Random.fromSeed(4);
  return Array.from({ length: count }, () => make(random));
};

describe('jumble', () => {
  it('swaps quarters: left with right, upper with lower, or both', () => {
    const corners = repeat(60, (random) => {
      const image = jumble(random, quartered(1));
      // All of a quarter stays together.
      expect(new Set(image.filter((_, i) => i % IMAGE_SIZE < HALF && i < PIXELS / 2)).size).toBe(1);
      const places: [number, number][] = [
        [0, 0],
        [27, 0],
        [0, 27],
        [27, 27],
      ];
      return places.map(([x, y]) => Math.round(inkAt(image, x, y) * 5)).join('');
    });
    expect([...new Set(corners)].sort()).toEqual(['2143', '3412', '4321']);
  });
});

describe('overlay', () => {
  const left = new Uint8Array(PIXELS).fill(255, 0, PIXELS / 2);
  const right = new Uint8Array(PIXELS).fill(102, PIXELS / 2);
  const digits = { pixels: Uint8Array.of(...left, ...right), labels: Uint8Array.of(3, 8) };

  it('puts two different digits over each other or side by side', () => {
    const seen = repeat(40, (random) => {
      const image = overlay(random, digits);
      return [
        [0, 0],
        [27, 0],
        [0, 27],
        [27, 27],
      ]
        .map(([x = 0, y = 0]) => inkAt(image, x, y).toFixed(1))
        .join(' ');
    });
    expect([...new Set(seen)].sort()).toEqual([
      '0.0 1.0 0.4 0.0', // The second digit left of the first.
      '1.0 0.0 0.0 0.4',
      '1.0 1.0 0.4 0.4', // Over each other.
    ]);
  });

  it('takes a set of one digit too', () => {
    const { pixels, labels } = quartered(5);
    expect(overlay(Random.fromSeed(1), { pixels, labels }).length).toBe(PIXELS);
  });
});

describe('texture', () => {
  const textures = repeat(300, texture);

  it("stays inside MNIST's box of 20 pixels", () => {
    for (const image of textures) {
      const beyond = image.filter((_, index) => {
        const [x, y] = [index % IMAGE_SIZE, Math.floor(index / IMAGE_SIZE)];
        return Math.min(x, y) < 4 || Math.max(x, y) >= 24;
      });
      expect(beyond.every((ink) => ink === 0)).toBeTrue();
    }
  });

  it('neither leaves the box empty nor fills it', () => {
    const shares = textures.map((image) => image.filter((ink) => ink > 0).length / 400);
    expect(Math.min(...shares)).toBeGreaterThan(0.01);
    expect(Math.max(...shares)).toBeLessThan(1);
  });

  it('is of one ink, weaker than full for one kind in five', () => {
    const inks = textures.map((image) => new Set(image.filter((ink) => ink > 0)));
    expect(inks.every(({ size }) => size === 1)).toBeTrue();
    const weaker = inks.filter((ink) => !ink.has(1)).length;
    // Standard deviation: the root of 300 x 1/5 x 4/5, which is 7.
    expect(Math.abs(weaker - 60)).toBeLessThan(4 * 7);
  });
});

describe('silhouette', () => {
  it('is wider than any pen, with soft edges', () => {
    const widest = repeat(50, silhouette).map((image) => {
      expect(image.every((ink) => ink >= 0 && ink <= 1)).toBeTrue();
      expect(image.some((ink) => ink > 0.1 && ink < 0.9)).toBeTrue();
      let [run, longest] = [0, 0];
      for (const ink of image) {
        run = ink > 0.99 ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
      return longest;
    });
    // A pen of 2.5 pixels leaves 2 of full ink; holes can leave little more of a shape.
    expect(widest.filter((width) => width > 4).length).toBeGreaterThan(40);
  });
});
