import { heapPlaces, heapSize, heapWidth, sampleOf } from './heap-places.ts';

describe('a heap of digits', () => {
  it('grows by the square root of what it stands for', () => {
    expect([0, 1, 100, 9025].map(heapSize)).toEqual([0, 1, 4, 35]);
  });

  it('has rows that get shorter by one, the last one what is left', () => {
    // 4 + 3 + 1.
    expect(heapWidth(8)).toBe(4);
    expect(heapPlaces(8).map(({ row }) => row)).toEqual([0, 0, 0, 0, 1, 1, 1, 2]);
    expect(heapPlaces(8).map(({ x }) => x)).toEqual([0.5, 1.5, 2.5, 3.5, 1, 2, 3, 2]);
    expect([1, 3, 4, 6, 7].map(heapWidth)).toEqual([1, 2, 3, 3, 4]);
    expect(heapPlaces(0)).toEqual([]);
  });

  it('shows digits from all of the pile', () => {
    expect(sampleOf([5, 8, 13, 21, 34, 55], 3)).toEqual([5, 13, 34]);
    expect(sampleOf([5], 1)).toEqual([5]);
    expect(sampleOf([], 0)).toEqual([]);
  });
});
