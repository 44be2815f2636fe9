import { evidenceOf } from './evidence.ts';

describe('evidenceOf', () => {
  it('places logits between the lowest and the highest', () => {
    expect(evidenceOf([-6, 2, 0, 4])).toEqual([0, 0.8, 0.6, 1]);
    expect(evidenceOf(Float32Array.of(3, -1))).toEqual([1, 0]);
  });

  it('does not depend on what all logits have in common, nor on their scale', () => {
    expect(evidenceOf([94, 102, 100, 104])).toEqual([0, 0.8, 0.6, 1]);
    expect(evidenceOf([-12, 4, 0, 8])).toEqual([0, 0.8, 0.6, 1]);
  });

  it('has none where logits tell nothing apart', () => {
    expect([[2, 2, 2], [1, NaN], [1, Infinity], []].map(evidenceOf)).toEqual(
      new Array(4).fill(undefined),
    );
  });
});
