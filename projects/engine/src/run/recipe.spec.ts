import { FormatError } from '#model';
import { parseRecipe } from './recipe.ts';

const valid = {
  hiddenDims: [128, 64],
  batchSize: 128,
  epochs: 50,
  learningRate: 0.001,
  schedule: { kind: 'cosine', warmupSteps: 500, finalFactor: 0 },
  optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  seed: 1,
};

describe('parseRecipe', () => {
  it('reads what was written', () => {
    expect(parseRecipe(JSON.stringify(valid), 'r.json')).toEqual(valid as never);
    const constant = { ...valid, hiddenDims: [], schedule: { kind: 'constant' } };
    expect(parseRecipe(JSON.stringify(constant), 'r.json')).toEqual(constant as never);
  });

  it('reads every kind of optimizer', () => {
    const optimizers = [
      { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
      { kind: 'sgd' },
      { kind: 'sgd', weightDecay: 0.01 },
      { kind: 'momentum', momentum: 0.9 },
      { kind: 'momentum', momentum: 0.9, weightDecay: 1 },
    ];
    for (const optimizer of optimizers) {
      const text = JSON.stringify({ ...valid, optimizer });
      expect(parseRecipe(text, 'r.json').optimizer).toEqual(optimizer as never);
    }
  });

  it('reads how random weights are spread', () => {
    const initialization = { kind: 'he', firstLayerScale: 0.1 };
    const text = JSON.stringify({ ...valid, initialization });
    expect(parseRecipe(text, 'r.json').initialization).toEqual(initialization as never);
  });

  const malformed: [Record<string, unknown>, string][] = [
    [{ hiddenDims: 128 }, 'hiddenDims: expected an array, found 128'],
    [{ hiddenDims: [0] }, 'hiddenDims[0]: expected a whole number from 1 to 2048, found 0'],
    [{ hiddenDims: [1.5] }, 'hiddenDims[0]: expected a whole number from 1 to 2048, found 1.5'],
    [
      { hiddenDims: new Array(20).fill(10_000) },
      'hiddenDims[0]: expected a whole number from 1 to 2048, found 10000',
    ],
    [{ hiddenDims: new Array(7).fill(8) }, 'hiddenDims: expected at most 6 layers, found 7'],
    [{ initialization: { kind: 'glorot' } }, 'initialization.kind: expected "he", found "glorot"'],
    [
      { initialization: { kind: 'he', firstLayerScale: -1 } },
      'initialization.firstLayerScale: expected a finite number from 0 to 10, found -1',
    ],
    [{ batchSize: 0 }, 'batchSize: expected a whole number from 1 to 4096, found 0'],
    [{ epochs: -1 }, 'epochs: expected a whole number from 1 to 10000, found -1'],
    [{ learningRate: 0 }, 'learningRate: expected a finite number'],
    [{ learningRate: '1e-3' }, 'learningRate: expected a finite number'],
    [
      { schedule: { kind: 'step' } },
      'schedule.kind: expected "constant" or "cosine", found "step"',
    ],
    [{ schedule: { kind: 'cosine' } }, 'schedule.warmupSteps: expected a whole number'],
    [{ adam: {} }, 'adam: expected no such field; there are hiddenDims'],
    [{ optimizer: undefined }, 'optimizer: expected an object, found nothing'],
    [{ optimizer: {} }, 'optimizer.kind: expected "adam" or "sgd" or "momentum", found nothing'],
    [
      { optimizer: { kind: 'adam', beta1: 1, beta2: 0.9, epsilon: 1e-8 } },
      'optimizer.beta1: expected a finite number',
    ],
    [
      { optimizer: { kind: 'momentum', momentum: 1 } },
      'optimizer.momentum: expected a finite number from 0 to 0.999, found 1',
    ],
    [
      { optimizer: { kind: 'sgd', weightDecay: -0.1 } },
      'optimizer.weightDecay: expected a finite number from 0 to 1, found -0.1',
    ],
    [
      { optimizer: { kind: 'sgd', momentum: 0.9 } },
      'optimizer.momentum: expected no such field; there are kind, weightDecay',
    ],
    [{ seed: 2 ** 32 }, 'seed: expected a whole number from 0 to 4294967295, found 4294967296'],
    [{ sed: 4 }, 'sed: expected no such field; there are hiddenDims'],
  ];
  for (const [change, message] of malformed) {
    it(`refuses ${JSON.stringify(change).slice(0, 40)}`, () => {
      const text = JSON.stringify({ ...valid, ...change });
      expect(() => parseRecipe(text, 'r.json')).toThrowMatching(
        (error) => error instanceof FormatError && error.message.startsWith(`r.json: ${message}`),
      );
    });
  }
});
