import type { Checkpoint } from '#model';
import { trainingCurves } from './training-curves.ts';

describe('trainingCurves', () => {
  const at = (testAccuracy?: number, averageTrainingLoss?: number): Checkpoint => ({
    id: 'x',
    order: 0,
    label: '',
    kind: 'approx',
    targetImages: 0,
    imagesSeen: 0,
    batchesSeen: 0,
    datasetPasses: 0,
    description: '',
    shard: { path: 'x.json' },
    metrics: {
      ...(testAccuracy !== undefined && { testAccuracy }),
      ...(averageTrainingLoss !== undefined && { averageTrainingLoss }),
    },
  });

  it('draws accuracy from the bottom and loss from the top, one step per checkpoint', () => {
    const curves = trainingCurves([at(0.1), at(0.6, 2), at(0.99, 0.5)]);
    expect(curves.accuracy).toBe('M0 0.9L1 0.4L2 0.01');
    expect(curves.accuracyArea).toBe('M0 0.9L1 0.4L2 0.01L2 1L0 1Z');
    expect(curves.loss).toBe('M1 0L2 0.75');
  });

  it('leaves out what was not measured', () => {
    expect(trainingCurves([at(0.1), at(), at(0.9)]).accuracy).toBe('M0 0.9L2 0.1');
    expect(trainingCurves([at(), at()])).toEqual({ accuracy: '', accuracyArea: '', loss: '' });
    expect(trainingCurves([])).toEqual({ accuracy: '', accuracyArea: '', loss: '' });
  });
});
