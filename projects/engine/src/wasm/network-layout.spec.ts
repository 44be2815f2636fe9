import { perceptronSpec } from '#model';
import type { RECORDS } from './kernel-layout.ts';
import { MemoryPlan } from './memory-plan.ts';
import { MemoryViews } from './memory-views.ts';
import { placeNetwork, type NetworkLayoutOptions } from './network-layout.ts';

/** Inputs 32, 13 hidden (a row of 16 floats), 16 outputs. */
const SPEC = perceptronSpec([32, 13, 16], { mean: 0.25, std: 0.5 });
/** With these numbers the parts of a layer are whole cache lines: what is too small overlaps. */
const OPTIONS: NetworkLayoutOptions = { maxBatchSize: 16, setSize: 64, learns: true };
const AUGMENTATION = {
  ...{ rotation: 90, shear: 0.5, scale: 0.25, anisotropy: 0.125, shift: 2, elastic: 1 },
  ...{ refitShare: 0.75, smallest: 9, largest: 26, seed: 5, imageCount: 60 },
};

function placed(options: Partial<NetworkLayoutOptions> = {}) {
  const plan = new MemoryPlan();
  const layout = placeNetwork(plan, SPEC, { ...OPTIONS, ...options });
  const pages = Math.ceil(plan.byteLength / 65_536);
  const views = new MemoryViews(new WebAssembly.Memory({ initial: pages }));
  plan.writeRecords(views);
  const layer = (index: number, field: keyof typeof RECORDS.Layer): number => {
    const record = layout.layers[index]?.record;
    if (record === undefined) throw new Error(`layer: expected ${index}, found none`);
    return views.readField('Layer', record, field);
  };
  const batch = (field: keyof typeof RECORDS.Batch): number =>
    views.readField('Batch', layout.batch, field);
  return { plan, layout, views, layer, batch };
}

/** Address and bytes of all that a layer's kernels write and read, as `assembly/layout.ts` describes it. */
function partsOfLayer(
  layer: (field: keyof typeof RECORDS.Layer) => number,
  inputs: number,
): [string, number, number][] {
  const sizes = {
    ...{ weights: inputs * 64, weightFirst: inputs * 64, weightSecond: inputs * 64 },
    ...{ bias: 64, biasFirst: 64, biasSecond: 64 },
    // A row for each of 16 chunks.
    weightSums: 16 * 64,
    foldedBias: 64,
    // For each image an entry of 8 bytes for each input, and one more; where 16 chunks begin and end.
    lists: 16 * (inputs + 1) * 8,
    starts: 16 * 17 * 4,
    ...{ columns: inputs * 16 * 8, columnCounts: inputs * 4 },
    ...{ preActivations: 16 * 64, deltas: 16 * 64 },
    ...{ weightAverages: inputs * 64, biasAverages: 64 },
  } as const;
  return Object.entries(sizes).map(([name, bytes]) => [
    name,
    layer(name as keyof typeof sizes),
    bytes,
  ]);
}

