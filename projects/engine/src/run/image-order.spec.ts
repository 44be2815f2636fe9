import { ImageOrder } from './image-order.ts';

const inOrder = (images: Iterable<number>): number[] => [...images].sort((a, b) => a - b);
const ALL = Array.from({ length: 20 }, (_, image) => image);

describe('ImageOrder', () => {
  it('has every image once in each pass, whatever the batches, in another order each time', () => {
    const order = new ImageOrder(20, 5);
    const pass = (start: number, sizes: readonly number[]): number[] => {
      let next = start;
      return sizes.flatMap((size) => {
        const batch = [...order.take(next, size)];
        expect(batch.length).toBe(size);
        next += size;
        return batch;
      });
    };
    const passes = [pass(0, [7, 7, 6]), pass(20, [20]), pass(40, [1, 18, 1])];
    for (const images of passes) expect(inOrder(images)).toEqual(ALL);
    expect(new Set([ALL, ...passes].map(String)).size).toBe(4);
  });

  it('is the same for the same seed, and another for another', () => {
    const first = (seed: number): number[] => [...new ImageOrder(20, seed).take(0, 20)];
    expect(first(5)).toEqual(first(5));
    expect(first(5)).not.toEqual(first(6));
  });
});
