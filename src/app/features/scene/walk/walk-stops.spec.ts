import { perceptronSpec, Random, type NetworkWeights } from '#model';
import type { SceneActivations } from '../scene-signals.ts';
import { walkStops, type ExplainedAnswer, type WalkStop } from './walk-stops.ts';

const THREE: ExplainedAnswer = { kind: 'digit', digit: 3 };

/** A network with random weights, and what it might compute from a drawing. */
function network(sizes: readonly number[]): {
  weights: NetworkWeights;
  activations: SceneActivations;
} {
  const random = Random.fromSeed(7);
  const between = (length: number, least: number, most: number): Float32Array =>
    Float32Array.from({ length }, () => least + random.nextFloat() * (most - least));
  const { layers } = perceptronSpec([...sizes]);
  const values = sizes.map((size) => between(size, 0, 1));
  const logits = between(10, -5, 5);
  logits[3] = 9;
  logits[8] = 7;
  return {
    weights: layers.map(({ inputs, outputs }) => ({
      weights: between(inputs * outputs, -1, 1),
      biases: new Float32Array(outputs),
    })),
    activations: {
      image: values[0] ?? new Float32Array(),
      layers: values.slice(1).map((own) => ({ preActivations: own, activations: own })),
      logits,
      probabilities: new Float32Array(10),
      rankings: [],
      relevances: values,
    },
  };
}

const stopsOf = (sizes: readonly number[], answer: ExplainedAnswer = THREE): WalkStop[] => {
  const { weights, activations } = network(sizes);
  return walkStops(weights, activations, answer);
};

describe('walkStops', () => {
  it('has five sentences for two hidden layers, with counts of this drawing', () => {
    const { weights, activations } = network([784, 128, 64, 10]);
    let mattering = 0;
    for (const relevance of activations.relevances[1] ?? []) if (relevance >= 0.15) mattering += 1;
    expect(walkStops(weights, activations, THREE).map(({ sentence }) => sentence)).toEqual([
      { kind: 'pixels', count: 784 },
      { kind: 'parts', count: 128, mattering },
      { kind: 'together', count: 64, isSecond: true },
      { kind: 'vote', digit: 3, rival: 8 },
      { kind: 'reads', digit: 3 },
    ]);
  });

  it('has one sentence per layer, and one each for votes and answer, for any number of layers', () => {
    expect(stopsOf([784, 10]).map(({ sentence: { kind } }) => kind)).toEqual([
      'pixels',
      'vote',
      'reads',
    ]);
    const deep = stopsOf([784, 1, 40, 30, 20, 12, 512, 10]);
    expect(deep.map(({ layer }) => layer)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 7]);
    for (const { focus } of deep) {
      expect([focus.layers.length, focus.connections.length]).toEqual([8, 7]);
    }
  });

  it('lights the layer that a sentence speaks of and what leads to it, and nearly nothing else', () => {
    const lit = stopsOf([784, 128, 64, 10]).map(({ focus }) => [focus.layers, focus.connections]);
    expect(lit).toEqual([
      [
        [1, 0.25, 0.25, 0.25],
        [0.06, 0.06, 0.06],
      ],
      [
        [1, 1, 0.25, 0.25],
        [1, 0.06, 0.06],
      ],
      [
        [0.25, 1, 1, 0.25],
        [0.06, 1, 0.06],
      ],
      [
        [0.25, 0.25, 1, 1],
        [0.06, 0.06, 1],
      ],
      [
        [1, 1, 1, 1],
        [1, 1, 1],
      ],
    ]);
  });

  it('points at the three neurons that matter most, and follows four in the next layer', () => {
    const { weights, activations } = network([784, 128, 64, 10]);
    const [, parts, together] = walkStops(weights, activations, THREE);
    const [, first = new Float32Array(), second = new Float32Array()] = activations.relevances;
    const sorted = [...first].sort((a, b) => b - a).slice(0, 3);
    expect(parts?.examples.map((neuron) => first[neuron])).toEqual(sorted);
    const least = together?.focus.leastRelevance[2] ?? 0;
    expect([...second].filter((relevance) => relevance >= least).length).toBe(4);
  });

  it('speaks of votes against the runner-up only if something lowers its sum', () => {
    const { weights, activations } = network([784, 16, 10]);
    const votes = (): unknown[] => {
      const stop = walkStops(weights, activations, THREE).at(-2);
      return [stop?.sentence, stop?.focus.votes];
    };
    expect(votes()).toEqual([
      { kind: 'vote', digit: 3, rival: 8 },
      [
        { output: 3, sign: 1 },
        { output: 8, sign: -1 },
      ],
    ]);
    weights.at(-1)?.weights.fill(1, 8 * 16, 9 * 16);
    expect(votes()).toEqual([
      { kind: 'vote', digit: 3, rival: undefined },
      [{ output: 3, sign: 1 }],
    ]);
  });

  it('explains doubt by what speaks for each of the two', () => {
    const stops = stopsOf([784, 16, 10], { kind: 'unsure', digits: [9, 4] });
    expect(stops.slice(-2).map(({ sentence }) => sentence)).toEqual([
      { kind: 'voteBoth', digits: [9, 4] },
      { kind: 'doubts', digits: [9, 4] },
    ]);
    expect(stops.at(-2)?.focus.votes.map(({ sign }) => sign)).toEqual([1, 1]);
  });

  it('keeps the answer back until the votes are counted', () => {
    expect(stopsOf([784, 128, 64, 10]).map(({ hasAnswer }) => hasAnswer)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(stopsOf([784, 128, 64, 10]).map(({ focus }) => focus.bloom)).toEqual([0, 0, 0, 0, 1]);
  });

  it('shows no neuron as mattering where none raises the answer', () => {
    const { weights, activations } = network([784, 4, 4, 10]);
    const nothing = { ...activations, relevances: [784, 4, 4, 10].map((n) => new Float32Array(n)) };
    const [, parts, together] = walkStops(weights, nothing, THREE);
    expect(parts?.sentence).toEqual({ kind: 'parts', count: 4, mattering: 0 });
    expect(parts?.examples).toEqual([]);
    expect(together?.focus.leastRelevance[2]).toBeGreaterThan(0);
  });
});
