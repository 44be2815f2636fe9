import type { CurvePoint } from '../../network/lab/shared/curve.ts';

/** The size of the curve's picture. */
export const CURVE = { width: 460, height: 92 } as const;
/** Where the axis begins: the first doubling is as wide as all others. */
const FIRST_IMAGES = 32;
/** Where it ends at least. */
const LEAST_TOTAL = 1024;

/**
 * The curve of a run as the path of an SVG: images on a logarithmic axis, share read right upwards.
 * @param totalImages where the run ends, if that is known
 */
export function curvePath(points: readonly CurvePoint[], totalImages?: number): string {
  const total = Math.max(LEAST_TOTAL, totalImages ?? points.at(-1)?.images ?? 0);
  const span = Math.log2(total / FIRST_IMAGES);
  return points
    .map(({ images, accuracy }, index) => {
      const x = (Math.log2(Math.max(FIRST_IMAGES, images) / FIRST_IMAGES) / span) * CURVE.width;
      const y = (1 - accuracy) * CURVE.height;
      return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}
