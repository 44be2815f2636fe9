/** What gradients may differ by, relative to the reference's. */
const RELATIVE = 1e-4;
/** The same for gradients that are next to nothing, relative to the layer's largest. */
const NEXT_TO_NOTHING = 1e-6;

/**
 * For each gradient of a layer whether it is further from the reference's than is allowed.
 * @param found as many as are expected
 */
export function areGradientsOff(found: readonly number[], expected: readonly number[]): boolean[] {
  const largest = Math.max(...expected.map(Math.abs));
  return expected.map((gradient, i) => {
    const allowed = RELATIVE * Math.abs(gradient) + NEXT_TO_NOTHING * largest;
    return !(Math.abs((found[i] ?? NaN) - gradient) <= allowed);
  });
}
