import type { ReadCheckpoint, ReadNetwork } from '#formats';
import { FormatError, type NetworkSpec } from '#model';
import { libraryAddress } from '../../library-address.ts';
import { fingerprintOf } from '../../library/worker/check-files.ts';
import { decodeWeights } from '../../library/worker/checkpoint-bytes.ts';
import type { Prediction } from '../../prediction.ts';
import { faceOf } from '../../library/worker/face-of.ts';
import { keepNetwork } from '../../library/worker/keep-network.ts';
import type { LibraryStore } from '../../library/worker/library-store.ts';
import { trainingOf } from '../shared/lab-history.ts';
import type { RunMilestone } from './run-point.ts';
import type { RunRecord } from './run-record.ts';

/**
 * Keeps a run as a network of the library, with its milestones as checkpoints, and its history.
 * @param datasetSize digits that it learned from
 * @returns its address
 * @throws FormatError for a run whose weights are beyond numbers; StorageFailure, and nothing of it is kept
 */
export async function keepRun(
  store: LibraryStore,
  record: RunRecord,
  {
    spec,
    name,
    prediction,
    datasetSize,
    nowMs,
  }: {
    readonly spec: NetworkSpec;
    readonly name: string;
    readonly prediction: Prediction | undefined;
    readonly datasetSize: number;
    readonly nowMs: number;
  },
): Promise<string> {
  const checkpoints = record.milestones.map((milestone, order) =>
    checkpointOf(milestone, order, spec, datasetSize),
  );
  const last = checkpoints.at(-1);
  if (!last) throw new FormatError(name, 'the run', 'one that has begun', 'none');
  const { settings, curve, changes, isRepeatable, exam } = record;
  const network: ReadNetwork = {
    ...{ spec, checkpoints },
    training: trainingOf({
      ...{ settings, curve, changes, isRepeatable, exam },
      ...(prediction && { prediction }),
    }),
  };
  const key = await keepNetwork(
    store,
    {
      ...{ network, name, origin: { kind: 'lab' }, precision: 'float16', score: undefined },
      fingerprint: fingerprintOf(network),
      face: faceOf(spec, last.weights),
      evaluations: record.milestones.map(({ answers }) => answers),
    },
    nowMs,
  );
  return libraryAddress(key);
}

function checkpointOf(
  { milestone, images, batches, weights, point, trainingLoss }: RunMilestone,
  order: number,
  spec: NetworkSpec,
  datasetSize: number,
): ReadCheckpoint {
  const decoded = decodeWeights(weights, spec, 'float16', milestone.id);
  const isFinite = decoded.every((layer) =>
    [layer.weights, layer.biases].every((values) => values.every(Number.isFinite)),
  );
  if (!isFinite) {
    throw new FormatError(milestone.id, 'weights', 'numbers', 'some that are infinite or none');
  }
  const { id, label, kind, targetImages, datasetMultiple } = milestone;
  return {
    moment: {
      ...{ id, order, label, kind, targetImages, imagesSeen: images, batchesSeen: batches },
      ...(datasetMultiple !== undefined && { datasetMultiple }),
      datasetPasses: images / datasetSize,
      description: '',
      metrics: {
        testAccuracy: point.accuracy,
        ...(isNumber(trainingLoss) && { averageTrainingLoss: trainingLoss }),
      },
    },
    weights: decoded,
  };
}

/** Losses can be beyond numbers where weights are not. */
function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}
