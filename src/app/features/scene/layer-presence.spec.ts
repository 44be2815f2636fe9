import { CameraRig } from './camera/camera-rig.ts';
import { layoutNetwork } from './geometry/network-layout.ts';
import { layerPresence, PresenceFade } from './layer-presence.ts';

const LAYOUT = layoutNetwork([784, 128, 64, 10]);

describe('layerPresence', () => {
  const rig = new CameraRig();
  rig.setStage(LAYOUT, { left: 0, top: 0, width: 900, height: 600 }, true);

  it('is full at home, and wherever someone has turned the network by hand', () => {
    expect(layerPresence('home', LAYOUT.layers, rig.pose)).toEqual([1, 1, 1, 1]);
    expect(layerPresence(undefined, LAYOUT.layers, rig.pose)).toEqual([1, 1, 1, 1]);
  });

  it('leaves only a hint of the layers that are not looked at', () => {
    for (const layer of LAYOUT.layers.keys()) {
      rig.show({ layer }, true);
      const presence = layerPresence({ layer }, LAYOUT.layers, rig.pose);
      expect(presence[layer]).toBe(1);
      const others = presence.filter((_, other) => other !== layer);
      expect(Math.max(...others)).toBeLessThanOrEqual(0.08);
    }
  });

  it('hides what stands between the camera and the layer that is looked at', () => {
    const [first, ...others] = LAYOUT.layers;
    if (!first) throw new Error('expected layers');
    const pose = { target: first.centre, azimuth: 0, elevation: 0, distance: 10 };
    const at = (z: number) => ({ ...first, centre: { ...first.centre, z: first.centre.z + z } });
    // 10 away is the one that is looked at; the others are 7, 5 and 12 away.
    const layers = [first, at(3), at(5), at(-2)];
    expect(others.length).toBe(3);
    expect(layerPresence({ layer: 0 }, layers, pose)).toEqual([1, 0.08, 0, 0.08]);
  });
});

describe('PresenceFade', () => {
  it('follows softly while the camera moves, and has arrived when it stands', () => {
    const fade = new PresenceFade();
    expect(fade.step([1, 1], 16, false)).toEqual([1, 1]);
    const [, second = NaN] = fade.step([1, 0], 80, true);
    expect(second).toBeCloseTo(Math.exp(-1), 9);
    expect(fade.step([1, 0], 16, false)).toEqual([1, 0]);
    expect(fade.values).toEqual([1, 0]);
    // Another network: nothing to fade from.
    expect(fade.step([0.5, 1, 1], 16, true)).toEqual([0.5, 1, 1]);
  });
});
