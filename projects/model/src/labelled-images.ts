/** The label of an image that is no digit. */
export const NO_DIGIT = 255;

/** Labelled images as MNIST has them. */
export interface LabelledImages {
  /** Ink 0..255, row-major, `[image][pixel]`. */
  readonly pixels: Uint8Array;
  /** Class of each image or `NO_DIGIT`, `[image]`. */
  readonly labels: Uint8Array;
}

/** Which of the images that are made from a seed: each depends on nothing but the seed and its index. */
export interface ImageRange {
  /** Whole number, 0 to 2^32 - 1. */
  readonly seed: number;
  /** Index of the first. */
  readonly from: number;
  /** One past the last. */
  readonly to: number;
}
