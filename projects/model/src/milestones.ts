/** The kinds of checkpoint in the export format. */
export const MILESTONE_KINDS = ['initial', 'approx', 'dataset_multiple'] as const;

/** Which moment of training a checkpoint captures. */
export type MilestoneKind = (typeof MILESTONE_KINDS)[number];

/** A moment of training, in images seen, whose weights are saved. */
export interface Milestone {
  /** As in the export format: `initial`, `approx_50`, `dataset_1_5x`. */
  readonly id: string;
  /** For display: `≈50 images`, `1.5× dataset`. */
  readonly label: string;
  readonly kind: MilestoneKind;
  /** Number of images seen when the weights are saved; whole. */
  readonly targetImages: number;
  /** Passes over the data set, only for `dataset_multiple`. */
  readonly datasetMultiple?: number;
}

/** Image counts of the seed's early checkpoints, for MNIST's 60,000 training images. */
const APPROX_IMAGES = [
  50, 120, 250, 500, 1000, 2000, 3500, 5800, 8700, 13000, 19500, 28500, 40000, 80000,
];
const DATASET_MULTIPLES = [
  1, 1.5, 2, 2.5, 3, 4, 5, 6.5, 8.5, 10, 12.5, 15, 17.5, 20, 25, 30, 35, 40, 45, 50,
];
const MNIST_TRAINING_IMAGES = 60000;

/**
 * The checkpoints of a training run, by images seen; 35 of them for MNIST. Early thresholds scale with the data set
 * (so that 80k stays between 1x and 1.5x). On a data set so small that two have the same image count, only the first
 * is kept.
 * @param datasetSize images in the training set
 * @param epochs number of passes in the run; more than 50 add a final checkpoint at the end
 * @throws RangeError unless both are positive whole numbers
 */
export function milestones(datasetSize: number, epochs = 50): Milestone[] {
  for (const [name, value] of Object.entries({ datasetSize, epochs })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`${name}: expected a positive whole number, found ${value}`);
    }
  }
  const approx = APPROX_IMAGES.map((images): Milestone => {
    const targetImages = Math.round((images * datasetSize) / MNIST_TRAINING_IMAGES);
    const text = abbreviated(targetImages);
    const id = `approx_${text.replace('.', '_')}`;
    return { id, label: `≈${text} images`, kind: 'approx', targetImages };
  });
  const multiples = epochs > 50 ? [...DATASET_MULTIPLES, epochs] : DATASET_MULTIPLES;
  const passes = multiples.map((datasetMultiple): Milestone => {
    const id = `dataset_${String(datasetMultiple).replace('.', '_')}x`;
    const label = `${datasetMultiple}× dataset`;
    const targetImages = Math.round(datasetMultiple * datasetSize);
    return { id, label, kind: 'dataset_multiple', targetImages, datasetMultiple };
  });
  const initial: Milestone = {
    id: 'initial',
    label: 'Initial weights',
    kind: 'initial',
    targetImages: 0,
  };
  // Where an early threshold meets a whole pass, the pass wins because it sorts first.
  return [
    initial,
    ...[...passes, ...approx].sort((a, b) => a.targetImages - b.targetImages),
  ].filter((milestone, index, all) => milestone.targetImages !== all[index - 1]?.targetImages);
}

/** 50, 500, 1k, 3.5k, 28.5k: thousands when at most one decimal is needed. */
function abbreviated(images: number): string {
  return images >= 1000 && images % 100 === 0 ? `${images / 1000}k` : String(images);
}
