import type { Random } from '#model';
import { arranged, arrangeOn, type Arrangement, type PlacedLines } from './arrangement.ts';

/** How often the clustering begins anew; the tightest one is taken. */
const STARTS = 6;
const MOST_ROUNDS = 40;

/** Digits that are written the same way. */
export interface LineCluster {
  readonly members: readonly ClusterMember[];
}

/** A digit of a cluster. */
export interface ClusterMember {
  /** Which one, by its place among all that were clustered. */
  readonly index: number;
  /** How its lines lie on those of the cluster's centre. */
  readonly arrangement: Arrangement;
}

interface Clustering {
  readonly centres: readonly PlacedLines[];
  readonly clusters: readonly LineCluster[];
  /** Sum of squared distances from the centres, that of a digit out of reach counting as much as the reach. */
  readonly squared: number;
}

/** What is clustered, and how. */
export interface ClusteringTask {
  /** At least one, all with as many lines, whose places are as many too. */
  readonly digits: readonly PlacedLines[];
  readonly clusterCount: number;
  /** The largest squared distance from a centre; a digit that is further from all is in no cluster. */
  readonly reach: number;
  /** Whether a cluster of these digits, by their places in `digits`, may be. */
  readonly isAllowed: (members: readonly number[]) => boolean;
}

/**
 * Sorts digits of as many lines by how they are written: trimmed k-means (Lloyd 1982; Cuesta-Albertos et al. 1997),
 * begun as k-means++ does (Arthur and Vassilvitskii 2007), the order and the direction of strokes being free. Clusters
 * that are not allowed dissolve, the smallest first: their digits go to others that are in reach.
 * @returns none when nothing is allowed
 */
export function clusterLines(task: ClusteringTask, random: Random): readonly LineCluster[] {
  let best = kMeans(task, firstCentres(task, random));
  for (let start = 1; start < STARTS; start++) {
    const other = kMeans(task, firstCentres(task, random));
    if (other.squared < best.squared) best = other;
  }
  for (;;) {
    const smallest = smallestRefused(task, best);
    if (!smallest) return best.clusters;
    best = kMeans(
      task,
      best.centres.filter((_, at) => best.clusters[at] !== smallest),
    );
  }
}

function kMeans(task: ClusteringTask, firstCentres: readonly PlacedLines[]): Clustering {
  let clustering = assigned(task, firstCentres);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const centres = clustering.clusters.map((cluster) => meanOf(task.digits, cluster));
    const next = assigned(task, centres);
    if (next.squared >= clustering.squared) break;
    clustering = next;
  }
  return clustering;
}

/** Digits that are far from each other, each chosen in proportion to its squared distance from those before. */
function firstCentres(
  { digits, clusterCount, reach }: ClusteringTask,
  random: Random,
): PlacedLines[] {
  const first = digits[random.nextBelow(digits.length)] ?? [];
  const centres = [first];
  const nearest = digits.map((lines) => Math.min(reach, arrangeOn(first, lines).squared));
  while (centres.length < clusterCount) {
    let left = random.nextFloat() * nearest.reduce((sum, squared) => sum + squared, 0);
    const index = nearest.findIndex((squared) => (left -= squared) < 0);
    const centre = digits[Math.max(0, index)] ?? first;
    centres.push(centre);
    digits.forEach((lines, at) => {
      nearest[at] = Math.min(nearest[at] ?? 0, arrangeOn(centre, lines).squared);
    });
  }
  return centres;
}

/** Each digit at its nearest centre, if that is in reach. Centres without digits are left out. */
function assigned({ digits, reach }: ClusteringTask, centres: readonly PlacedLines[]): Clustering {
  const members = centres.map((): ClusterMember[] => []);
  let squared = 0;
  digits.forEach((lines, index) => {
    let nearest: { readonly centre: number; readonly arrangement: Arrangement } | undefined;
    centres.forEach((target, centre) => {
      const arrangement = arrangeOn(target, lines);
      const least = nearest?.arrangement.squared ?? reach;
      if (arrangement.squared < least) nearest = { centre, arrangement };
    });
    if (nearest) members[nearest.centre]?.push({ index, arrangement: nearest.arrangement });
    squared += nearest?.arrangement.squared ?? reach;
  });
  const used = members.map((list) => list.length > 0);
  return {
    centres: centres.filter((_, centre) => used[centre]),
    clusters: members.filter((_, centre) => used[centre]).map((list) => ({ members: list })),
    squared,
  };
}

function meanOf(digits: readonly PlacedLines[], { members }: LineCluster): Float64Array[] {
  const sums: Float64Array[] = [];
  for (const { index, arrangement } of members) {
    arranged(digits[index] ?? [], arrangement).forEach((places, line) => {
      const sum = (sums[line] ??= new Float64Array(places.length));
      places.forEach((value, at) => {
        sum[at] = (sum[at] ?? 0) + value;
      });
    });
  }
  return sums.map((sum) => sum.map((value) => value / members.length));
}

function smallestRefused(
  { isAllowed }: ClusteringTask,
  { clusters }: Clustering,
): LineCluster | undefined {
  return clusters
    .filter(({ members }) => !isAllowed(members.map(({ index }) => index)))
    .sort((a, b) => a.members.length - b.members.length)[0];
}
