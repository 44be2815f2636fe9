import { IMAGE_SIZE, isBlank, Random } from '#model';
import digitShapes from './digit-shapes.json' with { type: 'json' };
import { checkClusters } from './fit-shape-model.ts';
import { shapeDigits, shapeDrawing } from './shape-digits.ts';
import { parseShapeModel } from './shape-model.ts';
import { meanStrokes, ShapeSampler, writtenStrokes } from './shape-sampler.ts';
import { SHAPE_RULES } from './shape-rules.ts';

const MODEL = parseShapeModel(digitShapes, 'digit-shapes.json');

describe('the numbers of how people write', () => {
  it('keep to the rules: of many, and nobody’s own', () => {
    expect(() => {
      checkClusters(MODEL);
    }).not.toThrow();
    // Not by the function that the script trusts in, too.
    for (const cluster of MODEL.clusters) {
      expect(cluster.writers).toBeGreaterThanOrEqual(3);
      expect(cluster.count).toBeGreaterThanOrEqual(20);
      expect(cluster.largestDigitShare).toBeLessThanOrEqual(0.12);
      expect(cluster.largestWriterShare).toBeLessThanOrEqual(0.5);
      expect(cluster.components.length * 3).toBeLessThanOrEqual(cluster.count);
      // Shares that are as small as counts allow.
      expect(cluster.largestWriterShare).toBeGreaterThanOrEqual(1 / cluster.writers - 1e-4);
      expect(cluster.largestDigitShare).toBeGreaterThanOrEqual(1 / cluster.count - 1e-4);
    }
    expect(SHAPE_RULES.leastWriters).toBe(3);
  });

  it('are statistics of thousands of digits in few bytes, with credit', () => {
    const bytes = MODEL.clusters.reduce(
      (sum, { mean, components }) => sum + mean.length * (1 + components.length),
      0,
    );
    const digits = MODEL.clusters.reduce((sum, { count }) => sum + count, 0);
    expect(bytes).toBeLessThan(26_000);
    expect(digits).toBeGreaterThan(7000);
    expect(MODEL.source).toContain('Alpaydin');
    expect(MODEL.licence).toBe('CC BY 4.0');
    expect(MODEL.command).toMatch(/^npm run fit-shapes -- [\w.-]+$/);
  });

  it('have several ways for each digit, each in its box', () => {
    for (let digit = 0; digit < 10; digit++) {
      const ways = MODEL.clusters.filter((cluster) => cluster.digit === digit);
      expect(ways.length).withContext(`digit ${digit}`).toBeGreaterThan(3);
    }
    for (const { mean, components } of MODEL.clusters) {
      expect(Math.max(...mean.map(Math.abs))).toBeLessThan(0.6);
      // A byte that is at its limit may have been cut.
      expect(
        Math.max(...components.flatMap((component) => [...component.map(Math.abs)])),
      ).toBeLessThan(127 / 400);
    }
  });
});

describe('shapeDrawing', () => {
  it('depends on seed and index only', () => {
    expect(shapeDrawing(3, 17)).toEqual(shapeDrawing(3, 17));
    expect(shapeDrawing(3, 17)).not.toEqual(shapeDrawing(4, 17));
    expect(shapeDrawing(3, 17).strokes).not.toEqual(shapeDrawing(3, 27).strokes);
  });

  it('is written on the pad, stroke after stroke', () => {
    for (let index = 0; index < 500; index++) {
      const { label, strokes } = shapeDrawing(1, index);
      const points = strokes.flat();
      expect(label).toBe(index % 10);
      expect(strokes.length).toBeGreaterThan(0);
      expect(points.every(({ x, y }) => Math.min(x, y) > -6 && Math.max(x, y) < 34)).toBeTrue();
      const times = points.map(({ time }) => time);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });
});

describe('shapeDigits', () => {
  it('are the same images whatever range they are asked for in', () => {
    const { pixels, labels } = shapeDigits({ seed: 5, from: 0, to: 30 });
    const part = shapeDigits({ seed: 5, from: 12, to: 20 });
    const size = IMAGE_SIZE * IMAGE_SIZE;
    expect(part.pixels).toEqual(pixels.slice(12 * size, 20 * size));
    expect(part.labels).toEqual(labels.slice(12, 20));
    expect([...labels]).toEqual(Array.from({ length: 30 }, (_, index) => index % 10));
  });

  it('all have ink, as much as digits have', () => {
    const { pixels, labels } = shapeDigits({ seed: 6, from: 0, to: 300 });
    labels.forEach((_, index) => {
      const image = pixels.subarray(index * 784, (index + 1) * 784);
      const ink = image.reduce((sum, value) => sum + value, 0) / 255;
      expect(isBlank(Float32Array.from(image))).toBeFalse();
      expect(ink).toBeGreaterThan(20);
      expect(ink).toBeLessThan(260);
    });
  });
});

describe('ShapeSampler', () => {
  const cluster = {
    digit: 1,
    pointCounts: [2, 3],
    count: 60,
    writers: 4,
    largestDigitShare: 0.05,
    largestWriterShare: 0.3,
    mean: Float64Array.of(-0.5, 0, 0.5, 0, 0, -0.5, 0, 0, 0, 0.5),
    components: [Float64Array.of(0, 0.1, 0, 0.1, 0, 0, 0, 0, 0, 0)],
  };

  it('passes every point, in pad units, and goes smoothly between them', () => {
    const [bar, pole] = meanStrokes(cluster);
    expect(bar?.map(({ x, y }) => [x, y])).toEqual([
      [4, 14],
      [14, 14],
      [24, 14],
    ]);
    expect(pole?.map(({ y }) => y)).toEqual([4, 9, 14, 19, 24]);
  });

  it('moves along components, 1.3 times as far as those who were fitted', () => {
    const heights = Array.from({ length: 4000 }, (_, index) => {
      const [bar] = writtenStrokes(cluster, Random.forItem(1, 2, index));
      return ((bar?.[0]?.y ?? NaN) - 14) / 20;
    });
    const mean = heights.reduce((sum, value) => sum + value, 0) / heights.length;
    const square = heights.reduce((sum, value) => sum + value * value, 0) / heights.length;
    expect(mean).toBeCloseTo(0, 2);
    expect(Math.sqrt(square)).toBeCloseTo(0.13, 2);
  });

  it('writes each way as often as people do', () => {
    const rare = { ...cluster, pointCounts: [5], count: 20 };
    const sampler = new ShapeSampler({ clusters: [cluster, rare] });
    const strokes = Array.from(
      { length: 2000 },
      (_, index) => sampler.strokes(1, Random.forItem(3, 4, index)).length,
    );
    expect(strokes.filter((count) => count === 1).length / 2000).toBeCloseTo(0.25, 1);
  });

  it('refuses a digit that it has no way for', () => {
    const sampler = new ShapeSampler({ clusters: [cluster] });
    expect(() => sampler.strokes(2, Random.fromSeed(1))).toThrowError(RangeError, /found 2$/);
  });
});
