import { UsageError } from '#command-line';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from '#engine';
import { useTemporaryFolder } from '../../testing/temporary-folder.ts';
import {
  checkMilestone,
  parseTrainOptions,
  trainLine,
  trainLineWithDefaults,
} from './train-options.ts';

const RECIPE: Recipe = {
  hiddenDims: [12, 8],
  batchSize: 64,
  epochs: 60,
  learningRate: 0.02,
  schedule: { kind: 'constant' },
  optimizer: { kind: 'sgd' },
  seed: 7,
};

describe('parseTrainOptions', () => {
  const folder = useTemporaryFolder();
  const recipeFile = (recipe: object = RECIPE): string => {
    const file = join(folder(), 'recipe.json');
    writeFileSync(file, JSON.stringify(recipe));
    return file;
  };
  const parse = (args: string, recipe?: object) =>
    parseTrainOptions(['--recipe', recipeFile(recipe), ...args.split(' ').filter(Boolean)]);
  const refusal = (args: string, recipe?: object): string => {
    try {
      parse(args, recipe);
    } catch (error) {
      if (error instanceof UsageError) return error.message;
      throw error;
    }
    return 'nothing';
  };

  it('takes the recipe as it is, and what is usual otherwise', () => {
    expect(parse('')).toEqual({
      recipe: RECIPE,
      exportPath: 'exports/mlp_weights.json',
      device: 'auto',
      ...{ skipTrain: false, keepPartial: false, keepDiverged: false, json: false },
    });
  });

  it('changes what is given, and leaves the rest of the recipe', () => {
    const options = parse(
      '--hidden-dims 32 16 --batch-size 128 --epochs 70 --lr 0.5 --seed 0 --data-dir mnist ' +
        '--export-path x/y.json --skip-train --keep-partial --keep-diverged --json --device mps',
    );
    expect(options).toEqual({
      recipe: {
        ...RECIPE,
        ...{ hiddenDims: [32, 16], batchSize: 128, epochs: 70, learningRate: 0.5, seed: 0 },
      },
      exportPath: 'x/y.json',
      dataDir: 'mnist',
      device: 'gpu',
      ...{ skipTrain: true, keepPartial: true, keepDiverged: true, json: true },
    });
  });

  it('takes a number of threads for the CPU’s', () => {
    expect(parse('--threads 3')).toEqual(jasmine.objectContaining({ threads: 3, device: 'cpu' }));
    expect(parse('--threads 3 --device cpu')?.device).toBe('cpu');
    expect(refusal('--threads 3 --device cuda')).toBe(
      '--threads: expected none with --device gpu, which has its own, found 3',
    );
  });

  it('knows the checkpoints of the recipe’s run', () => {
    expect(parse('--stop-after 60x')?.stopAfter).toBe('60x');
    expect(refusal('--stop-after 60x --epochs 50')).toMatch(
      /^--stop-after: expected one of initial, .*, 50x; found 60x$/,
    );
  });

  it('learns from people’s drawings in a tenth of a batch, or the share that is given', () => {
    expect(parse('--strokes a.txt b.json')?.strokes).toEqual({
      ...{ files: ['a.txt', 'b.json'], share: 0.1 },
    });
    expect(parse('--strokes a.txt --strokes-share 0.3')?.strokes?.share).toBe(0.3);
    expect(refusal('--strokes-share 0.3')).toBe(
      '--strokes-share: expected --strokes too, found a share only',
    );
    expect(refusal('--strokes a.txt --skip-train')).toBe(
      '--strokes: expected none with --skip-train, which learns nothing, found both',
    );
  });

  it('leaves a tenth of a batch to the data set beside drawings and the recipe’s own images', () => {
    const shares = (drawn: number, shapes: number): object => ({
      ...RECIPE,
      auxiliary: { drawn: { share: drawn, count: 9 }, shapes: { share: shapes, count: 9 } },
    });
    expect(
      parse('--strokes a.txt --strokes-share 0.125', shares(0.25, 0.5))?.strokes,
    ).toBeDefined();
    expect(refusal('--strokes a.txt --strokes-share 0.25', shares(0.5, 0.15))).toBe('nothing');
    expect(refusal('--strokes a.txt --strokes-share 0.2', shares(0.25, 0.5))).toBe(
      "--strokes-share: expected at most 0.150, as the recipe's auxiliary images have 0.750 of a batch, found 0.2",
    );
    expect(refusal('--strokes a.txt', shares(0.4, 0.5))).toBe(
      "--strokes-share: expected no --strokes, as the recipe's auxiliary images have 0.900 of a batch, found 0.1",
    );
  });

  it('gives no options where help is asked for', () => {
    expect(parseTrainOptions(['--help'])).toBeUndefined();
  });

  it('refuses a recipe that cannot be read, or is none', () => {
    const missing = join(folder(), 'missing.json');
    expect(() => parseTrainOptions(['--recipe', missing])).toThrowError(
      UsageError,
      `--recipe: expected a file that can be read, found ${missing}`,
    );
    mkdirSync(join(folder(), 'folder'));
    expect(() => parseTrainOptions(['--recipe', join(folder(), 'folder')])).toThrowError(
      UsageError,
      /^--recipe: expected a file that can be read, found .*folder$/,
    );
    expect(refusal('', { ...RECIPE, seed: -1 })).toMatch(/recipe\.json: seed: expected a whole/);
  });
});

describe('checkMilestone', () => {
  it('names the checkpoints of a run over so many images', () => {
    expect(() => {
      checkMilestone(RECIPE, '40k', 60_000);
    }).not.toThrow();
    expect(() => {
      checkMilestone(RECIPE, '40k', 1000);
    }).toThrowError(UsageError, /^--stop-after: expected one of initial, .*; found 40k$/);
  });
});

describe('trainLine', () => {
  const defaultsOf = (base?: Recipe): unknown[] => {
    const { hiddenDims, epochs, batchSize, lr, seed } = trainLine(base).options;
    return [hiddenDims, epochs, batchSize, lr, seed].map(({ defaultText }) => defaultText);
  };

  it('tells the recipe’s own numbers, where there is one', () => {
    expect(defaultsOf(RECIPE)).toEqual(
      ['12 8', '60', '64', '0.02', '7'].map((value) => `the recipe's, ${value}`),
    );
    expect(defaultsOf()).toEqual(new Array(5).fill("the recipe's"));
  });

  it('tells how many checkpoints the run has, where the recipe is known', () => {
    const momentsOf = (base?: Recipe): string =>
      / at (\S+) moments/.exec(trainLine(base).description)?.[1] ?? '';
    expect(trainLine().description).toMatch(/ at moments of its training\.$/);
    // One more than with 50 passes.
    expect(Number(momentsOf(RECIPE))).toBe(Number(momentsOf({ ...RECIPE, epochs: 50 })) + 1);
  });

  it('has the limits of recipes, numbers with commas', () => {
    const { hiddenDims, batchSize } = trainLine().options;
    expect(hiddenDims.description).toMatch(/up to 6 layers of 1 to 2,048 neurons$/);
    expect(batchSize.description).toMatch(/up to 4,096$/);
  });

  it('is called as the manual calls it', () => {
    expect(trainLine().name).toBe('npm run train --');
  });

  it('is there with the defaults of the project’s own recipe', () => {
    expect(trainLineWithDefaults().options.hiddenDims.defaultText).toBe("the recipe's, 128 64");
  });
});
