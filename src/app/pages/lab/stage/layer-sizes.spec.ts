import { hasRoomForLayer, withHalf, withLayer, withTwice, withTyped } from './layer-sizes.ts';

describe('building layers', () => {
  it('adds one of 16 neurons where it was asked for, up to four', () => {
    expect(withLayer([], 0)).toEqual([16]);
    expect(withLayer([32, 64], 1)).toEqual([32, 16, 64]);
    expect(withLayer([32, 64], 2)).toEqual([32, 64, 16]);
    expect(withLayer([8, 8, 8, 8], 2)).toEqual([8, 8, 8, 8]);
    expect([hasRoomForLayer([8, 8, 8]), hasRoomForLayer([8, 8, 8, 8])]).toEqual([true, false]);
  });

  it('halves, and takes away what has four', () => {
    expect(withHalf([32, 9], 1)).toEqual([32, 4]);
    expect(withHalf([5], 0)).toEqual([4]);
    expect(withHalf([32, 4], 1)).toEqual([32]);
    expect(withHalf([4], 0)).toEqual([]);
  });

  it('doubles, up to 256', () => {
    expect(withTwice([32, 9], 1)).toEqual([32, 18]);
    expect(withTwice([200], 0)).toEqual([256]);
    expect(withTwice([256], 0)).toEqual([256]);
  });

  it('takes what is typed, or the nearest that is allowed', () => {
    expect(withTyped([32], 0, ' 100 ')).toEqual([100]);
    expect(withTyped([32], 0, '3')).toEqual([4]);
    expect(withTyped([32], 0, '999')).toEqual([256]);
    expect(withTyped([32], 0, '12,6')).toEqual([13]);
    for (const text of ['', '   ', 'many', '1e999', '--4']) {
      expect(withTyped([32], 0, text)).toEqual([32]);
    }
  });
});
