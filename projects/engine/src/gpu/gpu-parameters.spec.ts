import { gpuSetup } from '../../testing/gpu.ts';
import { packParameters, packPixels, sumTiles, unpackParameters } from './gpu-parameters.ts';
import { planGpu } from './gpu-plan.ts';

describe('parameters in GPU memory', () => {
  it('lie input by input in padded rows, the biases last', () => {
    const setup = gpuSetup([2, 3]);
    const weights = [
      { weights: Float32Array.of(1, 2, 3, 4, 5, 6), biases: Float32Array.of(7, 8, 9) },
    ];
    const packed = packParameters(planGpu(setup), weights);
    expect([...packed]).toEqual([1, 3, 5, 0, 2, 4, 6, 0, 7, 8, 9, 0]);
  });

  it('come back as they went', () => {
    const setup = gpuSetup([33, 130, 7, 3]);
    const plan = planGpu(setup);
    const packed = packParameters(plan, setup.initialWeights);
    expect(unpackParameters(plan, packed)).toEqual(setup.initialWeights);
  });

  it('are added up a tile at a time, without the biases', () => {
    const plan = planGpu(gpuSetup([3, 2]));
    const weights = [
      { weights: Float32Array.of(1, 2, 4, 10, 20, 40), biases: Float32Array.of(9, 9) },
    ];
    expect([...sumTiles(plan, packParameters(plan, weights), 32)]).toEqual([7, 70, 0, 0]);
    // Two rows a tile: the third is alone.
    const [layer] = plan.layers;
    const tiles = { first: 0, down: 2, across: 1 };
    const cut = { ...plan, layers: layer ? [{ ...layer, tiles }] : [] };
    expect([...sumTiles(cut, packParameters(plan, weights), 2)]).toEqual([
      3, 30, 0, 0, 4, 40, 0, 0,
    ]);
  });
});

describe('pixels in GPU memory', () => {
  it('begin a word with every image', () => {
    expect([...packPixels(Uint8Array.of(1, 2, 3, 4, 5, 6), 3, 1)]).toEqual([
      1, 2, 3, 0, 4, 5, 6, 0,
    ]);
    const whole = Uint8Array.of(1, 2, 3, 4);
    expect(packPixels(whole, 4, 1)).toBe(whole);
  });
});
