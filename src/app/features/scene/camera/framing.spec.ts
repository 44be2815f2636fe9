import { projector } from './camera-pose.ts';
import { fitPose } from './framing.ts';
import { layerCorners, layoutNetwork } from '../geometry/network-layout.ts';

const FRAMES = {
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
  it('shows the whole of any network inside any frame, touching two opposite sides', () => {
    for (const [name, frame] of Object.entries(FRAMES)) {
      for (const architecture of NETWORKS) {
        const points = layoutNetwork(architecture, frame.width / frame.height).layers.flatMap(
          layerCorners,
        );
        for (const [azimuth, elevation] of [
          [0, 0],
          [-0.2, 0.1],
          [2, -0.5],
        ] as const) {
          const pose = fitPose(points, { azimuth, elevation }, frame);
          const screenPoints = points.map(projector(pose, frame));
          const xs = screenPoints.map(({ x }) => x - frame.left);
          const ys = screenPoints.map(({ y }) => y - frame.top);
          const gaps = [
            [Math.min(...xs), frame.width - Math.max(...xs)],
            [Math.min(...ys), frame.height - Math.max(...ys)],
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
    const frame = FRAMES['1024x768'];
    const margins = { left: 10, right: 60, top: 20, bottom: 40 };
    const points = layoutNetwork([784, 32, 10]).layers.flatMap(layerCorners);
    const pose = fitPose(points, { azimuth: 0.1, elevation: 0.1 }, frame, margins);
    for (const { x, y } of points.map(projector(pose, frame))) {
      expect(x).toBeGreaterThan(10 - 1e-6);
      expect(x).toBeLessThan(1024 - 60 + 1e-6);
      expect(y).toBeGreaterThan(20 - 1e-6);
      expect(y).toBeLessThan(768 - 40 + 1e-6);
    }
  });

  it('finds the distance of a square by hand', () => {
    // A square of side 2, head on, in a frame of 100 by 200: focal length 340, half the width 50.
    // 340 / d = 50 / 1, so d = 6.8.
    const square = [-1, 1].flatMap((x) => [-1, 1].map((y) => ({ x, y, z: 0 })));
    const frame = { left: 0, top: 0, width: 100, height: 200 };
    const pose = fitPose(square, { azimuth: 0, elevation: 0 }, frame);
    expect(pose.distance).toBeCloseTo(6.8, 9);
    expect(pose.target.x).toBeCloseTo(0, 9);
  });
});
