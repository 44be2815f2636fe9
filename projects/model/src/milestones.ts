/** The kinds of moment that the export format names. */
export const MILESTONE_KINDS = ['initial', 'approx', 'dataset_multiple'] as const;

/** What moment of training a checkpoint stands for. */
export type MilestoneKind = (typeof MILESTONE_KINDS)[number];

/** A moment of training, in images seen, at which the weights are kept. */
export interface Milestone {
  /** As in the export format: `initial`, `approx_50`, `dataset_1_5x`. */
  readonly id: string;
  /** For people: `≈50 images`, `1.5× dataset`. */
  readonly label: string;
  readonly kind: MilestoneKind;
  /** Images to have seen when the weights are kept; whole. */
  readonly targetImages: number;
  /** Passes over the data set, for `dataset_multiple` only. */
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
 * The checkpoints of a training run, in the order of images seen; 35 of them for MNIST.
 * Early thresholds scale with the data set (so that 80k stays between 1x and 1.5x); on a data set so
 * small that two fall on the same image count, only the first of them stays.
 * @param datasetSize images in the training set
 * @param epochs passes the run makes; a number above 50 adds one final checkpoint there
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
  // Where an early threshold meets a whole pass, the pass is the better name: it sorts first.
  return [
    initial,
    ...[...passes, ...approx].sort((a, b) => a.targetImages - b.targetImages),
  ].filter((milestone, index, all) => milestone.targetImages !== all[index - 1]?.targetImages);
}

/** 50, 500, 1k, 3.5k, 28.5k: thousands with at most one decimal when they come out whole. */
function abbreviated(images: number): string {
  return images >= 1000 && images % 100 === 0 ? `${images / 1000}k` : String(images);
}
