import { nextPick } from './next-pick.ts';
import { layoutNetwork } from '../geometry/network-layout.ts';

describe('nextPick', () => {
  // 32 neurons are arranged in 4 columns and 8 rows.
  const { layers } = layoutNetwork([784, 32, 10]);
  const from = (layer: number, neuron: number, key: string): unknown => {
    const next = nextPick(layers, { layer, neuron }, key);
    return next && [next.layer, next.neuron];
  };

  it('goes to neighbours in the layer', () => {
    expect(from(1, 5, 'ArrowLeft')).toEqual([1, 4]);
    expect(from(1, 5, 'ArrowRight')).toEqual([1, 6]);
    expect(from(1, 5, 'ArrowUp')).toEqual([1, 1]);
    expect(from(1, 5, 'ArrowDown')).toEqual([1, 9]);
    expect(from(0, 30, 'ArrowDown')).toEqual([0, 58]);
  });

  it('stays at the edges', () => {
    expect(from(1, 4, 'ArrowLeft')).toEqual([1, 4]);
    expect(from(1, 7, 'ArrowRight')).toEqual([1, 7]);
    expect(from(1, 2, 'ArrowUp')).toEqual([1, 2]);
    expect(from(2, 9, 'ArrowDown')).toEqual([2, 9]);
    expect(from(2, 3, 'ArrowRight')).toEqual([2, 3]);
    expect(from(0, 0, 'PageUp')).toEqual([0, 0]);
    expect(from(2, 3, 'PageDown')).toEqual([2, 3]);
    expect(from(1, 4, 'ArrowUp')).toEqual([1, 0]);
    expect(from(2, 1, 'ArrowUp')).toEqual([2, 0]);
  });

  it('goes to the same part of the next layer', () => {
    // The last of 10 outputs: 95 % down; row 7 of 8, and the middle of 4 columns.
    expect(from(2, 9, 'PageUp')).toEqual([1, 30]);
    expect(from(1, 0, 'PageDown')).toEqual([2, 0]);
    expect(from(0, 783, 'PageDown')).toEqual([1, 31]);
    expect(from(1, 31, 'PageUp')).toEqual([0, 26 * 28 + 24]);
  });

  it('ignores other keys', () => {
    expect(from(1, 5, 'x')).toBeUndefined();
  });
});
