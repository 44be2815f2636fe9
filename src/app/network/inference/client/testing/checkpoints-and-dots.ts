import { DEFAULT_BRUSH, perceptronSpec, UNCALIBRATED, type Checkpoint } from '#model';
import type { NetworkInUse } from '../../../network-in-use.ts';
import type { Reading } from '../../shared/inference-protocol.ts';

/** A checkpoint of a network whose weights are all 0: its logits are its biases, `bias` to `bias` + 9. */
export function checkpointOf(index: number, bias = 0): NetworkInUse {
  const id = `checkpoint ${index}`;
  const checkpoint: Checkpoint = {
    id,
    order: index,
    label: id,
    kind: 'approx',
    targetImages: 0,
    imagesSeen: 0,
    batchesSeen: 0,
    datasetPasses: 0,
    description: id,
    metrics: {},
    shard: { path: 'w.json' },
  };
  return {
    network: perceptronSpec([784, 10]),
    calibration: UNCALIBRATED,
    origin: { kind: 'checkpoint', index, checkpoint },
    weights: [
      {
        weights: new Float32Array(7840),
        biases: Float32Array.from({ length: 10 }, (_, i) => bias + i),
      },
    ],
  };
}
export const checkpoint = checkpointOf(0);

/** A drawing that differs from others: a dot. */
export const dotAt = (x: number): Reading => ({
  drawing: { strokes: [{ points: [{ x, y: 14, pressure: 0.5 }], brush: DEFAULT_BRUSH }] },
  isPrepared: true,
  isRough: false,
  ranking: { strongest: 24, rankBy: 'contribution' },
});
