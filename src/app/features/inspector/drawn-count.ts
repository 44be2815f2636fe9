/**
 * How many terms the picture draws as connections of a picked neuron: those that are anything, unless
 * they are too weak.
 * @param least strength that is drawn, in the terms' unit
 */
export function drawnCount(terms: Float64Array, least: number): number {
  return terms.reduce(
    (count, term) => (term !== 0 && Math.abs(term) >= least ? count + 1 : count),
    0,
  );
}
