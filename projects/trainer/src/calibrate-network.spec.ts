import { shapeDigits } from '#drawings';
import { calibrateAnswers, initialWeights, recipeSpec, type Recipe } from '#engine';
import { calibrateNetwork } from './calibrate-network.ts';

const recipe: Recipe = {
  hiddenDims: [8],
  batchSize: 32,
  epochs: 50,
  learningRate: 0.01,
  schedule: { kind: 'constant' },
  optimizer: { kind: 'sgd' },
  seed: 3,
};
const withShapes: Recipe = { ...recipe, auxiliary: { shapes: { share: 0.2, count: 200_000 } } };
const spec = recipeSpec(recipe, 784);
/** Louder than random ones, so that there is something to calibrate. */
const weights = initialWeights(spec, 1).map(({ weights, biases }) => ({
  weights: weights.map((weight) => weight * 8),
  biases,
}));
const trainingSet = shapeDigits({ seed: 9, from: 0, to: 200 });

describe('calibrateNetwork', () => {
  it('calibrates on the training set alone where a recipe learned no people’s shapes', async () => {
    expect(await calibrateNetwork(recipe, weights, trainingSet)).toEqual(
      await calibrateAnswers(spec, weights, { trainingSet }, recipe),
    );
  });

  it('calibrates on 10,000 drawings besides that no recipe can have learned from', async () => {
    const found = await calibrateNetwork(withShapes, weights, trainingSet);
    const drawings = shapeDigits({ seed: 3, from: 200_000, to: 210_000 });
    expect(found).toEqual(await calibrateAnswers(spec, weights, { trainingSet, drawings }, recipe));
    expect(found).not.toEqual(await calibrateAnswers(spec, weights, { trainingSet }, recipe));
  });

  it('stops with the reason of its signal', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expectAsync(
      calibrateNetwork(withShapes, weights, trainingSet, signal),
    ).toBeRejectedWithError('enough');
  });
});
