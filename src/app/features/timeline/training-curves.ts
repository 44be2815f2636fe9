import type { Checkpoint } from '#model';

/**
 * The measurements of a timeline as paths for an SVG of width `timeline.length - 1` and height 1, y down.
 * Checkpoints are evenly spaced, so the first second of training gets as much room as the last hour.
 */
export interface TrainingCurves {
  /** Share of test images classified correctly, 0 at the bottom, 1 at the top. */
  readonly accuracy: string;
  /** The area under the accuracy curve. */
  readonly accuracyArea: string;
  /** Training loss, 0 at the bottom, the timeline's largest at the top. */
  readonly loss: string;
}

/** The curves of a timeline; they skip checkpoints without a measurement. */
export function trainingCurves(timeline: readonly Checkpoint[]): TrainingCurves {
  const accuracies = measured(timeline, ({ metrics }) => metrics.testAccuracy);
  const losses = measured(timeline, ({ metrics }) => metrics.averageTrainingLoss);
  const largest = Math.max(...losses.map(({ value }) => value), Number.MIN_VALUE);
  const accuracy = path(accuracies);
  const [from, to] = [accuracies[0]?.index, accuracies.at(-1)?.index];
  return {
    accuracy,
    accuracyArea: from === undefined || to === undefined ? '' : `${accuracy}L${to} 1L${from} 1Z`,
    loss: path(losses.map(({ index, value }) => ({ index, value: value / largest }))),
  };
}

interface Measurement {
  readonly index: number;
  readonly value: number;
}

function measured(
  timeline: readonly Checkpoint[],
  metric: (checkpoint: Checkpoint) => number | undefined,
): Measurement[] {
  return timeline.flatMap((checkpoint, index) => {
    const value = metric(checkpoint);
    return value === undefined ? [] : [{ index, value }];
  });
}

function path(measurements: readonly Measurement[]): string {
  return measurements
    .map(({ index, value }, i) => `${i === 0 ? 'M' : 'L'}${index} ${round(1 - value)}`)
    .join('');
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
