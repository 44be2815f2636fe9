import { type Stroke, Random } from '#model';
import { CONDITIONS, conditionNamed } from './drawing-condition.ts';
import { drawByHand } from './draw-by-hand.ts';
import { formsOf } from './digit-forms.ts';
import { skeletonOf } from './skeleton.ts';
import { ALL_WRITERS, writerOf, type Writer } from './writer.ts';

const WRITER = writerOf(Random.fromSeed(1), ALL_WRITERS);
/** One who errs nowhere, so that what is drawn can be worked out. */
const STEADY: Writer = {
  ...WRITER,
  ...{ slant: 0, climb: 0, width: 1, taper: 0, waist: 0, trait: 0, carelessness: 0, roundness: 0 },
  ...{ overshoot: 0, hook: 0, tremor: 0, speed: 40, caution: 8, pointRate: 100 },
};
const CORNER = skeletonOf('0,0 50,0! 50,100');

const draw = (condition: string, writer = STEADY, seed = 7): Stroke[] =>
  drawByHand(CORNER, writer, conditionNamed(condition), Random.fromSeed(seed));

const extent = (strokes: readonly Stroke[]) => {
  const points = strokes.flat();
  const [x, y] = [points.map((point) => point.x), points.map((point) => point.y)];
  return {
    ...{ left: Math.min(...x), right: Math.max(...x), top: Math.min(...y) },
    bottom: Math.max(...y),
  };
};

describe('drawByHand', () => {
  it('draws the same again with the same random numbers, and otherwise something else', () => {
    expect(draw('plain', WRITER, 3)).toEqual(draw('plain', WRITER, 3));
    expect(draw('plain', WRITER, 3)).not.toEqual(draw('plain', WRITER, 4));
  });

  it('draws a stroke of the skeleton as one stroke, one after the other', () => {
    const [crossed] = formsOf(7).filter(({ name }) => name === 'crossed');
    const strokes = drawByHand(
      crossed?.skeleton ?? [],
      WRITER,
      conditionNamed('plain'),
      Random.fromSeed(5),
    );
    expect(strokes.length).toBe(2);
    const times = strokes.flat().map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBe(0);
  });

  it('has the size and the place of its condition', () => {
    for (const { name, size, where } of CONDITIONS) {
      for (let seed = 0; seed < 20; seed++) {
        const { left, right, top, bottom } = extent(draw(name, STEADY, seed));
        const longest = Math.max(right - left, bottom - top);
        // The last point may come a moment before the stroke's end, and a straight line has a bow.
        expect(longest)
          .withContext(name)
          .toBeGreaterThan(size[0] * 0.9);
        expect(longest)
          .withContext(name)
          .toBeLessThan(size[1] * 1.02);
        const isOnPad = Math.min(left, top) >= 0 && Math.max(right, bottom) <= 28;
        expect(isOnPad)
          .withContext(name)
          .toBe(where !== 'over the edge');
      }
    }
  });

  it('slows down in bends', () => {
    const points = draw('large')[0] ?? [];
    const steps = points.slice(1).map((to, i) => {
      const from = points[i] ?? to;
      return Math.sqrt((to.x - from.x) ** 2 + (to.y - from.y) ** 2);
    });
    const { right, top } = extent([points]);
    const atCorner = steps.filter((_, i) => {
      const { x, y } = points[i] ?? { x: 0, y: 0 };
      return Math.abs(x - right) + Math.abs(y - top) < 0.5;
    });
    expect(Math.min(...atCorner)).toBeLessThan(Math.max(...steps) / 2);
  });

  it('has fewer points when it is fast, and more when it is slow', () => {
    const count = (name: string): number => draw(name)[0]?.length ?? 0;
    expect(count('fast')).toBeLessThan(count('plain') / 2);
    expect(count('slow')).toBeGreaterThan(count('plain') * 1.2);
  });

  it('presses less where the pen comes down and lifts', () => {
    const pressures = (draw('plain')[0] ?? []).map(({ pressure }) => pressure);
    const middle = pressures[Math.floor(pressures.length / 2)] ?? 0;
    expect(pressures[0]).toBeLessThan(middle * 0.6);
    expect(pressures.at(-1)).toBeLessThan(middle * 0.8);
  });
});

describe('conditionNamed', () => {
  it('lists those there are', () => {
    expect(() => conditionNamed('upside down')).toThrowError(
      RangeError,
      /^condition: expected one of plain, small, .*; found upside down$/,
    );
  });
});
