import { forward, perceptronSpec, traceToPixels, type NetworkWeights } from '#model';
import { isSameLens, lensOf, type LensSubject } from './lens.ts';

describe('lensOf', () => {
  const network = perceptronSpec([4, 3, 2], { mean: 0.1, std: 0.5 });
  const weights: NetworkWeights = [
    {
      weights: Float32Array.of(1, -2, 0, 4, 3, 1, 0, -1, -1, 5, 0, 2),
      biases: Float32Array.of(0, 0.5, 0),
    },
    { weights: Float32Array.of(1, -1, 2, 0.5, 1, -2), biases: Float32Array.of(0, 0) },
  ];
  const image = Float32Array.of(1, 0, 0.5, 0.25);
  const pass = forward(network, weights, image);
  const subject: LensSubject = {
    network,
    weights,
    image,
    traceOf: (id) => traceToPixels(network, weights, pass, id),
  };

  it('is the row of weights of a first-layer neuron, which the GPU has', () => {
    expect(lensOf({ layer: 1, neuron: 2 }, subject)).toEqual({ kind: 'template', neuron: 2 });
  });

  it("is a later neuron's slopes by pixel, relative to 3.2 times their root mean square", () => {
    // Active for this image: 1 + ... of all three; what counts is what the model traces.
    const { slopes } = traceToPixels(network, weights, pass, { layer: 2, neuron: 1 });
    const rms = Math.sqrt(slopes.reduce((sum, slope) => sum + slope ** 2, 0) / 4);
    const lens = lensOf({ layer: 2, neuron: 1 }, subject);
    if (lens?.kind !== 'map') throw new Error('expected a map');
    lens.cells.forEach((cell, pixel) => {
      expect(cell).toBeCloseTo((slopes[pixel] ?? NaN) / (3.2 * rms), 6);
    });
  });

  it('is all 0 where no pixel counts', () => {
    const nothing = { slopes: new Float64Array(4), constant: 1 };
    const lens = lensOf({ layer: 2, neuron: 0 }, { ...subject, traceOf: () => nothing });
    expect(lens).toEqual({ kind: 'map', cells: new Float32Array(4) });
  });

  it('is what a pixel with ink changes most; without ink it changes nothing', () => {
    expect(lensOf({ layer: 0, neuron: 3 }, subject)).toEqual({
      kind: 'pixel',
      reached: [
        { neuron: 0, weight: 4 },
        { neuron: 2, weight: 2 },
        { neuron: 1, weight: -1 },
      ],
    });
    expect(lensOf({ layer: 0, neuron: 1 }, subject)).toEqual({ kind: 'pixel', reached: [] });
  });

  it('is what a pixel would change while nothing is drawn', () => {
    const lens = lensOf({ layer: 0, neuron: 1 }, { ...subject, image: undefined });
    expect(lens?.kind === 'pixel' && lens.reached.map(({ neuron }) => neuron)).toEqual([2, 0, 1]);
  });

  it('is nothing without a neuron, weights or a trace, and for an input that is no square', () => {
    expect(lensOf(undefined, subject)).toBeUndefined();
    expect(lensOf({ layer: 1, neuron: 0 }, { ...subject, weights: undefined })).toBeUndefined();
    expect(lensOf({ layer: 2, neuron: 0 }, { ...subject, traceOf: undefined })).toBeUndefined();
    const oblong = perceptronSpec([6, 3, 2], { mean: 0, std: 1 });
    expect(lensOf({ layer: 1, neuron: 0 }, { ...subject, network: oblong })).toBeUndefined();
  });
});

describe('isSameLens', () => {
  it('is true for the same template, and for the very same map', () => {
    const template = (neuron: number) => ({ kind: 'template', neuron }) as const;
    expect(isSameLens(template(1), template(1))).toBeTrue();
    expect(isSameLens(template(1), template(2))).toBeFalse();
    const map = { kind: 'map', cells: new Float32Array(4) } as const;
    expect(isSameLens(map, map)).toBeTrue();
    expect(isSameLens(map, { ...map })).toBeFalse();
    expect(isSameLens(map, undefined)).toBeFalse();
    expect(isSameLens(undefined, undefined)).toBeTrue();
  });
});
