import { projector } from './camera-pose.ts';
import type { Rectangle } from '../../../platform/rectangle.ts';
import { CameraRig } from './camera-rig.ts';
import { layerCorners, layoutNetwork } from '../geometry/network-layout.ts';

const LAYOUT = layoutNetwork([784, 32, 10]);
const FREE_AREA: Rectangle = { left: 100, top: 0, width: 800, height: 600 };

function isWholeInside(rig: CameraRig, freeArea: Rectangle): boolean {
  return LAYOUT.layers
    .flatMap(layerCorners)
    .map(projector(rig.pose, freeArea))
    .every(
      ({ x, y }) =>
        x >= freeArea.left &&
        x <= freeArea.left + freeArea.width &&
        y >= freeArea.top &&
        y <= freeArea.top + freeArea.height,
    );
}

describe('CameraRig', () => {
  let rig: CameraRig;
  beforeEach(() => {
    rig = new CameraRig();
    rig.setStage(LAYOUT, FREE_AREA, true);
  });

  it('shows the whole network at home', () => {
    expect(isWholeInside(rig, FREE_AREA)).toBeTrue();
    expect(rig.view).toBe('home');
  });

  it('looks at each layer head on', () => {
    LAYOUT.layers.forEach((layout, layer) => {
      rig.show({ layer }, true);
      const screenPoints = layerCorners(layout).map(projector(rig.pose, FREE_AREA));
      const depths = screenPoints.map(({ depth }) => depth);
      expect(Math.max(...depths) - Math.min(...depths)).toBeLessThan(1e-9);
    });
  });

  it('moves smoothly unless told to jump', () => {
    const start = rig.pose.azimuth;
    rig.show({ layer: 0 }, false);
    expect(rig.pose.azimuth).toBe(start);
    expect(rig.step(0.1)).toBeTrue();
    expect(rig.pose.azimuth).not.toBe(start);
    let steps = 0;
    while (rig.step(0.05) && steps < 200) steps++;
    expect(steps).toBeLessThan(60);
    const arrived = rig.pose;
    rig.show({ layer: 0 }, true);
    expect(rig.pose).toEqual(arrived);
  });

  it('follows the free area at home, and stays where the visitor has moved it', () => {
    const narrow = { ...FREE_AREA, width: 400 };
    rig.setStage(LAYOUT, narrow, true);
    expect(isWholeInside(rig, narrow)).toBeTrue();
    rig.orbit(0.5, 0);
    expect(rig.view).toBeUndefined();
    const pose = rig.pose;
    rig.setStage(LAYOUT, FREE_AREA, true);
    expect(rig.pose).toEqual(pose);
    rig.show('home', true);
    expect(isWholeInside(rig, FREE_AREA)).toBeTrue();
  });

  it('keeps the network in reach', () => {
    const home = rig.pose.distance;
    for (let i = 0; i < 100; i++) rig.zoom(0.5);
    expect(rig.pose.distance).toBeGreaterThan(0);
    for (let i = 0; i < 100; i++) rig.zoom(2);
    expect(rig.pose.distance).toBeLessThanOrEqual(home * 2.5);
    for (let i = 0; i < 100; i++) rig.pan(500, 500);
    expect(Math.abs(rig.pose.target.x)).toBeLessThan(10);
  });

  it('returns home the short way after many turns', () => {
    for (let i = 0; i < 20; i++) rig.orbit(1, 0);
    const before = rig.pose.azimuth;
    rig.show('home', false);
    while (rig.step(0.05));
    expect(Math.abs(rig.pose.azimuth - before)).toBeLessThanOrEqual(Math.PI);
  });
});
