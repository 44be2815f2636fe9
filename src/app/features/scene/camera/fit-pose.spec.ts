import { projector } from './camera-pose.ts';
import { fitPose } from './fit-pose.ts';
import { layerCorners, layoutNetwork } from '../geometry/network-layout.ts';

const FREE_AREAS = {
  '1280x800 beside a pad': { left: 360, top: 60, width: 640, height: 620 },
  '1024x768': { left: 0, top: 0, width: 1024, height: 768 },
  '820x1180 above a pad': { left: 16, top: 60, width: 788, height: 520 },
  '390x844 phone': { left: 8, top: 50, width: 374, height: 300 },
  'a slit': { left: 0, top: 0, width: 300, height: 60 },
};
const NETWORKS = [
  [784, 10],
  [784, 128, 64, 10],
  [784, 512, 512, 512, 512, 512, 512, 10],
];

describe('fitPose', () => {
  it('shows the whole of any network inside any free area, touching two opposite sides', () => {
    for (const [name, freeArea] of Object.entries(FREE_AREAS)) {
      for (const architecture of NETWORKS) {
        const points = layoutNetwork(architecture, freeArea.width / freeArea.height).layers.flatMap(
          layerCorners,
        );
        for (const [azimuth, elevation] of [
          [0, 0],
          [-0.2, 0.1],
          [2, -0.5],
        ] as const) {
          const pose = fitPose(points, { azimuth, elevation }, freeArea);
          const screenPoints = points.map(projector(pose, freeArea));
          const xs = screenPoints.map(({ x }) => x - freeArea.left);
          const ys = screenPoints.map(({ y }) => y - freeArea.top);
          const gaps = [
            [Math.min(...xs), freeArea.width - Math.max(...xs)],
            [Math.min(...ys), freeArea.height - Math.max(...ys)],
          ];
          const tightest = Math.min(...gaps.map((pair) => Math.max(...pair)));
          expect(Math.min(...gaps.flat()))
            .withContext(name)
            .toBeGreaterThan(-1e-6);
          expect(tightest).withContext(name).toBeLessThan(1e-6);
        }
      }
    }
  });

  it('keeps margins free', () => {
    const freeArea = FREE_AREAS['1024x768'];
    const margins = { left: 10, right: 60, top: 20, bottom: 40 };
    const points = layoutNetwork([784, 32, 10]).layers.flatMap(layerCorners);
    const pose = fitPose(points, { azimuth: 0.1, elevation: 0.1 }, freeArea, margins);
    for (const { x, y } of points.map(projector(pose, freeArea))) {
      expect(x).toBeGreaterThan(10 - 1e-6);
      expect(x).toBeLessThan(1024 - 60 + 1e-6);
      expect(y).toBeGreaterThan(20 - 1e-6);
      expect(y).toBeLessThan(768 - 40 + 1e-6);
    }
  });

  it('finds the distance of a square by hand', () => {
    // A square of side 2, head on, in a free area of 100 by 200: focal length 340, half the width 50.
    // 340 / d = 50 / 1, so d = 6.8.
    const square = [-1, 1].flatMap((x) => [-1, 1].map((y) => ({ x, y, z: 0 })));
    const freeArea = { left: 0, top: 0, width: 100, height: 200 };
    const pose = fitPose(square, { azimuth: 0, elevation: 0 }, freeArea);
    expect(pose.distance).toBeCloseTo(6.8, 9);
    expect(pose.target.x).toBeCloseTo(0, 9);
  });
});
