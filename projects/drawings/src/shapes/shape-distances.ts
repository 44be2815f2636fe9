import { Random } from '#model';
import { arrangeOn, type PlacedLines } from './arrangement.ts';
import { placedLines, type UnitDigit } from './fit-clusters.ts';
import type { ShapeModel } from './shape-model.ts';
import { ShapeSampler } from './shape-sampler.ts';
import { unitLines } from './unit-lines.ts';

/** A distance that few are below, and one that half are: root of the mean square, as a share of a digit's size. */
export interface Quantiles {
  /** 5 % are below. */
  readonly low: number;
  readonly median: number;
}

/** How near a model's digits come to those that it was fitted to, beside how near these are to each other. */
export interface ShapeDistances {
  /** From a digit of the model to the nearest that was fitted. */
  readonly sampled: Quantiles;
  /** From a person's digit to the nearest but itself. */
  readonly nearest: Quantiles;
  /** From a person's digit to the nearest of another person. */
  readonly others: Quantiles;
}

/** The least that digits of a model have to be away, by these distances of people's digits. */
const LEAST_OF_MEDIAN = 0.9;
const STREAM = 0x2c1b3c6d;
const SEED = 1;

interface PlacedDigit {
  readonly writer: string;
  readonly lines: PlacedLines;
}

/**
 * Measures by digits of the model and as many of people's, compared with those of the same label and number of
 * strokes.
 * @param count of the digits that are measured
 */
export function shapeDistances(
  model: Pick<ShapeModel, 'clusters'>,
  fitted: readonly UnitDigit[],
  count: number,
): ShapeDistances {
  const groups = new Map<number, PlacedDigit[]>();
  const groupOf = (label: number, strokes: number): PlacedDigit[] => {
    const key = label * 16 + strokes;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    return group;
  };
  for (const digit of fitted) {
    const lines = placedLines(digit);
    groupOf(digit.label, lines.length).push({ writer: digit.writer, lines });
  }
  const sampler = new ShapeSampler(model);
  const sampled = Array.from({ length: count }, (_, index) => {
    const strokes = sampler.strokes(index % 10, Random.forItem(SEED, STREAM, index));
    const lines = placedLines({ lines: unitLines(strokes) });
    return nearest(lines, groupOf(index % 10, lines.length));
  });
  const everyNth = Math.max(1, Math.floor(fitted.length / count));
  const people = [...groups.values()]
    .flatMap((group) => group.map((digit) => ({ digit, group })))
    .filter((_, index) => index % everyNth === 0);
  return {
    sampled: quantiles(sampled),
    nearest: quantiles(
      people.map(({ digit, group }) =>
        nearest(
          digit.lines,
          group.filter((other) => other !== digit),
        ),
      ),
    ),
    others: quantiles(
      people.map(({ digit, group }) =>
        nearest(
          digit.lines,
          group.filter(({ writer }) => writer !== digit.writer),
        ),
      ),
    ),
  };
}

/** Which rule distances break, with the numbers; undefined when they keep to both. */
export function brokenDistance({ sampled, nearest, others }: ShapeDistances): string | undefined {
  const leastMedian = LEAST_OF_MEDIAN * others.median;
  if (!(sampled.median >= leastMedian)) {
    return `distance to the nearest fitted digit: expected a median of at least ${leastMedian.toFixed(4)}, found ${sampled.median.toFixed(4)}`;
  }
  if (!(sampled.low >= nearest.low)) {
    return `distance to the nearest fitted digit: expected 95 % at ${nearest.low.toFixed(4)} or more, found them at ${sampled.low.toFixed(4)}`;
  }
  return undefined;
}

/** To the nearest of a group; infinite when that is empty. */
function nearest(lines: PlacedLines, group: readonly PlacedDigit[]): number {
  let squared = Infinity;
  for (const other of group) squared = Math.min(squared, arrangeOn(other.lines, lines).squared);
  const places = lines.reduce((sum, line) => sum + line.length / 2, 0);
  return Math.sqrt(squared / places);
}

function quantiles(distances: readonly number[]): Quantiles {
  const sorted = distances.filter(Number.isFinite).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? NaN;
  return { low: at(0.05), median: at(0.5) };
}
