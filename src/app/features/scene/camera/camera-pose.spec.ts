import {
  cameraAxes,
  orbited,
  panned,
  projectionMatrix,
  projector,
  zoomed,
  type CameraPose,
} from './camera-pose.ts';
import { dot } from '../geometry/vector.ts';

const FREE_AREA = { left: 300, top: 50, width: 600, height: 400 };
const VIEWPORT = { width: 1000, height: 500 };
const POSE: CameraPose = {
  target: { x: 0.5, y: -0.25, z: 1 },
  azimuth: 0.4,
  elevation: 0.2,
  distance: 6,
};

describe('camera pose', () => {
  it('looks along -z at azimuth 0, and from the right at a quarter turn', () => {
    expect(cameraAxes({ azimuth: 0, elevation: 0 })).toEqual({
      right: { x: 1, y: 0, z: -0 },
      up: { x: -0, y: 1, z: -0 },
      back: { x: 0, y: 0, z: 1 },
    });
    const { back, right } = cameraAxes({ azimuth: Math.PI / 2, elevation: 0 });
    expect(back.x).toBeCloseTo(1, 12);
    expect(right.z).toBeCloseTo(-1, 12);
  });

  it('has axes of length 1 at right angles', () => {
    const { right, up, back } = cameraAxes(POSE);
    for (const [a, b] of [
      [right, up],
      [right, back],
      [up, back],
    ] as const) {
      expect(dot(a, b)).toBeCloseTo(0, 12);
    }
    for (const axis of [right, up, back]) expect(dot(axis, axis)).toBeCloseTo(1, 12);
  });

  it('shows its target in the middle of the free area', () => {
    const { x, y, depth } = projector(POSE, FREE_AREA)(POSE.target);
    expect([x, y, depth]).toEqual([600, 250, 6]);
  });

  it('projects by similar triangles', () => {
    // Focal length 1.7 * 600 px = 1020 px; one unit to the right at distance 5 is 204 px.
    const front: CameraPose = {
      target: { x: 0, y: 0, z: 0 },
      azimuth: 0,
      elevation: 0,
      distance: 5,
    };
    const { x, y } = projector(front, FREE_AREA)({ x: 1, y: 0.5, z: 0 });
    expect(x).toBeCloseTo(600 + 204, 9);
    expect(y).toBeCloseTo(250 - 102, 9);
  });

  it('gives the GPU the same projection as the page', () => {
    const matrix = projectionMatrix(POSE, FREE_AREA, VIEWPORT);
    for (const point of [
      { x: 0, y: 0, z: 0 },
      { x: 2, y: 1, z: -1 },
      { x: -1.5, y: 0.3, z: 0.7 },
    ]) {
      const clip = [0, 1, 2, 3].map(
        (row) =>
          (matrix[row] ?? 0) * point.x +
          (matrix[row + 4] ?? 0) * point.y +
          (matrix[row + 8] ?? 0) * point.z +
          (matrix[row + 12] ?? 0),
      );
      const [x = 0, y = 0, , w = 1] = clip;
      const expected = projector(POSE, FREE_AREA)(point);
      expect(((x / w + 1) / 2) * VIEWPORT.width).toBeCloseTo(expected.x, 2);
      expect(((1 - y / w) / 2) * VIEWPORT.height).toBeCloseTo(expected.y, 2);
      expect(w).toBeCloseTo(expected.depth, 4);
    }
  });

  it('turns, but never over a pole', () => {
    expect(orbited(POSE, 0.1, 0).azimuth).toBeCloseTo(0.5, 12);
    expect(orbited(POSE, 0, 0.3).elevation).toBeCloseTo(0.5, 12);
    const [highest, lowest] = [9, -9].map((angle) => orbited(POSE, 0, angle).elevation);
    expect(highest).toBeCloseTo(1.45, 12);
    expect(lowest).toBeCloseTo(-1.45, 12);
  });

  it('moves what it looks at with the pointer', () => {
    const before = projector(POSE, FREE_AREA)(POSE.target);
    const after = projector(panned(POSE, 40, -25, FREE_AREA), FREE_AREA)(POSE.target);
    expect(after.x - before.x).toBeCloseTo(40, 6);
    expect(after.y - before.y).toBeCloseTo(-25, 6);
  });

  it('zooms in by a factor', () => {
    expect(zoomed(POSE, 0.5).distance).toBe(3);
  });
});
