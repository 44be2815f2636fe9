// Made by "npm run kernels" from assembly/layout.ts, which says what the fields mean.

/** The kernels' records: four bytes a field, in this order. */
export const RECORDS = {
  Layer: {
    inputs: 'u32',
    outputs: 'u32',
    width: 'u32',
    stride: 'u32',
    columnStride: 'u32',
    isRelu: 'u32',
    shift: 'f32',
    weights: 'u32',
    weightFirst: 'u32',
    weightSecond: 'u32',
    bias: 'u32',
    biasFirst: 'u32',
    biasSecond: 'u32',
    weightSums: 'u32',
    foldedBias: 'u32',
    lists: 'u32',
    starts: 'u32',
    columns: 'u32',
    columnCounts: 'u32',
    preActivations: 'u32',
    deltas: 'u32',
    weightAverages: 'u32',
    biasAverages: 'u32',
  },
  Batch: {
    size: 'u32',
    pixels: 'u32',
    scale: 'f32',
    labels: 'u32',
    indices: 'u32',
    losses: 'u32',
    augmented: 'u32',
    outlierWeight: 'f32',
  },
  Augmentation: {
    seed: 'u32',
    firstImage: 'u32',
    rotation: 'f32',
    shear: 'f32',
    scale: 'f32',
    anisotropy: 'f32',
    shift: 'f32',
    elastic: 'f32',
    refitShare: 'f32',
    smallest: 'f32',
    largest: 'f32',
  },
  Step: {
    beta1: 'f32',
    beta2: 'f32',
    epsilon: 'f32',
    stepSize: 'f32',
    rootCorrection: 'f32',
    decay: 'f32',
    averagingShare: 'f32',
  },
} as const;

/** Numbers that kernels and their caller have to agree on. */
export const LAYOUT = {
  CHUNKS: 16,
  ENTRY_SHIFT: 3,
  NO_DIGIT: 255,
} as const;
