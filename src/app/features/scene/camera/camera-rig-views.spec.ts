import { CameraRig } from './camera-rig.ts';
import { projector } from './camera-pose.ts';
import { layerCorners, type LayerLayout, type NetworkLayout } from '../geometry/network-layout.ts';

/** A plane of 2 by 2 world units that faces the viewer. */
const plane = (x: number, z: number): LayerLayout => ({
  kind: 'grid',
  ...{ first: 0, count: 1, columns: 1, rows: 1, spacing: 1, radius: 1 },
  centre: { x, y: 0, z },
  right: { x: 1, y: 0, z: 0 },
  up: { x: 0, y: 1, z: 0 },
  normal: { x: 0, y: 0, z: 1 },
});

const layoutOf = (...layers: LayerLayout[]): NetworkLayout => ({
  layers,
  positions: new Float32Array(),
});

/** Both at the same depth from the front. */
const TWO = layoutOf(plane(-3, 0), plane(3, 0));
/** 8 wide and 2 high. */
const WIDE_PLANE: LayerLayout = { ...plane(0, 0), columns: 4, spacing: 2 };
const WIDE = layoutOf(WIDE_PLANE);
const SQUARE = { left: 0, top: 0, width: 1000, height: 1000 };

/** A rig that looks at the first layer, head on. */
function rigOf(layout: NetworkLayout, freeArea = SQUARE): CameraRig {
  const rig = new CameraRig();
  rig.setStage(layout, freeArea, true);
  rig.show({ layer: 0 }, true);
  return rig;
}

/** Left, right, top and bottom of all layers on the screen. */
function bounds(layout: NetworkLayout, rig: CameraRig, freeArea = SQUARE): number[] {
  const points = layout.layers.flatMap(layerCorners).map(projector(rig.pose, freeArea));
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
}

describe('CameraRig and the network', () => {
  it('leaves room for names to the right of a layer and below it', () => {
    const [left, right] = bounds(WIDE, rigOf(WIDE));
    expect(left).toBeCloseTo(28, 6);
    expect(right).toBeCloseTo(1000 - 1.6 * 28, 6);
    const high = layoutOf({ ...plane(0, 0), rows: 9 });
    const [, , top, bottom] = bounds(high, rigOf(high));
    expect(top).toBeCloseTo(0.6 * 40, 6);
    expect(bottom).toBeCloseTo(1000 - 40, 6);
  });

  it('leaves less room on a small page: a twentieth of its width, two twenty-fifths of its height', () => {
    const small = { left: 0, top: 0, width: 200, height: 100 };
    const [left, right] = bounds(WIDE, rigOf(WIDE, small), small);
    expect(left).toBeCloseTo(10, 6);
    expect(right).toBeCloseTo(200 - 16, 6);
    const high = layoutOf({ ...plane(0, 0), rows: 9 });
    const [, , top, bottom] = bounds(high, rigOf(high, small), small);
    expect(top).toBeCloseTo(4.8, 6);
    expect(bottom).toBeCloseTo(100 - 8, 6);
  });

  it('comes nearer for a small layer than for a wide one', () => {
    const rig = rigOf(layoutOf(WIDE_PLANE, plane(3, 0)));
    const wide = rig.pose.distance;
    rig.show({ layer: 1 }, true);
    // 2 units across instead of 8.
    expect(wide / rig.pose.distance).toBeCloseTo(4, 6);
    expect(rig.pose.target.x).toBeGreaterThan(2.9);
  });

  it('knows how near and how far the network is', () => {
    const deep = layoutOf(plane(-3, 1), plane(3, -4));
    const rig = rigOf(deep);
    const { distance, target } = rig.pose;
    const [near, far] = rig.depthRange();
    expect(near).toBeCloseTo(distance + target.z - 1, 9);
    expect(far - near).toBeCloseTo(5, 9);
  });

  it('stays where it is without a network, and for a layer that there is not', () => {
    const rig = new CameraRig();
    const start = rig.pose;
    for (const view of ['home', { layer: 0 }] as const) rig.show(view, true);
    expect(rig.pose).toEqual(start);
    expect(rig.depthRange()).toEqual([0, 1]);
    const withNetwork = rigOf(TWO);
    const headOn = withNetwork.pose;
    withNetwork.show({ layer: 2 }, true);
    expect(withNetwork.pose).toEqual(headOn);
  });
});

