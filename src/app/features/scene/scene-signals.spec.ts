import { fitsArchitecture, layerSignals, type SceneActivations } from './scene-signals.ts';

const pass = (...values: number[]) => ({
  preActivations: Float32Array.from(values),
  activations: Float32Array.from(values),
});
const ACTIVATIONS: SceneActivations = {
  image: Float32Array.of(0, 1, 0.5),
  layers: [pass(0, 3, 0, 1.5), pass(2, -1)],
  logits: Float32Array.of(2, -1),
  probabilities: Float32Array.of(0.75, 0.25),
  rankings: [],
  relevances: [],
};

describe('layerSignals', () => {
  it('shows ink, activations against their largest, and probabilities with the sign of their logit', () => {
    const signals = layerSignals([3, 4, 2], ACTIVATIONS);
    expect(signals.map(({ values }) => [...(values as Float32Array)])).toEqual([
      [0, 1, 0.5],
      [0, 3, 0, 1.5],
      [0.75, -0.25],
    ]);
    expect(signals.map(({ scale }) => scale)).toEqual([1, 3, 1]);
    expect(signals.map(({ active }) => [...(active as Uint16Array)])).toEqual([
      [1, 2],
      [1, 3],
      [0, 1],
    ]);
  });

  it('shows no light for a blank sheet', () => {
    const blank = layerSignals([3, 4, 2], undefined);
    expect(blank.map(({ active }) => active.length)).toEqual([0, 0, 0]);
  });

  it('counts every source of a network at rest, and shows no light of neurons', () => {
    const rest = layerSignals([3, 4, 2], undefined, true);
    expect(rest.map(({ active }) => [...(active as Uint16Array)])).toEqual([
      [0, 1, 2],
      [0, 1, 2, 3],
      [0, 1],
    ]);
    expect(rest.flatMap(({ values }) => [...(values as Float32Array)])).toEqual(
      new Array(9).fill(0),
    );
  });
});

describe('fitsArchitecture', () => {
  const layer = (outputs: number) => ({
    weights: new Float32Array(),
    biases: new Float32Array(outputs),
  });

  it('compares the number and the sizes of the layers behind the input', () => {
    const weights = [layer(4), layer(2)];
    expect(fitsArchitecture(weights, [3, 4, 2])).toBeTrue();
    expect(fitsArchitecture(weights, [3, 4, 3])).toBeFalse();
    expect(fitsArchitecture(weights, [3, 5, 2])).toBeFalse();
    expect(fitsArchitecture(weights, [3, 4])).toBeFalse();
    expect(fitsArchitecture(weights, [3, 4, 2, 2])).toBeFalse();
  });
});
