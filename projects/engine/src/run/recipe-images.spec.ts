import { FormatError } from '#model';
import { parseRecipe, RECIPE_LIMITS } from './recipe.ts';

const base = {
  hiddenDims: [8],
  batchSize: 32,
  epochs: 50,
  learningRate: 0.001,
  schedule: { kind: 'constant' },
  optimizer: { kind: 'sgd' },
  seed: 1,
};
const augmentation = {
  ...{ rotation: 12, shear: 0.15, scale: 0.12, anisotropy: 0.06, shift: 1, elastic: 1.6 },
  ...{ refitShare: 0.35, smallest: 9, largest: 26 },
};
const auxiliary = {
  drawn: { share: 0.05, count: 1 },
  rare: { share: 0.1, count: 200_000 },
  shapes: { share: 0.2, count: 300 },
  outliers: { share: 0.15, count: 400, weight: 0.5 },
};

const read = (change: object): unknown =>
  parseRecipe(JSON.stringify({ ...base, ...change }), 'r.json');
const refusal = (change: object): string => {
  try {
    read(change);
  } catch (error) {
    if (error instanceof FormatError) return error.message.replace('r.json: ', '');
    throw error;
  }
  return 'nothing';
};

describe('parseRecipe, of images', () => {
  it('has nothing of what is optional where it is not given', () => {
    expect(read({})).toEqual(base);
  });

  it('reads augmentation, auxiliary images and averaging', () => {
    const whole = { ...base, augmentation, auxiliary, averaging: 0.9998 };
    expect(read(whole)).toEqual(whole);
    expect(read({ auxiliary: {} })).toEqual({ ...base, auxiliary: {} });
    for (const name of ['drawn', 'rare', 'shapes', 'outliers'] as const) {
      const one = { ...base, auxiliary: { [name]: auxiliary[name] } };
      expect(read(one)).toEqual(one);
    }
  });

  const ranges: [keyof typeof augmentation, number, number][] = [
    ['rotation', 0, 180],
    ['shear', 0, 1],
    ['scale', 0, 0.9],
    ['anisotropy', 0, 0.9],
    ['shift', 0, 14],
    ['elastic', 0, 7],
    ['refitShare', 0, 1],
    ['smallest', 4, 28],
    ['largest', 4, 28],
  ];
  for (const [name, least, most] of ranges) {
    it(`has ${name} from ${least} to ${most}`, () => {
      for (const value of [least, most]) {
        const changed = { ...base, augmentation: { ...augmentation, [name]: value } };
        expect(read(changed)).toEqual(changed);
      }
      for (const value of [least - 0.01, most + 0.01]) {
        expect(refusal({ augmentation: { ...augmentation, [name]: value } })).toBe(
          `augmentation.${name}: expected a finite number from ${least} to ${most}, found ${value}`,
        );
      }
      const others = { ...augmentation, [name]: undefined };
      expect(refusal({ augmentation: others })).toMatch(
        new RegExp(`^augmentation\\.${name}: .*found nothing$`),
      );
    });
  }

  it('refuses fields that it does not know, and names those that there are', () => {
    const { drawn, outliers } = auxiliary;
    const cosine = { kind: 'cosine', warmupSteps: 0, finalFactor: 1 };
    const adam = { kind: 'adam', beta1: 0, beta2: 0, epsilon: 1, weightDecay: 0 };
    const momentum = { kind: 'momentum', momentum: 0.9, weightDecay: 0 };
    for (const [change, place, known] of [
      [{ augmentation: { ...augmentation, x: 1 } }, 'augmentation.x', Object.keys(augmentation)],
      [{ auxiliary: { ...auxiliary, x: 1 } }, 'auxiliary.x', Object.keys(auxiliary)],
      [
        { auxiliary: { drawn: { ...drawn, x: 1 } } },
        'auxiliary.drawn.x',
        ['share', 'count', 'views'],
      ],
      [
        { auxiliary: { outliers: { ...outliers, x: 1 } } },
        'auxiliary.outliers.x',
        [...Object.keys(outliers), 'views'],
      ],
      [{ schedule: { kind: 'constant', x: 1 } }, 'schedule.x', ['kind']],
      [{ schedule: { ...cosine, x: 1 } }, 'schedule.x', Object.keys(cosine)],
      [{ optimizer: { ...adam, x: 1 } }, 'optimizer.x', Object.keys(adam)],
      [{ optimizer: { ...momentum, x: 1 } }, 'optimizer.x', Object.keys(momentum)],
      [
        { x: 1 },
        'x',
        [...Object.keys(base), 'initialization', 'augmentation', 'auxiliary', 'averaging'],
      ],
    ] as const) {
      const [, at, list = ''] =
        /^(.*): expected no such field; there are (.*), found 1$/.exec(refusal(change)) ?? [];
      expect(at).toBe(place);
      expect(list.split(', ').sort()).toEqual([...known].sort());
    }
  });

  it('has a share above nothing, a weight and a number of different images', () => {
    const outliers = (change: object): object => ({
      auxiliary: { outliers: { ...auxiliary.outliers, ...change } },
    });
    for (const change of [{ weight: 0 }, { weight: 10 }, { count: 200_000 }, { share: 0.9 }]) {
      expect(refusal(outliers(change))).toBe('nothing');
    }
    expect(refusal(outliers({ weight: 10.1 }))).toMatch(/weight: expected .* from 0 to 10, found/);
    expect(refusal(outliers({ count: 0 }))).toMatch(
      /count: expected .* from 1 to 200000, found 0$/,
    );
    expect(refusal(outliers({ count: 200_001 }))).toMatch(/count: .* found 200001$/);
    for (const views of [1, 64]) expect(refusal(outliers({ views }))).toBe('nothing');
    expect(refusal(outliers({ views: 0 }))).toMatch(/views: expected .* from 1 to 64, found 0$/);
    expect(refusal(outliers({ views: 65 }))).toMatch(/views: .* found 65$/);
    expect(refusal(outliers({ share: 0 }))).toMatch(/share: expected a finite number .*found 0$/);
    expect(refusal(outliers({ share: 0.91 }))).toMatch(/share: .* to 0\.9, found 0\.91$/);
  });

  it('leaves a tenth of a batch to the data set', () => {
    const shares = (drawn: number, rare: number, shapes: number, outliers: number): object => ({
      auxiliary: {
        drawn: { share: drawn, count: 1 },
        rare: { share: rare, count: 1 },
        shapes: { share: shapes, count: 1 },
        outliers: { share: outliers, count: 1, weight: 1 },
      },
    });
    expect(RECIPE_LIMITS.auxiliaryShare).toBe(0.9);
    expect(refusal(shares(0.125, 0.25, 0.25, 0.25))).toBe('nothing');
    expect(refusal(shares(0.25, 0.25, 0.25, 0.25))).toBe(
      'auxiliary: expected shares of at most 0.9 in all, found 1',
    );
    const most = { drawn: { share: 0.9, count: 1 } };
    expect(refusal({ auxiliary: most })).toBe('nothing');
  });

  it('has limits for all other numbers, which are themselves allowed', () => {
    const cosine = { kind: 'cosine', warmupSteps: 1_000_000, finalFactor: 1 };
    const adam = { kind: 'adam', beta1: 0.999999, beta2: 0.999999, epsilon: 1 };
    for (const change of [
      { schedule: cosine },
      { schedule: { ...cosine, warmupSteps: 0, finalFactor: 0 } },
      { optimizer: adam },
      { optimizer: { kind: 'adam', beta1: 0, beta2: 0, epsilon: 1e-12, weightDecay: 1 } },
      { averaging: 0 },
      { averaging: 0.99999 },
      { hiddenDims: new Array(6).fill(2048) },
      { learningRate: 10, batchSize: 4096, epochs: 10_000, seed: 0 },
    ]) {
      expect(refusal(change)).toBe('nothing');
    }
    for (const [change, message] of [
      [{ schedule: { ...cosine, warmupSteps: 1_000_001 } }, /^schedule\.warmupSteps: .*1000001$/],
      [{ schedule: { ...cosine, finalFactor: 1.1 } }, /^schedule\.finalFactor: .*found 1\.1$/],
      [{ optimizer: { ...adam, beta2: 1 } }, /^optimizer\.beta2: .*found 1$/],
      [{ optimizer: { ...adam, epsilon: 1e-13 } }, /^optimizer\.epsilon: .*found 1e-13$/],
      [{ averaging: 1 }, /^averaging: .*found 1$/],
      [{ learningRate: 10.5 }, /^learningRate: .*found 10\.5$/],
    ] as const) {
      expect(refusal(change)).toMatch(message);
    }
  });
});
