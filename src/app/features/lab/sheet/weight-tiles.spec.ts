import { weightTiles } from './weight-tiles.ts';

describe('tiles of weights in print', () => {
  it('are dark where weights raise and light where they lower, in the middle for none', () => {
    const weights = new Float32Array(2 * 784);
    weights.set([0.025, -0.05, -1], 0);
    // A root mean square of 0.1: full strength is 0.27.
    weights.fill(0.1, 784);
    weights[784] = -0.1;
    const [first, second, ...others] = weightTiles([{ weights, biases: new Float32Array(2) }], 2);
    expect(others).toEqual([]);
    // The one strong weight sets the scale: 2.7 · √(1.003125 / 784) = 0.09658.
    expect(first?.[0]).toBeCloseTo(0.5 + 0.5 * (0.025 / 0.09658), 3);
    expect([first?.[2], first?.[3]]).toEqual([0, 0.5]);
    expect(second?.[0]).toBeCloseTo(0.5 - 0.5 / 2.7, 5);
    expect(second?.[1]).toBeCloseTo(0.5 + 0.5 / 2.7, 5);
  });

  it('are as many as there is room for', () => {
    const weights = new Float32Array(40 * 784);
    expect(weightTiles([{ weights, biases: new Float32Array(40) }], 32).length).toBe(32);
    expect(weightTiles([], 32)).toEqual([]);
  });
});