describe('CameraRig moved by hand', () => {
  it('shifts what is in the middle with the pointer', () => {
    const rig = rigOf(TWO);
    const middle = rig.pose.target;
    rig.pan(34, 0);
    const { x } = projector(rig.pose, SQUARE)(middle);
    expect(x).toBeCloseTo(500 + 34, 6);
    expect(rig.view).toBeUndefined();
  });

  it('pans no farther than the network’s own edges', () => {
    const rig = rigOf(TWO);
    const far = 1e6;
    rig.pan(far, far);
    expect([rig.pose.target.x, rig.pose.target.y]).toEqual([-4, 1]);
    rig.pan(-far, -far);
    expect([rig.pose.target.x, rig.pose.target.y]).toEqual([4, -1]);
    const deep = layoutOf(plane(-3, 1), plane(3, -4));
    const fromTheSide = rigOf(deep);
    fromTheSide.orbit(Math.PI / 2, 0);
    fromTheSide.pan(far, 0);
    expect(fromTheSide.pose.target.z).toBe(1);
    fromTheSide.pan(-far, 0);
    expect(fromTheSide.pose.target.z).toBe(-4);
  });

  it('zooms from 0.08 to 2.5 times the distance that shows the whole network', () => {
    const rig = rigOf(TWO);
    rig.show('home', true);
    const home = rig.pose.distance;
    rig.zoom(1e-6);
    expect(rig.pose.distance).toBeCloseTo(0.08 * home, 9);
    rig.zoom(1e6);
    expect(rig.pose.distance).toBeCloseTo(2.5 * home, 9);
  });

  it('moves at once, also while it is on its way to a view', () => {
    const rig = rigOf(TWO);
    rig.show('home', false);
    rig.step(0.1);
    rig.zoom(0.5);
    const pose = rig.pose;
    expect(rig.step(0.1)).toBeFalse();
    expect(rig.pose).toBe(pose);
  });
});

describe('CameraRig on its way', () => {
  it('has a hundredth of each way left after 0.7 seconds', () => {
    const rig = rigOf(layoutOf(plane(-3, 1), { ...plane(3, -4), centre: { x: 3, y: 2, z: -4 } }));
    rig.show({ layer: 1 }, true);
    const to = rig.pose;
    rig.show({ layer: 0 }, true);
    rig.orbit(0.3, 0.2);
    rig.zoom(1.5);
    const from = rig.pose;
    rig.show({ layer: 1 }, false);
    rig.step(0.7);
    const left = (at: number, start: number, end: number): number => (end - at) / (end - start);
    for (const axis of ['x', 'y', 'z'] as const) {
      expect(left(rig.pose.target[axis], from.target[axis], to.target[axis]))
        .withContext(axis)
        .toBeCloseTo(0.01, 4);
    }
    for (const number of ['azimuth', 'elevation', 'distance'] as const) {
      expect(left(rig.pose[number], from[number], to[number]))
        .withContext(number)
        .toBeCloseTo(0.01, 4);
    }
  });

  it('does not jump to the end when a part of the way needs no moving', () => {
    const rig = rigOf(TWO);
    const { target } = rig.pose;
    rig.show({ layer: 1 }, false);
    expect(rig.step(0.05)).toBeTrue();
    expect(rig.pose.azimuth).toBe(0);
    expect(rig.pose.target.x).toBeGreaterThan(target.x);
    expect(rig.pose.target.x).toBeLessThan(1);
  });

  it('turns the shorter way round when more than half a turn is behind it', () => {
    const rig = new CameraRig();
    rig.setStage(TWO, SQUARE, true);
    const home = rig.pose.azimuth;
    rig.orbit(2, 0);
    rig.orbit(Math.PI - 1.8, 0);
    expect(rig.pose.azimuth).toBeCloseTo(home + Math.PI + 0.2, 9);
    rig.show('home', true);
    expect(rig.pose.azimuth).toBeCloseTo(home + 2 * Math.PI, 9);
  });
});