describe('placeNetwork', () => {
  it('gives every part a place of its own, as large as the kernels need', () => {
    const { plan, layout, layer, batch } = placed({ averages: true, augmentation: AUGMENTATION });
    const parts = [
      ...partsOfLayer((field) => layer(0, field), 32),
      ...partsOfLayer((field) => layer(1, field), 13),
      ...layout.layers.map(({ record }) => ['layer', record, 23 * 4] as const),
      ['batch', layout.batch, 8 * 4] as const,
      ['augmentation', layout.augmentation?.record ?? NaN, 12 * 4] as const,
      ['indices', batch('indices'), 16 * 4] as const,
      ['losses', batch('losses'), 16 * 8] as const,
      ['pixels', batch('pixels'), 64 * 32] as const,
      ['labels', batch('labels'), 64] as const,
      ['augmented', batch('augmented'), 16 * 32] as const,
    ];
    const sorted = [...parts].sort(([, a], [, b]) => a - b);
    sorted.forEach(([name, address, bytes], index) => {
      const [next, end] = sorted[index + 1] ?? ['the end', plan.byteLength];
      expect(end - address)
        .withContext(`from ${name} to ${next}`)
        .toBeGreaterThanOrEqual(bytes);
      // No more than what fills a cache line.
      expect(end - address)
        .withContext(`from ${name} to ${next}`)
        .toBeLessThan(bytes + 64);
    });
  });

  it('tells the kernels the sizes, and who reads the memory the same addresses', () => {
    const { layout, layer, batch } = placed({ averages: true });
    const sizes = (['inputs', 'outputs', 'width', 'stride', 'columnStride'] as const).map(
      (field) => [layer(0, field), layer(1, field)],
    );
    expect(sizes).toEqual([
      [32, 13],
      [13, 16],
      [16, 16],
      [33, 14],
      [16, 16],
    ]);
    expect([layer(0, 'isRelu'), layer(1, 'isRelu')]).toEqual([1, 0]);
    layout.layers.forEach((place, index) => {
      expect(place.width).toBe(16);
      expect(place.spec).toBe(SPEC.layers[index] ?? place.spec);
      expect([place.weights, place.bias, place.preActivations]).toEqual(
        (['weights', 'bias', 'preActivations'] as const).map((field) => layer(index, field)),
      );
      expect(place.averages).toEqual({
        weights: layer(index, 'weightAverages'),
        bias: layer(index, 'biasAverages'),
      });
    });
    expect([layout.indices, layout.losses, layout.pixels, layout.labels]).toEqual(
      (['indices', 'losses', 'pixels', 'labels'] as const).map(batch),
    );
  });

  it('normalises pixels: a byte times 1 / (255 std), and -mean / std for the first layer alone', () => {
    const { layer, batch } = placed();
    expect(batch('scale')).toBeCloseTo(2 / 255, 9);
    expect([layer(0, 'shift'), layer(1, 'shift')]).toEqual([-0.5, 0]);
  });

  it('takes no room for what is not asked for', () => {
    const { layout, layer, batch, plan } = placed({ learns: false });
    for (const field of [
      ...(['weightFirst', 'weightSecond', 'biasFirst', 'biasSecond'] as const),
      ...(['columns', 'columnCounts', 'deltas', 'weightAverages', 'biasAverages'] as const),
    ]) {
      expect([layer(0, field), layer(1, field)])
        .withContext(field)
        .toEqual([0, 0]);
    }
    expect(batch('augmented')).toBe(0);
    expect(layout.augmentation).toBeUndefined();
    expect(layout.layers[0]?.averages).toBeUndefined();
    expect(plan.byteLength).toBeLessThan(placed().plan.byteLength);
  });

  it('weighs drawings that are no digits like digits, unless told', () => {
    expect(placed().batch('outlierWeight')).toBe(1);
    expect(placed({ outlierWeight: 0.25 }).batch('outlierWeight')).toBe(0.25);
    expect(placed({ outlierWeight: 0 }).batch('outlierWeight')).toBe(0);
  });

  it('says how images are augmented, angles in radians', () => {
    const { layout, views } = placed({ augmentation: AUGMENTATION });
    const record = layout.augmentation?.record;
    if (record === undefined) throw new Error('augmentation: expected a record, found none');
    const field = (name: keyof typeof RECORDS.Augmentation): number =>
      views.readField('Augmentation', record, name);
    expect(field('rotation')).toBeCloseTo(Math.PI / 2, 6);
    for (const name of [
      ...(['seed', 'imageCount', 'shear', 'scale', 'anisotropy', 'shift', 'elastic'] as const),
      ...(['refitShare', 'smallest', 'largest'] as const),
    ]) {
      expect(field(name)).withContext(name).toBe(AUGMENTATION[name]);
    }
    expect(field('firstImage')).toBe(0);
  });
});
