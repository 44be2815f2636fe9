import type { ShapeCluster } from './shape-model.ts';

/** What a cluster has to keep to, so that its numbers are those of many, and nobody's stroke can be made out. */
export const SHAPE_RULES = {
  leastWriters: 3,
  leastDigits: 20,
  largestDigitShare: 0.12,
  largestWriterShare: 0.5,
  /** Components for each digit. */
  mostComponents: 1 / 3,
} as const;

/** How much the digits of a cluster count. */
export interface Weighting {
  /** Of each digit: 1 by the root of how many its writer has in the cluster. */
  readonly weights: readonly number[];
  readonly writers: number;
  /** 0..1. */
  readonly largestDigitShare: number;
  /** 0..1. */
  readonly largestWriterShare: number;
}

/** How much digits count, so that nobody who wrote many decides what a cluster looks like. */
export function weightingOf(writers: readonly string[]): Weighting {
  const counts = new Map<string, number>();
  for (const writer of writers) counts.set(writer, (counts.get(writer) ?? 0) + 1);
  const weights = writers.map((writer) => 1 / Math.sqrt(counts.get(writer) ?? 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    weights,
    writers: counts.size,
    largestDigitShare: Math.max(0, ...weights) / total,
    largestWriterShare: Math.sqrt(Math.max(0, ...counts.values())) / total,
  };
}

/** Numbers of a cluster that the rules are about. */
export type ClusterFigures = Pick<
  ShapeCluster,
  'count' | 'writers' | 'largestDigitShare' | 'largestWriterShare'
> & { readonly components: { readonly length: number } };

/** Which rule a cluster breaks, with its number; undefined when it keeps to all. */
export function brokenRule(cluster: ClusterFigures): string | undefined {
  const { count, writers, components, largestDigitShare, largestWriterShare } = cluster;
  const rules = SHAPE_RULES;
  if (writers < rules.leastWriters) {
    return `expected at least ${rules.leastWriters} writers, found ${writers}`;
  }
  if (count < rules.leastDigits) {
    return `expected at least ${rules.leastDigits} digits, found ${count}`;
  }
  if (largestDigitShare > rules.largestDigitShare) {
    return `expected no digit above ${percent(rules.largestDigitShare)} of the weight, found ${percent(largestDigitShare)}`;
  }
  if (largestWriterShare > rules.largestWriterShare) {
    return `expected no writer above ${percent(rules.largestWriterShare)} of the weight, found ${percent(largestWriterShare)}`;
  }
  const most = Math.floor(count * rules.mostComponents);
  if (components.length > most) {
    return `expected at most ${most} components for ${count} digits, found ${components.length}`;
  }
  return undefined;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
