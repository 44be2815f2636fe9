import { cameraAxes, type CameraPose } from './camera/camera-pose.ts';
import { neuronPosition } from './geometry/network-layout.ts';
import { addScaled, type Vector } from './geometry/vector.ts';
import type { SceneRenderer } from './scene-renderer.ts';
import { LEARNING_LOOK, READING_LOOK } from './lens/scene-look.ts';
import { CloseUp, poseAt } from './testing/close-up.ts';
import type { GlMeter } from './testing/gl-meter.ts';

const SIDE = 28;
/** Weights of one neuron: a warm patch of 6 by 6 pixels at the upper left, a cool one at the lower right. */
function patches(): Float32Array {
  return Float32Array.from({ length: SIDE * SIDE }, (_, pixel) => {
    const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
    const isIn = (from: number): boolean => x >= from && x < from + 6 && y >= from && y < from + 6;
    return isIn(4) ? 1 : isIn(18) ? -1 : 0;
  });
}

describe('SceneRenderer, neurons that are near', () => {
  let scene: CloseUp;
  let meter: GlMeter;
  let renderer: SceneRenderer;
  let build: CloseUp['build'];
  let show: CloseUp['show'];
  let layerAt: CloseUp['layerAt'];
  let draw: CloseUp['draw'];
  let pixelAt: CloseUp['pixelAt'];

  beforeEach(() => {
    scene = new CloseUp();
    ({ meter, renderer, build, show, layerAt, draw, pixelAt } = scene);
  });

  afterEach(() => {
    renderer.dispose();
  });

  const lightAt = (pose: CameraPose, point: Vector): number =>
    Math.max(...pixelAt(pose, point).slice(0, 3));
  /** How much of the page's background is covered, 0 to 255. */
  const coverAt = (pose: CameraPose, point: Vector): number => pixelAt(pose, point)[3];

  describe('of a layer that takes a square image', () => {
    let pose: CameraPose;

    /**
     * The middle of one of the image's pixels on the first neuron's tile.
     * @param size of the tile, as a multiple of that asleep
     */
    function onTile(x: number, y: number, size = 1): Vector {
      const { right, up, spacing } = layerAt(1);
      const middle = neuronPosition(layerAt(1), 0);
      const from = (at: number): number => ((at + 0.5) / SIDE - 0.5) * 0.88 * spacing * size;
      return addScaled(addScaled(middle, right, from(x)), up, -from(y));
    }

    /** @param distance from the first neuron; at 2 its tile is about 45 pixels wide */
    function lookFrom(distance: number): void {
      pose = poseAt(neuronPosition(layerAt(1), 0), layerAt(1).normal, distance);
      draw(pose);
    }

    beforeEach(() => {
      build([SIDE * SIDE, 2, 1]);
      renderer.setWeights([
        Float32Array.of(...patches(), ...new Float32Array(SIDE * SIDE)),
        Float32Array.of(1, 1),
      ]);
      show(new Float32Array(SIDE * SIDE), new Float32Array(2), new Float32Array(1));
    });

    it('show their weights: warm where ink raises the sum, cool where it lowers it', () => {
      lookFrom(0.6);
      const [warm, cool, empty] = [onTile(6, 6), onTile(20, 20), onTile(20, 6)].map((point) =>
        pixelAt(pose, point),
      );
      if (!warm || !cool || !empty) throw new Error('expected three colours');
      expect(warm[0]).toBeGreaterThan(60);
      expect(warm[0]).toBeGreaterThan(warm[2] * 1.5);
      expect(cool[2]).toBeGreaterThan(60);
      expect(cool[2]).toBeGreaterThan(cool[0] * 1.5);
      expect(Math.max(...empty.slice(0, 3))).toBeLessThan(30);
    });

    it('show them from behind, too, mirrored', () => {
      const { normal } = layerAt(1);
      const middle = neuronPosition(layerAt(1), 0);
      pose = poseAt(middle, addScaled({ x: 0, y: 0, z: 0 }, normal, -1), 0.6);
      draw(pose);
      const [red, , blue] = pixelAt(pose, onTile(6, 6));
      expect(red).toBeGreaterThan(blue * 1.5);
    });

    it('are brighter awake, brightest where the drawing has ink, and larger', () => {
      lookFrom(0.6);
      const beside = onTile(29, 14);
      const [asleep, outside] = [lightAt(pose, onTile(6, 6)), pixelAt(pose, beside)];
      const ink = Float32Array.from({ length: SIDE * SIDE }, (_, pixel) =>
        pixel % SIDE < 7 ? 1 : 0,
      );
      show(ink, Float32Array.of(1, 0), new Float32Array(1));
      lookFrom(0.6);
      const [withInk, without] = [onTile(5, 6, 1.4), onTile(8, 6, 1.4)].map((point) =>
        lightAt(pose, point),
      );
      expect(without).toBeGreaterThan(asleep * 0.7);
      expect(withInk).toBeGreaterThan((without ?? NaN) * 1.3);
      expect(pixelAt(pose, beside)).not.toEqual(outside);
    });

    describe('of a network that learns', () => {
      /** The light at the warm patch of the first neuron, with these values given on. */
      const warmth = (given: number, size = 1): number => {
        show(new Float32Array(SIDE * SIDE).fill(1), Float32Array.of(given, 0), Float32Array.of(0));
        lookFrom(0.6);
        return lightAt(pose, onTile(6, 6, size));
      };

      beforeEach(() => {
        renderer.setLook(LEARNING_LOOK);
      });

      it('are equally strong and large, awake or not', () => {
        const asleep = warmth(0);
        expect(asleep).toBeGreaterThan(150);
        expect(warmth(1)).toBe(asleep);
        lookFrom(0.6);
        // Beside the tile there is the light of its rim and no picture.
        expect(pixelAt(pose, onTile(6, 30))[0]).toBeLessThan(150);
      });

      it('are dark while weights are small, whatever the largest is', () => {
        const small = patches().map((weight) => weight * 0.005);
        renderer.setWeights([
          Float32Array.of(...small, ...new Float32Array(SIDE * SIDE)),
          Float32Array.of(1, 1),
        ]);
        const faint = warmth(0);
        expect(faint).toBeLessThan(60);
        renderer.setLook(READING_LOOK);
        renderer.setWeights([
          Float32Array.of(...small, ...new Float32Array(SIDE * SIDE)),
          Float32Array.of(1, 1),
        ]);
        expect(warmth(0)).toBeGreaterThan(faint * 1.5);
      });

      it('show what has changed, as far as they are asked to, and what they weigh again', () => {
        const after = Float32Array.of(...patches(), ...new Float32Array(SIDE * SIDE));
        // The warm patch was there before; the cool one has come.
        const before = after.map((weight) => Math.max(0, weight));
        renderer.setWeights([after, Float32Array.of(1, 1)], before);
        const [warm, cool] = [onTile(6, 6), onTile(20, 20)];
        lookFrom(0.6);
        expect(lightAt(pose, warm)).toBeGreaterThan(150);
        draw(pose, { compared: 1 });
        expect(lightAt(pose, warm)).toBeLessThan(30);
        const [red, , blue] = pixelAt(pose, cool);
        expect(blue).toBeGreaterThan(100);
        expect(blue).toBeGreaterThan(red * 1.5);
        draw(pose, { compared: 0.5 });
        expect(lightAt(pose, warm)).toBeGreaterThan(30);
        draw(pose, { compared: 0 });
        expect(lightAt(pose, warm)).toBeGreaterThan(150);
      });

      it('upload both once, and then draw without uploads', () => {
        const weights = Float32Array.of(...patches(), ...patches());
        lookFrom(0.6);
        meter.reset();
        renderer.setWeights(
          [weights, Float32Array.of(1, 1)],
          weights.map((w) => w / 2),
        );
        draw(pose, { compared: 1 });
        expect(meter.uploadedBytes).toBe(2 * weights.byteLength + 8);
        meter.reset();
        draw(pose, { compared: 1 });
        expect([meter.uploadedBytes, meter.draws]).toEqual([0, 3]);
      });
    });

    it('are beads from afar: without corners', () => {
      const corner = onTile(1, 1);
      lookFrom(2);
      expect(coverAt(pose, corner)).toBe(255);
      lookFrom(12);
      expect(coverAt(pose, neuronPosition(layerAt(1), 0))).toBe(255);
      expect(coverAt(pose, corner)).toBeLessThan(100);
    });

    it('are dark with weights that are all 0, not a number that is none', () => {
      renderer.setWeights([new Float32Array(2 * SIDE * SIDE), Float32Array.of(1, 1)]);
      const ink = new Float32Array(SIDE * SIDE).fill(1);
      show(ink, Float32Array.of(1, 0), new Float32Array(1));
      lookFrom(0.6);
      expect(lightAt(pose, onTile(6, 6))).toBeLessThan(30);
      expect(lightAt(pose, onTile(20, 20))).toBeLessThan(30);
    });

    it('take the weights that are there for the connections: no upload, no call more', () => {
      lookFrom(0.6);
      meter.reset();
      lookFrom(0.6);
      expect(meter.uploadedBytes).toBe(0);
      // The input plane, the hidden layer and the output; no connection carries anything.
      expect(meter.draws).toBe(3);
    });
  });

  describe('hide those behind them, from whichever side', () => {
    /** A little beside the direction, so that both are to be seen. */
    const ASIDE = 0.12;

    it('within a layer', () => {
      build([3, 4, 1]);
      const { right } = layerAt(1);
      for (const [near, far] of [
        [0, 1],
        [1, 0],
      ] as const) {
        const values = new Float32Array(4);
        values[near] = 1;
        show(new Float32Array(3), values, new Float32Array(1));
        const side = near === 0 ? -1 : 1;
        const azimuth = Math.atan2(right.x * side, right.z * side) + ASIDE;
        const { back } = cameraAxes({ azimuth, elevation: 0 });
        const pose = poseAt(neuronPosition(layerAt(1), near), back, 3);
        draw(pose);
        expect(lightAt(pose, neuronPosition(layerAt(1), near)))
          .withContext(`neuron ${near} before ${far}`)
          .toBeGreaterThan(200);
      }
    });

    it('in another layer', () => {
      build([3, 1, 1]);
      for (const [near, side] of [
        [1, -1],
        [2, 1],
      ] as const) {
        show(
          new Float32Array(3),
          ...[1, 2].map((layer) => Float32Array.of(layer === near ? 1 : 0)),
        );
        const middle = neuronPosition(layerAt(near), 0);
        const pose = poseAt(middle, { x: side, y: 0, z: 0 }, 3);
        draw(pose);
        expect(lightAt(pose, middle)).withContext(`layer ${near}`).toBeGreaterThan(200);
      }
    });
  });
});
