import fc from 'fast-check';
import seedManifest from '../testing/seed_export.json' with { type: 'json' };
import { FormatError } from './format-error.ts';
import { formatManifest, parseManifest, type Manifest } from './manifest.ts';
import { milestones } from './milestones.ts';
import { perceptronSpec } from './network-spec.ts';

type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };

/** The seed's manifest with one field, given by its path, replaced (or removed: undefined). */
function broken(path: string, value: Json): string {
  const root = structuredClone(seedManifest) as unknown as Record<string, Json>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let target = root;
  for (const key of keys) target = target[key] as Record<string, Json>;
  target[last] = value;
  return JSON.stringify(root);
}

function errorOf(text: string): FormatError {
  try {
    parseManifest(text, 'exports/mlp_weights.json');
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error('expected a FormatError, found a manifest');
}

describe('parseManifest', () => {
  it("reads an export in the seed's shape, without hashes", () => {
    const manifest = parseManifest(JSON.stringify(seedManifest), 'seed');
    expect(manifest.network).toEqual(perceptronSpec([784, 6, 5, 10]));
    expect(manifest.training).toBeUndefined();
    expect(manifest.timeline.map(({ id, order }) => [id, order])).toEqual([
      ['initial', 0],
      ['approx_50', 1],
      ['dataset_1x', 14],
    ]);
    expect(manifest.timeline[0]?.metrics).toEqual({ testAccuracy: 0.1375 });
    expect(manifest.timeline[1]).toEqual({
      id: 'approx_50',
      order: 1,
      label: '≈50 images',
      kind: 'approx',
      targetImages: 50,
      imagesSeen: 128,
      batchesSeen: 1,
      datasetPasses: 128 / 60000,
      description: '128 images processed • 1 batches • 0.00× dataset',
      metrics: { testAccuracy: 0.252, averageTrainingLoss: 2.318258285522461 },
      shard: { path: 'seed_export/001_approx-50.json' },
    });
    expect(manifest.timeline[2]?.datasetMultiple).toBe(1);
  });

  it('sorts the timeline by order', () => {
    const reversed = { ...seedManifest, timeline: [...seedManifest.timeline].reverse() };
    const { timeline } = parseManifest(JSON.stringify(reversed), 'seed');
    expect(timeline.map(({ order }) => order)).toEqual([0, 1, 14]);
  });

  it('reads the optional fields that older readers ignore: hashes, lengths, training', () => {
    const text = broken('timeline.0.weights', {
      ...seedManifest.timeline[0]?.weights,
      sha256: 'ab'.repeat(32),
      bytes: 13240,
    });
    expect(parseManifest(text, 'f').timeline[0]?.shard).toEqual({
      path: 'seed_export/000_initial.json',
      sha256: 'ab'.repeat(32),
      bytes: 13240,
    });
    expect(parseManifest(broken('training', { engine: 'x' }), 'f').training).toEqual({
      engine: 'x',
    });
  });

  // Path in the manifest, value to put there, the field in the error, what it expected, what it found.
  const malformed: readonly (readonly [string, Json, string, string, string])[] = [
    ['version', 1, 'version', '2', '1'],
    ['version', undefined, 'version', '2', 'nothing'],
    ['dtype', 'float32', 'dtype', '"float16"', '"float32"'],
    ['weights', undefined, 'weights', 'an object', 'nothing'],
    ['weights.storage', 'inline', 'weights.storage', '"per_snapshot_files"', '"inline"'],
    ['weights.format', 'x', 'weights.format', '"layer_array_v1"', '"x"'],
    ['weights.precision', null, 'weights.precision', '"float16"', 'null'],
    ['network', [], 'network', 'an object', '[]'],
    ['network.architecture', 784, 'network.architecture', 'an array', '784'],
    ['network.architecture', [784], 'network.architecture', 'at least two sizes', '[784]'],
    [
      'network.architecture',
      [784, 0, 5, 10],
      'network.architecture[1]',
      'a whole number of at least 1',
      '0',
    ],
    [
      'network.architecture',
      [784, 6, 10],
      'network.layers',
      '2 layers for architecture [784, 6, 10]',
      '3',
    ],
    [
      'network.architecture',
      [784, 7, 5, 10],
      'network.layers[0].weight_shape',
      '[7, 784]',
      '[6,784]',
    ],
    ['network.layers.1.layer_index', 0, 'network.layers[1].layer_index', '1', '0'],
    ['network.layers.1.type', 'conv', 'network.layers[1].type', '"dense"', '"conv"'],
    ['network.layers.1.name', 5, 'network.layers[1].name', 'a string', '5'],
    [
      'network.layers.1.activation',
      'gelu',
      'network.layers[1].activation',
      '"relu" or "linear"',
      '"gelu"',
    ],
    ['network.layers.1.weight_shape', [6, 5], 'network.layers[1].weight_shape', '[5, 6]', '[6,5]'],
    ['network.layers.1.bias_shape', [6], 'network.layers[1].bias_shape', '[5]', '[6]'],
    ['network.input_dim', 100, 'network.input_dim', '784', '100'],
    ['network.output_dim', 9, 'network.output_dim', '10', '9'],
    ['network.normalization.mean', 'x', 'network.normalization.mean', 'a finite number', '"x"'],
    ['network.normalization.std', 0, 'network.normalization.std', 'a number above 0', '0'],
    [
      'network.normalization',
      { mean: 0, std: 1e-300 },
      'network.normalization',
      'pixels that become inputs of at most 1000000',
      '{"mean":0,"std":1e-300}',
    ],
    [
      'network.normalization',
      { mean: 1e300, std: 1 },
      'network.normalization',
      'pixels that become inputs of at most 1000000',
      '{"mean":1e+300,"std":1}',
    ],
    ['network.normalization.std', null, 'network.normalization.std', 'a finite number', 'null'],
    ['timeline', {}, 'timeline', 'an array', '{}'],
    ['timeline', [], 'timeline', 'at least one checkpoint', '[]'],
    ['timeline.1.order', 0, 'timeline[1].order', 'an order of its own', '0'],
    ['timeline.1.order', -1, 'timeline[1].order', 'a whole number of at least 0', '-1'],
    ['timeline.1.id', 'initial', 'timeline[1].id', 'an id of its own', '"initial"'],
    ['timeline.1.id', 7, 'timeline[1].id', 'a string', '7'],
    ['timeline.1.label', undefined, 'timeline[1].label', 'a string', 'nothing'],
    [
      'timeline.1.kind',
      'final',
      'timeline[1].kind',
      '"initial" or "approx" or "dataset_multiple"',
      '"final"',
    ],
    [
      'timeline.1.target_images',
      0.5,
      'timeline[1].target_images',
      'a whole number of at least 0',
      '0.5',
    ],
    ['timeline.1.images_seen', -3, 'timeline[1].images_seen', 'a whole number of at least 0', '-3'],
    [
      'timeline.1.batches_seen',
      '1',
      'timeline[1].batches_seen',
      'a whole number of at least 0',
      '"1"',
    ],
    [
      'timeline.1.dataset_passes',
      null,
      'timeline[1].dataset_passes',
      'a finite number of at least 0',
      'null',
    ],
    [
      'timeline.2.dataset_multiple',
      'one',
      'timeline[2].dataset_multiple',
      'a finite number of at least 0',
      '"one"',
    ],
    ['timeline.1.description', 1, 'timeline[1].description', 'a string', '1'],
    ['timeline.1.metrics', undefined, 'timeline[1].metrics', 'an object', 'nothing'],
    [
      'timeline.1.metrics.test_accuracy',
      98,
      'timeline[1].metrics.test_accuracy',
      'a share from 0 to 1',
      '98',
    ],
    [
      'timeline.1.metrics.avg_training_loss',
      -1,
      'timeline[1].metrics.avg_training_loss',
      'a finite number of at least 0',
      '-1',
    ],
    ['timeline.1.weights', 'x', 'timeline[1].weights', 'an object', '"x"'],
    ['timeline.1.weights.dtype', 'int8', 'timeline[1].weights.dtype', '"float16"', '"int8"'],
    ['timeline.1.weights.format', 2, 'timeline[1].weights.format', '"layer_array_v1"', '2'],
    ['timeline.1.weights.path', undefined, 'timeline[1].weights.path', 'a string', 'nothing'],
    ...['../secret.json', '/etc/passwd', 'a/../../b', 'https://x.test/a', 'a\\b', ''].map(
      (path) =>
        [
          'timeline.1.weights.path',
          path,
          'timeline[1].weights.path',
          'a relative path inside the export',
          JSON.stringify(path),
        ] as const,
    ),
    [
      'network.architecture',
      [784, 2049, 10],
      'network.architecture',
      'at most 2048 neurons a layer',
      '2049',
    ],
    [
      'network.architecture',
      [784, 9, 8, 7, 6, 5, 4, 3, 10],
      'network.architecture',
      'at most 6 hidden layers',
      '7',
    ],
    [
      'timeline.1.weights.sha256',
      'ABC',
      'timeline[1].weights.sha256',
      '64 lower-case hex digits',
      '"ABC"',
    ],
    [
      'timeline.1.weights.bytes',
      0,
      'timeline[1].weights.bytes',
      'a whole number of at least 1',
      '0',
    ],
    ['training', 'fast', 'training', 'an object', '"fast"'],
  ];
  for (const [path, value, field, expected, found] of malformed) {
    it(`names ${path} when it is ${value === undefined ? 'missing' : JSON.stringify(value)}`, () => {
      const error = errorOf(broken(path, value));
      expect([error.file, error.field, error.expected, error.found]).toEqual([
        'exports/mlp_weights.json',
        field,
        expected,
        found,
      ]);
      expect(error.message).toBe(
        `exports/mlp_weights.json: ${field}: expected ${expected}, found ${found}`,
      );
    });
  }

  it('takes a hash of 64 digits only', () => {
    const hash = '0123456789abcdef'.repeat(4);
    for (const sha256 of [`0${hash}`, `${hash}0`, `${hash}\n`, hash.slice(1), hash.toUpperCase()]) {
      const error = errorOf(broken('timeline.1.weights.sha256', sha256));
      expect(error.field).toBe('timeline[1].weights.sha256');
    }
  });

  it("says that a captive portal's page is not a manifest", () => {
    const error = errorOf('<!doctype html><title>Log in to SchoolNet</title>');
    expect([error.field, error.expected]).toEqual(['the file', 'JSON']);
    expect(error.found).toContain('<!doctype html>');
  });

  it('names a value that is nested too deeply to be shown', () => {
    const [open, close] = ['[', ']'].map((bracket) => bracket.repeat(100_000));
    const error = errorOf(`{"version": ${open ?? ''}${close ?? ''}}`);
    expect([error.field, error.found]).toEqual(['version', 'something that is nested too deeply']);
  });

  it('refuses a manifest that is cut off anywhere, naming the file', () => {
    const text = JSON.stringify(seedManifest);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), (length) => {
        expect(errorOf(text.slice(0, length)).file).toBe('exports/mlp_weights.json');
      }),
    );
  });

  it('turns any JSON into a manifest or a FormatError', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(errorOf(text)).toBeInstanceOf(FormatError);
      }),
    );
  });
});

