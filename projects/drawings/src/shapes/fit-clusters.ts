import { Random } from '#model';
import type { PenDigit } from '../strokes/unipen.ts';
import { arranged } from './arrangement.ts';
import { clusterLines, type ClusterMember } from './cluster-lines.ts';
import { principalComponents } from './principal-components.ts';
import { brokenRule, weightingOf } from './shape-rules.ts';
import type { ShapeCluster } from './shape-model.ts';
import { evenPlaces, lengthOf, unitLines, type PenLine } from './unit-lines.ts';

/** A digit of a person, wherever and however large it was written. */
export interface UnitDigit {
  readonly label: number;
  readonly writer: string;
  /** At least one, as `unitLines` gives them. */
  readonly lines: readonly PenLine[];
}

/** Digits that no cluster stands for. */
export interface LeftOut {
  readonly digit: number;
  /** Strokes of each. */
  readonly strokes: number;
  readonly count: number;
  /** Which rule they break, or that they are far from all clusters. */
  readonly reason: string;
}

/** Clusters that keep to the rules, and what is left out. */
export interface FittedClusters {
  readonly clusters: readonly ShapeCluster[];
  readonly leftOut: readonly LeftOut[];
}

/** Points of all strokes of a cluster, and of each at least. */
const POINTS = 20;
const LEAST_POINTS = 5;
const COMPONENTS = 6;
/** Components that move points by less, as a share of the size (root of the mean square), do not show. */
const LEAST_MOVE = 0.02;
/** Places of all strokes that digits are compared at: as many at each number of strokes up to 4. */
const PLACES = 24;
const MOST_STROKES = POINTS / LEAST_POINTS;
/** Digits for each cluster, about. */
const DIGITS_A_CLUSTER = 75;
/**
 * Root of the mean square that a digit may be away from its cluster's mean, as a share of its size: those further
 * away, mostly begun elsewhere, would make the components a mixture of ways to write it.
 */
const REACH = 0.22;
const STREAM = 0x51ed270b;
const SEED = 1;

/** Digits as they are compared, without dots and those of more strokes than a cluster has room for. */
export function unitDigits(digits: readonly PenDigit[]): UnitDigit[] {
  return digits
    .map(({ label, writer, strokes }) => ({ label, writer, lines: unitLines(strokes) }))
    .filter(({ lines }) => lines.length > 0 && lines.length <= MOST_STROKES);
}

/** A digit's lines at the places where it is compared with others of as many strokes. */
export function placedLines({ lines }: Pick<UnitDigit, 'lines'>): Float64Array[] {
  return lines.map((line) => evenPlaces(line, PLACES / lines.length));
}

/** Finds the ways in which digits are written, for each digit and number of strokes; the same ones in every run. */
export function fitClusters(digits: readonly UnitDigit[]): FittedClusters {
  const clusters: ShapeCluster[] = [];
  const leftOut: LeftOut[] = [];
  for (let digit = 0; digit < 10; digit++) {
    for (let strokes = 1; strokes <= MOST_STROKES; strokes++) {
      const group = digits.filter(
        ({ label, lines }) => label === digit && lines.length === strokes,
      );
      if (group.length === 0) continue;
      const found = fitGroup(group, Random.forItem(SEED, STREAM, digit * 16 + strokes));
      clusters.push(...found);
      const count = group.length - found.reduce((sum, cluster) => sum + cluster.count, 0);
      const rule = found.length > 0 ? undefined : brokenRule(figuresOf(group));
      const reason = rule ?? 'expected digits that are alike, found these far from all clusters';
      if (count > 0) leftOut.push({ digit, strokes, count, reason });
    }
  }
  return { clusters, leftOut };
}

/** Clusters of digits with one label and as many strokes. */
function fitGroup(group: readonly UnitDigit[], random: Random): ShapeCluster[] {
  const clusterCount = Math.round(group.length / DIGITS_A_CLUSTER);
  const found = clusterLines(
    {
      digits: group.map(placedLines),
      clusterCount: Math.max(1, clusterCount),
      reach: REACH * REACH * PLACES,
      isAllowed: (members) => brokenRule(figuresOf(membersOf(group, members))) === undefined,
    },
    random,
  );
  return found.map(({ members }) => fitCluster(group, members));
}

function membersOf(group: readonly UnitDigit[], members: readonly number[]): UnitDigit[] {
  return members.flatMap((index) => group[index] ?? []);
}

function figuresOf(digits: readonly UnitDigit[]) {
  const { weights, ...shares } = weightingOf(digits.map(({ writer }) => writer));
  return { ...shares, count: weights.length, components: { length: 0 } };
}

function fitCluster(group: readonly UnitDigit[], members: readonly ClusterMember[]): ShapeCluster {
  const digits = membersOf(
    group,
    members.map(({ index }) => index),
  );
  const pointCounts = sharedPoints(
    members.map(({ arrangement }, at) =>
      arrangement.order.map((line) => lengthOf(digits[at]?.lines[line] ?? [])),
    ),
  );
  const vectors = members.map(({ arrangement }, at) => {
    const lines = arrangement.order.map((line, place) =>
      evenPlaces(digits[at]?.lines[line] ?? [], pointCounts[place] ?? 0),
    );
    const order = lines.map((_, place) => place);
    return concatenated(arranged(lines, { ...arrangement, order }));
  });
  const { weights, ...shares } = weightingOf(digits.map(({ writer }) => writer));
  const { mean, components } = principalComponents(vectors, weights, COMPONENTS);
  return {
    digit: digits[0]?.label ?? 0,
    pointCounts,
    count: digits.length,
    ...shares,
    mean,
    components: components.filter((component) => moveOf(component) >= LEAST_MOVE),
  };
}

/** Points shared among strokes by their mean length. */
function sharedPoints(lengths: readonly (readonly number[])[]): number[] {
  const strokes = lengths[0]?.length ?? 0;
  const sums = Array.from({ length: strokes }, (_, stroke) =>
    lengths.reduce((sum, list) => sum + (list[stroke] ?? 0), 0),
  );
  const counts = sums.map(() => LEAST_POINTS);
  // Each further point goes to where they are furthest apart.
  for (let point = strokes * LEAST_POINTS; point < POINTS; point++) {
    const spacings = sums.map((sum, stroke) => sum / ((counts[stroke] ?? 2) - 1));
    const widest = spacings.indexOf(Math.max(...spacings));
    counts[widest] = (counts[widest] ?? 0) + 1;
  }
  return counts;
}

function moveOf(component: Float64Array): number {
  return Math.sqrt(component.reduce((sum, value) => sum + value * value, 0) / POINTS);
}

function concatenated(lines: readonly Float64Array[]): Float64Array {
  return Float64Array.from(lines.flatMap((line) => [...line]));
}
