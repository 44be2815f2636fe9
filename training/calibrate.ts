// `npm run calibrate [-- RECIPE]`: learns from 55,000 of MNIST's training images by the recipe, then finds
// on the other 5,000 what makes its answers honest. What it prints belongs into the recipe as "answer".
import { calibrate, installedMnist, nodeBackend, prepareDigits, readMnist } from '#trainer';
import { Classifier, parseRecipe, recipeSpec, trainingRun } from '#engine';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const HELD_OUT = 5000;
const PIXELS = 784;
/** Of real digits; the limit is two in a hundred. */
const REFUSED_SHARE = 0.012;

const recipeFile = process.argv[2] ?? join(import.meta.dirname, 'default.json');
const recipe = parseRecipe(readFileSync(recipeFile, 'utf8'), recipeFile);
const all = readMnist(installedMnist(), 'train');
const learned = all.labels.length - HELD_OUT;
const trainingSet = {
  pixels: all.pixels.subarray(0, learned * PIXELS),
  labels: all.labels.subarray(0, learned),
};
const pixels = all.pixels.subarray(learned * PIXELS);
const labels = all.labels.subarray(learned);

const spec = recipeSpec(recipe, PIXELS);
const classifier = await Classifier.create(spec);
for await (const event of trainingRun({
  recipe,
  trainingSet,
  evaluationSet: { pixels, labels },
  backend: nodeBackend(),
})) {
  if (event.kind !== 'checkpoint') continue;
  console.error(event.milestone.label, `${((event.accuracy ?? 0) * 100).toFixed(2)} %`);
  if (event.milestone.id !== 'dataset_50x') continue;
  const asDrawn = classifier.logits(event.weights, prepareDigits(pixels, 28));
  const { temperature, leastCertainty } = calibrate(asDrawn, labels, REFUSED_SHARE);
  const rounded = [temperature, leastCertainty].map((value) => Number(value.toFixed(3)));
  console.log(JSON.stringify({ temperature: rounded[0], leastCertainty: rounded[1] }));
}
