import {
  perceptronSpec,
  type ImageRange,
  type LabelledImages,
  type NetworkSpec,
  type NetworkWeights,
} from '#model';
import { augmentImages } from '../wasm/augment-images.ts';
import { loadKernels } from '../wasm/kernels.ts';
import type { AuxiliaryKind } from './auxiliary-images.ts';
import { planBatches } from './batch-plan.ts';
import { initialWeights } from './initial-weights.ts';
import { learningRateAt } from './learning-rate.ts';
import {
  AUXILIARY_NAMES,
  RECIPE_LIMITS,
  type AuxiliaryName,
  type AuxiliaryOptions,
  type Recipe,
} from './recipe.ts';
import { runMilestones } from './run-milestones.ts';
import type { TrainingRunOptions } from './training-run.ts';

/** Digits. */
const CLASSES = 10;
/** Auxiliary images are made and chosen from other streams than weights and shuffling, each kind from its own. */
const STREAMS: Readonly<Record<AuxiliaryName, number>> = {
  drawn: 0x6c8e9cf5,
  rare: 0x3c6ef372,
  shapes: 0x510e527f,
  outliers: 0x1b873593,
};
const GIVEN_STREAM = 0x9b05688c;
/** Share of a run over which auxiliary images become available: making them costs as much as learning from them. */
const SPREAD = 0.2;
/** Views of given digits altogether, about: as many as a run learns from without seeing one too often. */
const GIVEN_VIEWS = 40_000;

/** What makes auxiliary images of each kind: the same ones for the same seed and range, whenever it is asked. */
export type ImageMakers = Readonly<
  Partial<Record<AuxiliaryName, (range: ImageRange) => Promise<LabelledImages>>>
>;

/** Digits to learn from that no recipe can make, such as people's: they join batches as auxiliary images do. */
export interface GivenDigits {
  /** Share of a batch, 0..1. */
  readonly share: number;
  readonly images: LabelledImages;
}

/** What else a run is made of. */
export interface RecipeRunOptions {
  /** The last checkpoint to reach, e.g. `5x` or `40k`; it only cuts the run. */
  readonly stopAfter?: string;
  /** For recipes with auxiliary images. */
  readonly makers?: ImageMakers;
  readonly given?: GivenDigits;
  /** What the run starts from instead of the seed's random weights; of the recipe's network. */
  readonly initialWeights?: NetworkWeights;
}

/** The network that a recipe asks for: `[inputs, ...hiddenDims, 10]`. */
export function recipeSpec(recipe: Pick<Recipe, 'hiddenDims'>, inputs: number): NetworkSpec {
  return perceptronSpec([inputs, ...recipe.hiddenDims, CLASSES]);
}

/** What a recipe decides of a run. */
export type RecipeRun = Pick<
  TrainingRunOptions,
  'setup' | 'batchSize' | 'schedule' | 'milestones' | 'seed' | 'auxiliary'
>;

/**
 * What a recipe decides of a training run on these images: the same recipe and images give the same bytes on
 * every machine.
 * @throws RangeError when options do not fit together
 */
export async function recipeRun(
  recipe: Recipe,
  trainingSet: LabelledImages,
  options: RecipeRunOptions = {},
): Promise<RecipeRun> {
  const { stopAfter, makers = {}, given } = options;
  const { batchSize, seed, auxiliary, augmentation, averaging, optimizer } = recipe;
  const datasetSize = trainingSet.labels.length;
  const spec = recipeSpec(recipe, trainingSet.pixels.length / datasetSize);
  // The schedule is that of the whole run, wherever it stops.
  const whole = runMilestones(datasetSize, recipe);
  const boundaries = whole.map(({ targetImages }) => targetImages);
  const totalSteps = [...planBatches(boundaries, datasetSize, batchSize)].length;
  const { cos } = (await loadKernels()).kernels;
  return {
    setup: {
      ...{ spec, trainingSet, optimizer },
      initialWeights: options.initialWeights ?? initialWeights(spec, seed, recipe.initialization),
      ...(auxiliary?.outliers && { outlierWeight: auxiliary.outliers.weight }),
      ...(augmentation && { augmentation: { ...augmentation, seed } }),
      ...(averaging !== undefined && { averaging }),
    },
    batchSize,
    seed,
    milestones: runMilestones(datasetSize, recipe, stopAfter),
    schedule: (step) => learningRateAt(step, totalSteps, recipe.learningRate, recipe.schedule, cos),
    auxiliary: auxiliaryKinds(recipe, Math.ceil(totalSteps * SPREAD), makers, given),
  };
}

