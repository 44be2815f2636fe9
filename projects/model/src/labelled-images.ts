/** The label of an image that is no digit. */
export const NO_DIGIT = 255;

/** Labelled images as MNIST has them. */
export interface LabelledImages {
  /** Ink 0..255, row-major, `[image][pixel]`. */
  readonly pixels: Uint8Array;
  /** Class of each image or `NO_DIGIT`, `[image]`. */
  readonly labels: Uint8Array;
}
