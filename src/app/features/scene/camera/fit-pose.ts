import { cameraAxes, focalLength, type CameraPose } from './camera-pose.ts';
import type { Rectangle } from '../../../platform/rectangle.ts';
import { addScaled, dot, ORIGIN, type Vector } from '../geometry/vector.ts';

/** Space to leave between the points and the edges of the free area, CSS pixels. */
export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const NO_MARGINS: Margins = { left: 0, right: 0, top: 0, bottom: 0 };
/** Half the width and height to fit into are at least this, even in a tiny free area; CSS pixels. */
const SMALLEST_HALF = 8;

/**
 * The closest pose that shows all points inside the free area, in closed form: each side of the area is a plane
 * through the camera, placed by the outermost point, and opposite planes intersect at the camera.
 * @param view the direction of the camera from its target
 */
export function fitPose(
  points: readonly Vector[],
  view: Pick<CameraPose, 'azimuth' | 'elevation'>,
  freeArea: Rectangle,
  margins: Margins = NO_MARGINS,
): CameraPose {
  const { right, up, back } = cameraAxes(view);
  const focal = focalLength(freeArea);
  const slope = (side: number, margin: number): number =>
    Math.max(SMALLEST_HALF, side / 2 - margin) / focal;
  const across = spanOf(points, right, back, {
    before: slope(freeArea.width, margins.left),
    after: slope(freeArea.width, margins.right),
  });
  const along = spanOf(points, up, back, {
    before: slope(freeArea.height, margins.bottom),
    after: slope(freeArea.height, margins.top),
  });
  const away = Math.max(across.away, along.away);
  const depths = points.map((point) => dot(back, point));
  const middle = (Math.min(...depths) + Math.max(...depths)) / 2;
  const sideways = addScaled(
    addScaled(ORIGIN, right, across.middleAt(away)),
    up,
    along.middleAt(away),
  );
  return { ...view, target: addScaled(sideways, back, middle), distance: away - middle };
}

/** Slopes of the two planes on opposite sides: sideways distance per depth. */
interface Slopes {
  readonly before: number;
  readonly after: number;
}

function spanOf(
  points: readonly Vector[],
  axis: Vector,
  back: Vector,
  { before, after }: Slopes,
): { readonly away: number; readonly middleAt: (away: number) => number } {
  const outermost = (sign: number, slope: number): number =>
    Math.max(...points.map((point) => sign * dot(axis, point) + slope * dot(back, point)));
  const high = outermost(1, after);
  const low = outermost(-1, before);
  return {
    away: (high + low) / (before + after),
    // If the camera is farther away than this axis needs, both sides share the spare space.
    middleAt: (away) => (high - low + (before - after) * away) / 2,
  };
}
