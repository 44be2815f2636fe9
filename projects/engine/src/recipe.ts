/** Adam (Kingma & Ba 2015) with bias correction, as in PyTorch's `torch.optim.Adam`. */
export interface AdamOptions {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** How the learning rate moves along the run. */
export type LearningRateSchedule =
  | { readonly kind: 'constant' }
  | {
      /** Linear warm-up from 0, then half a cosine down to `finalFactor` times the learning rate. */
      readonly kind: 'cosine';
      readonly warmupSteps: number;
      readonly finalFactor: number;
    };

/** Everything that decides the bytes of a training run, apart from the images. */
export interface Recipe {
  /** Sizes of the hidden layers, e.g. `[128, 64]`. */
  readonly hiddenDims: readonly number[];
  /** Images a step; the last batch before a checkpoint or a pass's end may be smaller. */
  readonly batchSize: number;
  /** Passes over the data; a minimum, the run goes on to 50. The schedule spans max(50, epochs). */
  readonly epochs: number;
  /** Peak learning rate. */
  readonly learningRate: number;
  readonly schedule: LearningRateSchedule;
  readonly adam: AdamOptions;
  /** Whole number, 0 to 2^32 - 1: initial weights and shuffling come from it. */
  readonly seed: number;
}
