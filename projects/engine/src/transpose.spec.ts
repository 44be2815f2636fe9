import { transpose } from './transpose.ts';

describe('transpose', () => {
  it('copies a matrix into padded rows, and back', () => {
    const matrix = { values: Float32Array.of(1, 2, 3, 4, 5, 6), stride: 3 };
    const padded = { values: new Float32Array(12).fill(9), stride: 4 };
    transpose(matrix, 2, 3, padded);
    expect([...padded.values]).toEqual([1, 4, 9, 9, 2, 5, 9, 9, 3, 6, 9, 9]);
    const back = { values: new Float32Array(6), stride: 3 };
    transpose(padded, 3, 2, back);
    expect(back.values).toEqual(matrix.values);
  });

  it('takes a last row without padding', () => {
    const target = { values: new Float32Array(2), stride: 2 };
    transpose({ values: Float32Array.of(1, 0, 2), stride: 2 }, 2, 1, target);
    expect([...target.values]).toEqual([1, 2]);
  });

  it('refuses what does not fit', () => {
    const small = { values: new Float32Array(5), stride: 3 };
    const large = { values: new Float32Array(6), stride: 2 };
    expect(() => {
      transpose(small, 2, 3, large);
    }).toThrowError(RangeError, 'source: expected 2x3 values, found 5 in rows of 3');
    expect(() => {
      transpose(large, 3, 2, small);
    }).toThrowError(RangeError, 'target: expected 2x3 values, found 5 in rows of 3');
    expect(() => {
      transpose(large, 2, 3, small);
    }).toThrowError(RangeError, 'source: expected 2x3 values, found 6 in rows of 2');
  });
});
