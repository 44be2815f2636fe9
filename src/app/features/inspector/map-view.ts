/**
 * What a map of the pixels shows: how a neuron takes ink anywhere, what the ink that is there adds, or
 * both, the first dimmed where there is no ink.
 */
export type MapView = 'template' | 'drawing' | 'both';

/** How bright the template is where there is no ink, when both are shown. */
const DIMMED = 0.3;

/**
 * Each pixel's part in a picture, -1 (most against) to 1 (most for), relative to its strongest; all 0
 * where nothing counts.
 * @param slopes what a pixel's ink, 0..1, adds to the neuron, `[in]`
 * @param ink 0..1, `[in]`
 */
export function mapCells(
  view: MapView,
  slopes: Float64Array,
  ink: ArrayLike<number>,
): Float64Array {
  const cells = slopes.map((slope, pixel) => slope * brightness(view, ink[pixel] ?? 0));
  const strongest = cells.reduce((most, cell) => Math.max(most, Math.abs(cell)), 0);
  return strongest === 0 ? new Float64Array(cells.length) : cells.map((cell) => cell / strongest);
}

function brightness(view: MapView, ink: number): number {
  switch (view) {
    case 'template':
      return 1;
    case 'drawing':
      return ink;
    case 'both':
      return DIMMED + (1 - DIMMED) * ink;
    default:
      return view satisfies never;
  }
}
