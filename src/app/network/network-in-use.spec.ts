import { perceptronSpec, UNCALIBRATED, type Checkpoint, type CheckpointMetrics } from '#model';
import { hasLearned, type NetworkInUse } from './network-in-use.ts';

const PARTS = { network: perceptronSpec([784, 10]), calibration: UNCALIBRATED, weights: [] };

function checkpointWith(metrics: CheckpointMetrics): NetworkInUse {
  const checkpoint: Checkpoint = {
    id: 'a',
    order: 0,
    label: 'a',
    kind: 'approx',
    targetImages: 0,
    imagesSeen: 0,
    batchesSeen: 0,
    datasetPasses: 0,
    description: '',
    metrics,
    shard: { path: '0.json' },
  };
  return { ...PARTS, origin: { kind: 'checkpoint', index: 0, checkpoint } };
}

describe('hasLearned', () => {
  for (const [name, inUse, expected] of [
    ['no network', undefined, true],
    [
      'a checkpoint that reads 59.9 % of the test images',
      checkpointWith({ testAccuracy: 0.599 }),
      false,
    ],
    ['one that reads 60 %', checkpointWith({ testAccuracy: 0.6 }), true],
    ['one that has not been measured', checkpointWith({}), true],
    ['a network in training', { ...PARTS, origin: { kind: 'live' } }, true],
    [
      'a network that begins to train',
      { ...PARTS, origin: { kind: 'live', hasLearned: false } },
      false,
    ],
  ] as const) {
    it(`is ${expected} of ${name}`, () => {
      expect(hasLearned(inUse)).toBe(expected);
    });
  }
});