function auxiliaryKinds(
  { auxiliary = {}, augmentation, seed }: Recipe,
  spread: number,
  makers: ImageMakers,
  given: GivenDigits | undefined,
): AuxiliaryKind[] {
  const kindOf = (
    options: AuxiliaryOptions,
    stream: number,
    makeImages: (range: ImageRange) => Promise<LabelledImages>,
  ): AuxiliaryKind => {
    const imageSeed = (seed ^ stream) >>> 0;
    // Without augmentation all views of an image are the same.
    const views = augmentation ? (options.views ?? 1) : 1;
    return {
      ...{ share: options.share, count: options.count * views, spread },
      areDigits: true,
      seed: (imageSeed + 1) >>> 0,
      make: async (from, to) => {
        const [first, last] = [Math.floor(from / views), Math.ceil(to / views)];
        const images = await makeImages({ seed: imageSeed, from: first, to: last });
        if (!augmentation) return images;
        const viewed = viewsOf(images, views, {
          from: from - first * views,
          to: to - first * views,
        });
        // As the data set's at each step: those that look crisper would be told apart by that.
        const seeded = { ...augmentation, seed: imageSeed };
        const pixels = await augmentImages(viewed.pixels, seeded, { firstImage: from });
        return { ...viewed, pixels };
      },
    };
  };
  const made = AUXILIARY_NAMES.flatMap((name): AuxiliaryKind[] => {
    const options = auxiliary[name];
    if (!options) return [];
    const make = makers[name];
    if (!make) {
      throw new RangeError(
        `recipe: expected no auxiliary images ${name}, which nothing here makes`,
      );
    }
    return [{ ...kindOf(options, STREAMS[name], make), areDigits: name !== 'outliers' }];
  });
  if (!given) return made;
  const { share, images } = given;
  const count = images.labels.length;
  const views = Math.min(RECIPE_LIMITS.views, Math.ceil(GIVEN_VIEWS / count));
  const options = { share, count, views };
  const givenKind = kindOf(options, GIVEN_STREAM, (range) =>
    Promise.resolve(partOf(images, range)),
  );
  // In a batch all digits come before what is none.
  const [digits, others] = [true, false].map((are) =>
    made.filter((kind) => kind.areDigits === are),
  );
  return [...(digits ?? []), givenKind, ...(others ?? [])];
}

function partOf({ pixels, labels }: LabelledImages, { from, to }: ImageRange): LabelledImages {
  const size = pixels.length / labels.length;
  return { pixels: pixels.slice(from * size, to * size), labels: labels.slice(from, to) };
}

/** Each image so many times in a row, and of these those from `from` up to `to`. */
function viewsOf(
  { pixels, labels }: LabelledImages,
  views: number,
  { from, to }: Omit<ImageRange, 'seed'>,
): LabelledImages {
  const size = pixels.length / labels.length;
  const viewed = { pixels: new Uint8Array((to - from) * size), labels: new Uint8Array(to - from) };
  for (let view = from; view < to; view++) {
    const image = Math.floor(view / views);
    viewed.pixels.set(pixels.subarray(image * size, (image + 1) * size), (view - from) * size);
    viewed.labels[view - from] = labels[image] ?? 0;
  }
  return viewed;
}
