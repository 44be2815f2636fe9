import type { LabelledImages } from '#model';
import type { RunCheckpoint } from '#engine';

/** Steps after which a network that learns is better than chance at any sensible rate: a pass over MNIST. */
const ENOUGH_STEPS = 400;
/** Steps after which it has at least one of loss and accuracy better than chance's. */
const SOME_STEPS = 15;
/** Losses in multiples of chance's: so near it is no better once there was time; no network starts so high. */
const NO_BETTER = 0.98;
const OUT_OF_HAND = 2;
/** Test images that tell an accuracy from luck. */
const ENOUGH_IMAGES = 50;

/** Whether all that a checkpoint holds are numbers that a file can hold. */
export function isFiniteCheckpoint({ weights, averageTrainingLoss }: RunCheckpoint): boolean {
  const isFinite = (values: Float32Array): boolean =>
    values.every((value) => Number.isFinite(value));
  return (
    Number.isFinite(averageTrainingLoss ?? 0) &&
    weights.every(({ weights, biases }) => isFinite(weights) && isFinite(biases))
  );
}

/**
 * Why a run is of no use, if it is not: it diverged, or learned nothing in the time it had.
 * @param isWhole whether the run went to its planned end
 */
export function failureOfRun(
  last: RunCheckpoint,
  trainingSet: LabelledImages,
  testSet: LabelledImages,
  isWhole: boolean,
): string | undefined {
  const at = `after ${last.imagesSeen} images`;
  if (!isFiniteCheckpoint(last)) return `${at} its weights or its loss are no finite numbers`;
  const { averageTrainingLoss: loss, accuracy } = last;
  const commonest = shareOfCommonest(testSet.labels);
  const isTelling = testSet.labels.length >= ENOUGH_IMAGES && commonest < 1;
  const isAtChance = accuracy !== undefined && isTelling && accuracy <= commonest;
  // Images of one digit only leave nothing to tell apart: guessing has a loss of 0.
  const guessing = entropy(trainingSet.labels);
  const ratio = loss === undefined || guessing === 0 ? 0 : loss / guessing;
  const hadItsTime = isWhole || last.batchesSeen >= ENOUGH_STEPS;
  const isAstray = isAtChance && ratio >= 1 && last.batchesSeen >= SOME_STEPS;
  if (ratio >= (hadItsTime ? NO_BETTER : OUT_OF_HAND) || isAstray) {
    return `${at} its training loss is ${loss?.toFixed(2) ?? ''}, and guessing has ${guessing.toFixed(2)}`;
  }
  if (!hadItsTime || !isAtChance) return undefined;
  return `${at} it reads ${percent(accuracy)} of the test images, and one answer to all would ${percent(commonest)}`;
}

/** Mean cross-entropy in nats of always answering with the labels' own frequencies. */
function entropy(labels: Uint8Array): number {
  return shares(labels).reduce((sum, share) => sum - (share > 0 ? share * Math.log(share) : 0), 0);
}

function shareOfCommonest(labels: Uint8Array): number {
  return Math.max(...shares(labels));
}

function shares(labels: Uint8Array): number[] {
  const counts = new Array<number>(256).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts.map((count) => count / labels.length);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
