import type { ImageRange, LabelledImages } from '#model';
import { generatedImages } from '../../testing/generated-images.ts';
import type { Recipe } from './recipe.ts';
import { recipeRun, recipeSpec } from './recipe-run.ts';

const recipe: Recipe = {
  hiddenDims: [16],
  batchSize: 32,
  epochs: 50,
  learningRate: 0.01,
  schedule: { kind: 'cosine', warmupSteps: 0, finalFactor: 0 },
  optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  seed: 4,
};
const trainingSet = generatedImages(600);
const AUGMENTATION = {
  ...{ rotation: 12, shear: 0.15, scale: 0.12, anisotropy: 0.06, shift: 1, elastic: 1.6 },
  ...{ refitShare: 0, smallest: 9, largest: 26 },
};

describe('recipeRun', () => {
  it('hands on what the recipe says of learning, and nothing that it does not say', async () => {
    const { setup, batchSize, seed } = await recipeRun(recipe, trainingSet);
    expect([batchSize, seed]).toEqual([32, 4]);
    const { initialWeights, ...rest } = setup;
    expect(initialWeights.map(({ biases }) => biases.length)).toEqual([16, 10]);
    expect(rest).toEqual({
      spec: recipeSpec(recipe, 64),
      ...{ trainingSet, optimizer: recipe.optimizer },
    });
    const more = { ...recipe, augmentation: AUGMENTATION, averaging: 0 };
    const { setup: other } = await recipeRun(more, trainingSet);
    expect(other.augmentation).toEqual({ ...AUGMENTATION, seed: 4 });
    expect(other.averaging).toBe(0);
  });

  it('has auxiliary images come over a fifth of the run', async () => {
    // Batches that hold all images end at checkpoints and at ends of passes only.
    const large = { ...recipe, batchSize: 600, auxiliary: { drawn: { share: 0.1, count: 40 } } };
    const makers = { drawn: () => Promise.resolve(generatedImages(1)) };
    const { milestones, auxiliary } = await recipeRun(large, trainingSet, { makers });
    const passes = Array.from({ length: 50 }, (_, pass) => (pass + 1) * 600);
    const ends = new Set([...passes, ...milestones.map(({ targetImages }) => targetImages)]);
    ends.delete(0);
    expect(auxiliary?.[0]?.spread).toBe(Math.ceil(ends.size / 5));
  });

  it('names the checkpoints there are when asked to stop after another', async () => {
    await expectAsync(recipeRun(recipe, trainingSet, { stopAfter: '7x' })).toBeRejectedWithError(
      RangeError,
      /^stop after: expected one of initial, .*1x, .*1\.5x.*50x; found 7x$/,
    );
  });

  it('adds a final checkpoint past 50 passes', async () => {
    const { milestones } = await recipeRun({ ...recipe, epochs: 52 }, trainingSet);
    expect(milestones.at(-1)?.id).toBe('dataset_52x');
    expect(milestones.at(-1)?.targetImages).toBe(52 * 600);
  });

  it('has the schedule of the whole run, wherever it stops', async () => {
    const whole = await recipeRun(recipe, trainingSet);
    const cut = await recipeRun(recipe, trainingSet, { stopAfter: '2x' });
    expect(cut.milestones.length).toBeLessThan(whole.milestones.length);
    for (const step of [0, 1, 30, 400]) expect(cut.schedule(step)).toBe(whole.schedule(step));
    expect(whole.schedule(0)).toBe(0.01);
    // 50 passes of 600 images in batches of 32, cut at checkpoints, are just under a thousand steps.
    expect(whole.schedule(480)).toBeCloseTo(0.005, 3);
    expect(whole.schedule(1200)).toBe(0);
  });

  it('asks makers for the images of its seed, and refuses a recipe whose images nothing makes', async () => {
    const auxiliary = {
      drawn: { share: 0.1, count: 40 },
      outliers: { share: 0.2, weight: 0.5, count: 60 },
    };
    const asked: unknown[] = [];
    const maker = (name: string) => (range: unknown) => {
      asked.push([name, range]);
      return Promise.resolve(generatedImages(1));
    };
    const makers = { drawn: maker('drawn'), outliers: maker('outliers') };
    const run = await recipeRun({ ...recipe, auxiliary }, trainingSet, { makers });
    expect(run.setup.outlierWeight).toBe(0.5);
    expect(
      run.auxiliary?.map(({ share, count, areDigits }) => ({ share, count, areDigits })),
    ).toEqual([
      { share: 0.1, count: 40, areDigits: true },
      { share: 0.2, count: 60, areDigits: false },
    ]);
    for (const { make } of run.auxiliary ?? []) await make(3, 5);
    const [drawn, outliers] = asked as [string, { seed: number }][];
    expect(drawn).toEqual(['drawn', { seed: jasmine.any(Number), from: 3, to: 5 }] as never);
    expect(outliers?.[1].seed).not.toBe(drawn?.[1].seed);
    const other = await recipeRun({ ...recipe, auxiliary, seed: 5 }, trainingSet, { makers });
    await other.auxiliary?.[0]?.make(3, 5);
    expect((asked as [string, { seed: number }][])[2]?.[1].seed).not.toBe(drawn?.[1].seed);
    await expectAsync(recipeRun({ ...recipe, auxiliary }, trainingSet)).toBeRejectedWithError(
      RangeError,
      'recipe: expected no auxiliary images drawn, which nothing here makes',
    );
  });

  it('lets given digits join before what is no digit, the others as without them', async () => {
    const auxiliary = {
      drawn: { share: 0.1, count: 40 },
      outliers: { share: 0.2, weight: 0.5, count: 60 },
    };
    const makers = {
      drawn: () => Promise.resolve(generatedImages(1)),
      outliers: () => Promise.resolve(generatedImages(1)),
    };
    const images = generatedImages(5);
    const given = { share: 0.3, images };
    const plain = await recipeRun({ ...recipe, auxiliary }, trainingSet, { makers });
    const run = await recipeRun({ ...recipe, auxiliary }, trainingSet, { makers, given });
    const kinds = run.auxiliary?.map(({ share, count, areDigits, seed }) => ({
      ...{ share, count, areDigits, seed },
    }));
    const [drawn, outliers] = plain.auxiliary ?? [];
    expect(kinds).toEqual([
      { share: 0.1, count: 40, areDigits: true, seed: drawn?.seed ?? -1 },
      { share: 0.3, count: 5, areDigits: true, seed: jasmine.any(Number) as never },
      { share: 0.2, count: 60, areDigits: false, seed: outliers?.seed ?? -1 },
    ]);
    expect(new Set(kinds?.map(({ seed }) => seed)).size).toBe(3);
    const size = images.pixels.length / 5;
    expect(await run.auxiliary?.[1]?.make(2, 4)).toEqual({
      pixels: images.pixels.slice(2 * size, 4 * size),
      labels: images.labels.slice(2, 4),
    });
  });

  it('augments given digits to some ten thousand views, each by its place', async () => {
    const digits = marked(3);
    const { auxiliary } = await recipeRun({ ...recipe, augmentation: AUGMENTATION }, digits, {
      given: { share: 0.3, images: digits },
    });
    const [kind] = auxiliary ?? [];
    // 64 of each is the most.
    expect(kind?.count).toBe(3 * 64);
    const views = await kind?.make(62, 66);
    expect(views?.labels).toEqual(Uint8Array.of(0, 0, 1, 1));
    const view = (index: number) => views?.pixels.slice(index * 784, (index + 1) * 784);
    expect(view(0)).not.toEqual(digits.pixels.slice(0, 784));
    expect(view(0)).not.toEqual(view(1));
    expect(view(1)).not.toEqual(view(2));
    expect([...((await kind?.make(63, 65))?.pixels ?? [])]).toEqual([
      ...(view(1) ?? []),
      ...(view(2) ?? []),
    ]);
  });

  it('makes each image once for all views that it is asked for', async () => {
    const asked: unknown[] = [];
    const makers = {
      drawn: ({ from, to }: ImageRange) => {
        asked.push([from, to]);
        const { pixels, labels } = marked(10);
        return Promise.resolve({
          pixels: pixels.slice(from * 784, to * 784),
          labels: labels.slice(from, to),
        });
      },
    };
    const drawn = { share: 0.1, count: 10, views: 3 };
    const run = { ...recipe, augmentation: AUGMENTATION, auxiliary: { drawn } };
    const [kind] = (await recipeRun(run, marked(600), { makers })).auxiliary ?? [];
    expect(kind?.count).toBe(30);
    const some = await kind?.make(4, 8);
    expect(asked).toEqual([[1, 3]]);
    expect(some?.labels).toEqual(Uint8Array.of(1, 1, 2, 2));
    const all = await kind?.make(0, 30);
    expect([...(all?.pixels.slice(4 * 784, 8 * 784) ?? [])]).toEqual([...(some?.pixels ?? [])]);
  });

  it('has each image once where nothing augments it', async () => {
    const drawn = { share: 0.1, count: 10, views: 3 };
    const makers = { drawn: () => Promise.resolve(marked(10)) };
    const run = await recipeRun({ ...recipe, auxiliary: { drawn } }, marked(600), { makers });
    expect(run.auxiliary?.[0]?.count).toBe(10);
    expect(await run.auxiliary?.[0]?.make(0, 10)).toEqual(marked(10));
  });
});

/** Images of 28x28 with a mark, labelled by turns. */
function marked(count: number): LabelledImages {
  const pixels = new Uint8Array(count * 784);
  for (let image = 0; image < count; image++) {
    for (const at of [300, 301, 302, 330, 358]) pixels[image * 784 + at] = 255;
  }
  return { pixels, labels: Uint8Array.from({ length: count }, (_, image) => image % 10) };
}
