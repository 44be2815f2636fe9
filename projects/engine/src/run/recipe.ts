import { JsonField, NETWORK_LIMITS, parseJson } from '#model';

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

/** How images are drawn anew at each step; limits of uniform distributions around "as it is". */
export interface AugmentationOptions {
  /** Degrees. */
  readonly rotation: number;
  /** Tangent of the slant. */
  readonly shear: number;
  /** Share that size changes by. */
  readonly scale: number;
  /** Share that width grows and height shrinks by. */
  readonly anisotropy: number;
  /** Pixels. */
  readonly shift: number;
  /** Pixels that the nodes of a 6x6 grid over the image move by, and all between them. */
  readonly elastic: number;
  /** Share of images that are drawn at another size and then fitted as the app fits drawings. */
  readonly refitShare: number;
  /** Sizes that these are drawn at: pixels for a digit of 20. */
  readonly smallest: number;
  readonly largest: number;
}

/** Digits drawn by hand on the pad, shown along with the data set's. */
export interface DrawingOptions {
  /** Share of a batch, 0..1; what is learned does not depend on the batch size. */
  readonly share: number;
  /** How many different ones there are. */
  readonly count: number;
}

/** Drawings that are no digits, shown along with the digits (outlier exposure). */
export interface OutlierOptions extends DrawingOptions {
  /** Weight of their loss, whose target is the uniform distribution. */
  readonly weight: number;
}

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
  readonly augmentation?: AugmentationOptions;
  readonly drawings?: DrawingOptions;
  readonly outliers?: OutlierOptions;
  /** Decay of the moving average of the weights, which is what checkpoints keep; 0 keeps the last. */
  readonly averaging?: number;
  /** Whole number, 0 to 2^32 - 1: initial weights and shuffling come from it. */
  readonly seed: number;
}

/** What recipes may ask for; memory and patience set them. */
export const RECIPE_LIMITS = {
  hiddenLayers: NETWORK_LIMITS.hiddenLayers,
  hiddenUnits: NETWORK_LIMITS.neuronsPerLayer,
  batchSize: 4096,
  epochs: 10_000,
  learningRate: 10,
  seed: 2 ** 32 - 1,
  /** Of each kind of auxiliary images: two kinds leave most of a batch to the data set. */
  auxiliaryShare: 0.4,
} as const;

/**
 * Reads a recipe.
 * @param file name for error messages
 * @throws FormatError that names the field and what is allowed; a field it does not know is an error
 */
export function parseRecipe(text: string, file: string): Recipe {
  const root = new JsonField(file, parseJson(text, file));
  root.onlyKeys(
    ...['hiddenDims', 'batchSize', 'epochs', 'learningRate', 'schedule', 'adam', 'seed'],
    ...['augmentation', 'drawings', 'outliers', 'averaging'],
  );
  const hidden = root.get('hiddenDims');
  const hiddenDims = hidden.items().map((size) => size.integer(1, RECIPE_LIMITS.hiddenUnits));
  if (hiddenDims.length > RECIPE_LIMITS.hiddenLayers) {
    throw hidden.error(`at most ${RECIPE_LIMITS.hiddenLayers} layers`, `${hiddenDims.length}`);
  }
  const adam = root.get('adam');
  adam.onlyKeys('beta1', 'beta2', 'epsilon');
  return {
    hiddenDims,
    batchSize: root.get('batchSize').integer(1, RECIPE_LIMITS.batchSize),
    epochs: root.get('epochs').integer(1, RECIPE_LIMITS.epochs),
    learningRate: root.get('learningRate').number(Number.MIN_VALUE, RECIPE_LIMITS.learningRate),
    schedule: parseSchedule(root.get('schedule')),
    adam: {
      beta1: adam.get('beta1').number(0, 0.999999),
      beta2: adam.get('beta2').number(0, 0.999999),
      epsilon: adam.get('epsilon').number(1e-12, 1),
    },
    ...(root.has('augmentation') && { augmentation: parseAugmentation(root.get('augmentation')) }),
    ...(root.has('drawings') && { drawings: parseDrawings(root.get('drawings')) }),
    ...(root.has('outliers') && { outliers: parseOutliers(root.get('outliers')) }),
    ...(root.has('averaging') && { averaging: root.get('averaging').number(0, 0.99999) }),
    seed: root.get('seed').integer(0, RECIPE_LIMITS.seed),
  };
}

function parseAugmentation(field: JsonField): AugmentationOptions {
  const limits = {
    rotation: [0, 180],
    shear: [0, 1],
    scale: [0, 0.9],
    anisotropy: [0, 0.9],
    shift: [0, 14],
    elastic: [0, 7],
    refitShare: [0, 1],
    smallest: [4, 28],
    largest: [4, 28],
  } as const;
  const names = Object.keys(limits) as (keyof typeof limits)[];
  field.onlyKeys(...names);
  const numberOf = (name: keyof typeof limits): number => field.get(name).number(...limits[name]);
  return {
    rotation: numberOf('rotation'),
    shear: numberOf('shear'),
    scale: numberOf('scale'),
    anisotropy: numberOf('anisotropy'),
    shift: numberOf('shift'),
    elastic: numberOf('elastic'),
    refitShare: numberOf('refitShare'),
    smallest: numberOf('smallest'),
    largest: numberOf('largest'),
  };
}

function parseOutliers(field: JsonField): OutlierOptions {
  field.onlyKeys('share', 'weight', 'count');
  return { ...auxiliaryOf(field), weight: field.get('weight').number(0, 10) };
}

function parseDrawings(field: JsonField): DrawingOptions {
  field.onlyKeys('share', 'count');
  return auxiliaryOf(field);
}

function auxiliaryOf(field: JsonField): DrawingOptions {
  return {
    share: field.get('share').number(Number.MIN_VALUE, RECIPE_LIMITS.auxiliaryShare),
    count: field.get('count').integer(1, 200_000),
  };
}

function parseSchedule(field: JsonField): LearningRateSchedule {
  const kind = field.get('kind').oneOf('constant', 'cosine');
  if (kind === 'constant') {
    field.onlyKeys('kind');
    return { kind };
  }
  field.onlyKeys('kind', 'warmupSteps', 'finalFactor');
  return {
    kind,
    warmupSteps: field.get('warmupSteps').integer(0, 1_000_000),
    finalFactor: field.get('finalFactor').number(0, 1),
  };
}
