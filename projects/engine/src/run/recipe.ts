import { JsonField, NETWORK_LIMITS, parseJson } from '#model';
import type { Optimizer } from '../optimizer.ts';

/** How the learning rate moves along the run. */
export type LearningRateSchedule =
  | { readonly kind: 'constant' }
  | {
      /** Linear warm-up from 0, then half a cosine down to `finalFactor` times the learning rate. */
      readonly kind: 'cosine';
      readonly warmupSteps: number;
      readonly finalFactor: number;
    };

/** How images are augmented at each step: limits of uniform distributions around "as it is". */
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

/** Images of one kind that are learned from beside the data set. */
export interface AuxiliaryOptions {
  /** Share of a batch, 0..1; what is learned does not depend on the batch size. */
  readonly share: number;
  /** How many different ones there are. */
  readonly count: number;
  /** How often each is augmented, every time differently; 1 unless given. It costs far less than making more of them. */
  readonly views?: number;
}

/** Drawings that are no digits (outlier exposure, Hendrycks et al. 2019). */
export interface OutlierOptions extends AuxiliaryOptions {
  /** Weight of their loss, whose target is the uniform distribution. */
  readonly weight: number;
}

/** What is learned from beside the data set; each kind is optional. */
export interface AuxiliaryRecipe {
  /** Digits in the forms that schools teach, by generated hands. */
  readonly drawn?: AuxiliaryOptions;
  /** Digits in rare forms, or easily taken for another digit. */
  readonly rare?: AuxiliaryOptions;
  /** Digits from the statistics of how people write. */
  readonly shapes?: AuxiliaryOptions;
  readonly outliers?: OutlierOptions;
}

/** The kinds of auxiliary images, in the order in which they join a batch. */
export const AUXILIARY_NAMES = ['drawn', 'rare', 'shapes', 'outliers'] as const;
export type AuxiliaryName = (typeof AUXILIARY_NAMES)[number];

/**
 * Random weights with He's spread, a standard deviation of sqrt(2 / fan-in) (He et al. 2015), in the first layer times
 * `firstLayerScale`, and biases of 0. Inputs that are always blank keep the weights they begin with: with a tenth, what
 * the first layer learns stands out from that.
 */
export interface Initialization {
  readonly kind: 'he';
  readonly firstLayerScale: number;
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
  readonly optimizer: Optimizer;
  /** How the random weights are spread; as PyTorch's are unless given. */
  readonly initialization?: Initialization;
  readonly augmentation?: AugmentationOptions;
  readonly auxiliary?: AuxiliaryRecipe;
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
  /** Of all auxiliary images together: the data set has a tenth of a batch at least. */
  auxiliaryShare: 0.9,
  views: 64,
} as const;

/**
 * Reads a recipe.
 * @param file name for error messages
 * @throws FormatError that names the field and what is allowed; a field it does not know is an error
 */
export function parseRecipe(text: string, file: string): Recipe {
  const root = new JsonField(file, parseJson(text, file));
  root.onlyKeys(
    ...['hiddenDims', 'batchSize', 'epochs', 'learningRate', 'schedule', 'optimizer', 'seed'],
    ...['initialization', 'augmentation', 'auxiliary', 'averaging'],
  );
  const hidden = root.get('hiddenDims');
  const hiddenDims = hidden.items().map((size) => size.integer(1, RECIPE_LIMITS.hiddenUnits));
  if (hiddenDims.length > RECIPE_LIMITS.hiddenLayers) {
    throw hidden.error(`at most ${RECIPE_LIMITS.hiddenLayers} layers`, `${hiddenDims.length}`);
  }
  return {
    hiddenDims,
    batchSize: root.get('batchSize').integer(1, RECIPE_LIMITS.batchSize),
    epochs: root.get('epochs').integer(1, RECIPE_LIMITS.epochs),
    learningRate: root.get('learningRate').number(Number.MIN_VALUE, RECIPE_LIMITS.learningRate),
    schedule: parseSchedule(root.get('schedule')),
    optimizer: parseOptimizer(root.get('optimizer')),
    ...(root.has('initialization') && {
      initialization: parseInitialization(root.get('initialization')),
    }),
    ...(root.has('augmentation') && { augmentation: parseAugmentation(root.get('augmentation')) }),
    ...(root.has('auxiliary') && { auxiliary: parseAuxiliary(root.get('auxiliary')) }),
    ...(root.has('averaging') && { averaging: root.get('averaging').number(0, 0.99999) }),
    seed: root.get('seed').integer(0, RECIPE_LIMITS.seed),
  };
}

function parseInitialization(field: JsonField): Initialization {
  field.onlyKeys('kind', 'firstLayerScale');
  return {
    kind: field.get('kind').oneOf('he'),
    firstLayerScale: field.get('firstLayerScale').number(0, 10),
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

function parseAuxiliary(field: JsonField): AuxiliaryRecipe {
  field.onlyKeys(...AUXILIARY_NAMES);
  const kindOf = (name: Exclude<AuxiliaryName, 'outliers'>): AuxiliaryRecipe =>
    field.has(name) ? { [name]: parseKind(field.get(name)) } : {};
  const auxiliary = {
    ...kindOf('drawn'),
    ...kindOf('rare'),
    ...kindOf('shapes'),
    ...(field.has('outliers') && { outliers: parseOutliers(field.get('outliers')) }),
  };
  const whole = AUXILIARY_NAMES.reduce((sum, name) => sum + (auxiliary[name]?.share ?? 0), 0);
  const most = RECIPE_LIMITS.auxiliaryShare;
  if (whole > most) throw field.error(`shares of at most ${most} in all`, `${whole}`);
  return auxiliary;
}

function parseOutliers(field: JsonField): OutlierOptions {
  const weight = field.get('weight').number(0, 10);
  return { ...parseKind(field, 'weight'), weight };
}

function parseKind(field: JsonField, ...others: readonly string[]): AuxiliaryOptions {
  field.onlyKeys('share', 'count', 'views', ...others);
  return {
    share: field.get('share').number(Number.MIN_VALUE, RECIPE_LIMITS.auxiliaryShare),
    count: field.get('count').integer(1, 200_000),
    ...(field.has('views') && { views: field.get('views').integer(1, RECIPE_LIMITS.views) }),
  };
}

function parseOptimizer(field: JsonField): Optimizer {
  const kind = field.get('kind').oneOf('adam', 'sgd', 'momentum');
  const decay = field.has('weightDecay') && { weightDecay: field.get('weightDecay').number(0, 1) };
  switch (kind) {
    case 'adam':
      field.onlyKeys('kind', 'beta1', 'beta2', 'epsilon', 'weightDecay');
      return {
        kind,
        beta1: field.get('beta1').number(0, 0.999999),
        beta2: field.get('beta2').number(0, 0.999999),
        epsilon: field.get('epsilon').number(1e-12, 1),
        ...decay,
      };
    case 'sgd':
      field.onlyKeys('kind', 'weightDecay');
      return { kind, ...decay };
    case 'momentum':
      field.onlyKeys('kind', 'momentum', 'weightDecay');
      return { kind, momentum: field.get('momentum').number(0, 0.999), ...decay };
    default:
      return kind satisfies never;
  }
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