describe('formatManifest', () => {
  it("writes the seed's file exactly as the seed wrote it", () => {
    const text = formatManifest(parseManifest(JSON.stringify(seedManifest), 'seed'));
    expect(JSON.parse(text)).toEqual(seedManifest);
    expect(text.startsWith('{\n  "version": 2,')).toBeTrue();
    expect(text.endsWith('}\n')).toBeTrue();
  });

  it('writes what the reader reads back, for networks of any shape', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 2, maxLength: 6 });
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 1, max: 35 }),
        share,
        (architecture, count, accuracy) => {
          const manifest: Manifest = {
            network: perceptronSpec(architecture),
            timeline: milestones(60_000)
              .slice(0, count)
              .map(({ id, label, kind, targetImages, datasetMultiple }, order) => ({
                id,
                order,
                label,
                kind,
                targetImages,
                imagesSeen: targetImages,
                batchesSeen: order,
                datasetPasses: targetImages / 60_000,
                ...(datasetMultiple !== undefined && { datasetMultiple }),
                description: `"${label}" • \u2028`,
                metrics: accuracy === undefined ? {} : { testAccuracy: accuracy },
                shard: { path: `mlp/${order}.json`, sha256: 'cd'.repeat(32), bytes: 1 + order },
              })),
            training: { seed: count },
          };
          expect(parseManifest(formatManifest(manifest), 'own')).toEqual(manifest);
        },
      ),
    );
  });
});
