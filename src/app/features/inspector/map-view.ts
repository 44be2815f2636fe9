/**
 * What a map of the pixels shows: the neuron's effective weight of each pixel, what the drawing's pixels
 * add to the neuron, or both: the weights, dimmed where the drawing is blank.
 */
export type MapView = 'weights' | 'drawing' | 'both';

/** Brightness of the effective weights on blank pixels, when both are shown. */
const DIMMED = 0.3;

/**
 * Each pixel's value on the map, -1 (most against) to 1 (most for), relative to the strongest pixel; all 0
 * where no pixel counts.
 * @param effectiveWeights how much a pixel at full intensity adds to the neuron, `[in]`
 * @param intensities of the pixels, 0..1, `[in]`
 */
export function mapCells(
  view: MapView,
  effectiveWeights: Float64Array,
  intensities: ArrayLike<number>,
): Float64Array {
  const cells = effectiveWeights.map(
    (weight, pixel) => weight * brightness(view, intensities[pixel] ?? 0),
  );
  const strongest = cells.reduce((most, cell) => Math.max(most, Math.abs(cell)), 0);
  return strongest === 0 ? new Float64Array(cells.length) : cells.map((cell) => cell / strongest);
}

function brightness(view: MapView, intensity: number): number {
  switch (view) {
    case 'weights':
      return 1;
    case 'drawing':
      return intensity;
    case 'both':
      return DIMMED + (1 - DIMMED) * intensity;
    default:
      return view satisfies never;
  }
}
