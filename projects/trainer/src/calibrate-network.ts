import { shapeDigits } from '#drawings';
import { calibrateAnswers, inTurns, recipeSpec, type Recipe } from '#engine';
import type { AnswerCalibration, LabelledImages, NetworkWeights } from '#model';

/** How many there are, as many as images of the data set are redrawn. */
const COUNT = 10_000;
/** Recipes learn from those before it at most. */
const FIRST = 200_000;
const CHUNK = 50;

/**
 * What makes a network's answers honest that was trained by a recipe.
 * @throws RangeError when images and network do not fit together; the signal's reason when aborted
 */
export async function calibrateNetwork(
  recipe: Recipe,
  weights: NetworkWeights,
  trainingSet: LabelledImages,
  signal?: AbortSignal,
): Promise<AnswerCalibration> {
  const spec = recipeSpec(recipe, trainingSet.pixels.length / trainingSet.labels.length);
  const drawings = await calibrationDrawings(recipe, signal);
  const images = { trainingSet, ...(drawings && { drawings }) };
  return calibrateAnswers(spec, weights, images, recipe, signal);
}

/**
 * Digits to calibrate answers on, in the hands that a recipe learned but none that it has learned from; undefined for
 * a recipe without such hands.
 */
async function calibrationDrawings(
  { auxiliary, seed }: Pick<Recipe, 'auxiliary' | 'seed'>,
  signal?: AbortSignal,
): Promise<LabelledImages | undefined> {
  if (!auxiliary?.shapes) return undefined;
  const made: LabelledImages[] = [];
  function* make(): Generator<void, void, void> {
    for (let from = FIRST; from < FIRST + COUNT; from += CHUNK) {
      made.push(shapeDigits({ seed, from, to: from + CHUNK }));
      yield;
    }
  }
  await inTurns(make(), signal);
  return {
    pixels: Uint8Array.from(Buffer.concat(made.map(({ pixels }) => pixels))),
    labels: Uint8Array.from(Buffer.concat(made.map(({ labels }) => labels))),
  };
}
