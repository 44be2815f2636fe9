import type { Rectangle, Size } from '../../../platform/rectangle.ts';
import { addScaled, dot, type Vector } from '../geometry/vector.ts';

/** Position of the camera on a sphere around its target. Angles in radians. */
export interface CameraPose {
  readonly target: Vector;
  /** Around the vertical; at 0 the camera faces -z and the network runs from left to right. */
  readonly azimuth: number;
  /** Above the horizon. */
  readonly elevation: number;
  readonly distance: number;
}

/** A point on screen, CSS pixels from the scene's upper left corner. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
  /** Distance along the view direction; 0 or negative behind the camera. */
  readonly depth: number;
}

/** Focal length as a multiple of the free area's longer side; long enough to avoid strong perspective. */
const FOCAL_LENGTH = 1.7;
const HIGHEST_ELEVATION = 1.45;

/** Unit vectors of the camera: to its right, up, and backwards (from the target to the camera). */
export function cameraAxes({ azimuth, elevation }: Pick<CameraPose, 'azimuth' | 'elevation'>): {
  readonly right: Vector;
  readonly up: Vector;
  readonly back: Vector;
} {
  const [cosA, sinA] = [Math.cos(azimuth), Math.sin(azimuth)];
  const [cosE, sinE] = [Math.cos(elevation), Math.sin(elevation)];
  return {
    right: { x: cosA, y: 0, z: -sinA },
    up: { x: -sinA * sinE, y: cosE, z: -cosA * sinE },
    back: { x: sinA * cosE, y: sinE, z: cosA * cosE },
  };
}

/** Focal length in CSS pixels. */
export function focalLength({ width, height }: Size): number {
  return FOCAL_LENGTH * Math.max(width, height);
}

/** A function that projects points of the scene to the screen; the target is in the middle of the free area. */
export function projector(pose: CameraPose, freeArea: Rectangle): (point: Vector) => ScreenPoint {
  const { right, up, back } = cameraAxes(pose);
  const focal = focalLength(freeArea);
  return (point) => {
    const offset = addScaled(point, pose.target, -1);
    const depth = pose.distance - dot(back, offset);
    return {
      x: freeArea.left + freeArea.width / 2 + (dot(right, offset) * focal) / depth,
      y: freeArea.top + freeArea.height / 2 - (dot(up, offset) * focal) / depth,
      depth,
    };
  };
}

/**
 * The same projection as a column-major matrix for the GPU. Clip z is always 0, so nothing is clipped by depth;
 * clip w is the depth along the view direction.
 */
export function projectionMatrix(
  pose: CameraPose,
  freeArea: Rectangle,
  viewport: Size,
): Float32Array {
  const { right, up, back } = cameraAxes(pose);
  const focal = focalLength(freeArea);
  const [scaleX, scaleY] = [(2 * focal) / viewport.width, (2 * focal) / viewport.height];
  const centreX = (2 * (freeArea.left + freeArea.width / 2)) / viewport.width - 1;
  const centreY = 1 - (2 * (freeArea.top + freeArea.height / 2)) / viewport.height;
  const w = { x: -back.x, y: -back.y, z: -back.z };
  const x = addScaled({ x: 0, y: 0, z: 0 }, right, scaleX);
  const y = addScaled({ x: 0, y: 0, z: 0 }, up, scaleY);
  const rows = [
    row(addScaled(x, w, centreX), pose, centreX),
    row(addScaled(y, w, centreY), pose, centreY),
    [0, 0, 0, 0],
    row(w, pose, 1),
  ];
  return Float32Array.from({ length: 16 }, (_, i) => rows[i % 4]?.[Math.floor(i / 4)] ?? 0);
}

/** The pose turned by two angles, stopping short of the poles. */
export function orbited(pose: CameraPose, azimuth: number, elevation: number): CameraPose {
  const highest = HIGHEST_ELEVATION;
  const raised = Math.min(highest, Math.max(-highest, pose.elevation + elevation));
  return { ...pose, azimuth: pose.azimuth + azimuth, elevation: raised };
}

/** The pose moved so that a point at the target's depth shifts by `dx` and `dy` CSS pixels on screen. */
export function panned(pose: CameraPose, dx: number, dy: number, freeArea: Rectangle): CameraPose {
  const { right, up } = cameraAxes(pose);
  const scale = pose.distance / focalLength(freeArea);
  const target = addScaled(addScaled(pose.target, right, -dx * scale), up, dy * scale);
  return { ...pose, target };
}

/** The pose moved closer (factor below 1) or farther away. */
export function zoomed(pose: CameraPose, factor: number): CameraPose {
  return { ...pose, distance: pose.distance * factor };
}

/** A row of the matrix: the linear part, and the constant part that comes from the camera position. */
function row(axis: Vector, pose: CameraPose, distanceFactor: number): number[] {
  const constant = distanceFactor * pose.distance - dot(axis, pose.target);
  return [axis.x, axis.y, axis.z, constant];
}
