import { pilesOf } from './piles.ts';

describe('pilesOf', () => {
  it('sorts digits by who read them right, each into one pile', () => {
    const labels = Uint8Array.of(7, 2, 1, 0, 4, 9);
    const a = Uint8Array.of(7, 2, 7, 0, 9, 4);
    const b = Uint8Array.of(7, 3, 1, 0, 9, 7);
    expect(pilesOf(labels, a, b)).toEqual({
      both: [0, 3],
      onlyA: [1],
      onlyB: [2],
      neither: [4, 5],
    });
  });

  it('says nothing of digits that only one network was tested with', () => {
    const labels = Uint8Array.of(1, 2, 3);
    const piles = pilesOf(labels, Uint8Array.of(1, 2, 3), Uint8Array.of(1, 9));
    expect(piles).toEqual({ both: [0], onlyA: [1], onlyB: [], neither: [] });
  });
});
