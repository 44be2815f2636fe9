// `npm run reproduce`: trains the default recipe to 1x again and compares recipe and bytes with exports/.
import {
  installedMnist,
  keepWorkingUnheard,
  layOutExport,
  readManifest,
  readMnist,
  trainNetwork,
} from '#trainer';
import { parseRecipe, recipeSpec, type RunCheckpoint } from '#engine';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

keepWorkingUnheard();
const root = join(import.meta.dirname, '..');
const recipeFile = join(root, 'training/default.json');
const recipe = parseRecipe(readFileSync(recipeFile, 'utf8'), recipeFile);
const trainingSet = readMnist(installedMnist(), 'train');
const testSet = readMnist(installedMnist(), 't10k');
const checkpoints: RunCheckpoint[] = [];
for await (const event of trainNetwork({ recipe, trainingSet, testSet, stopAfter: '1x' })) {
  if (event.kind === 'checkpoint') checkpoints.push(event);
}
const { shards } = layOutExport('mlp_weights', {
  spec: recipeSpec(recipe, 784),
  checkpoints,
  datasetSize: trainingSet.labels.length,
  training: {},
});
const different = [...shards].filter(
  ([name, text]) => readFileSync(join(root, 'exports/mlp_weights', name), 'utf8') !== text,
);
for (const [name] of different) console.error(`exports/mlp_weights/${name}: other bytes`);
const { training } = readManifest(join(root, 'exports/mlp_weights.json'));
const isSameRecipe = isDeepStrictEqual(training?.['recipe'], recipe);
if (!isSameRecipe)
  console.error('exports/mlp_weights.json: another recipe than training/default.json');
console.log(`${shards.size - different.length} of ${shards.size} shards have the same bytes`);
process.exitCode = different.length === 0 && isSameRecipe ? 0 : 1;
