import { JsonField, parseJson } from './json-field.ts';
import { MILESTONE_KINDS, type MilestoneKind } from './milestones.ts';
import { sizeProblem } from './network-limits.ts';
import {
  ACTIVATIONS,
  architectureOf,
  type LayerSpec,
  type NetworkSpec,
  type Normalization,
} from './network-spec.ts';
import { isInsideExport } from './shard-path.ts';

/** The measurements of a checkpoint. */
export interface CheckpointMetrics {
  /** Share of test images classified correctly, 0..1. */
  readonly testAccuracy?: number;
  /** Mean cross-entropy over the images of the current pass so far, in nats. */
  readonly averageTrainingLoss?: number;
}

/** The file of a checkpoint's weights. */
export interface ShardReference {
  /** Relative to the manifest. */
  readonly path: string;
  /** Lower-case hex of the file; missing in the seed's exports. */
  readonly sha256?: string;
  /** Length of the file; missing in the seed's exports. */
  readonly bytes?: number;
}

/** One moment of training: an entry of the manifest's timeline. */
export interface Checkpoint {
  readonly id: string;
  readonly order: number;
  readonly label: string;
  readonly kind: MilestoneKind;
  readonly targetImages: number;
  readonly imagesSeen: number;
  readonly batchesSeen: number;
  /** Images seen divided by the size of the data set. */
  readonly datasetPasses: number;
  readonly datasetMultiple?: number;
  readonly description: string;
  readonly metrics: CheckpointMetrics;
  readonly shard: ShardReference;
}

/** A manifest of export format version 2: the network and its checkpoints, without weights. */
export interface Manifest {
  readonly network: NetworkSpec;
  /** Sorted by order. */
  readonly timeline: readonly Checkpoint[];
  /** How the weights were made (recipe, seed, engine, versions); missing in the seed's exports. */
  readonly training?: Readonly<Record<string, unknown>>;
}

/** Far beyond any real network; even larger values give infinite inputs and NaN answers. */
const LARGEST_INPUT = 1e6;

/**
 * Parses a manifest of format version 2, with or without hashes.
 * @param file name or URL for error messages
 * @throws FormatError that names the field
 */
export function parseManifest(text: string, file: string): Manifest {
  const root = new JsonField(file, parseJson(text, file));
  root.get('version').oneOf(2);
  root.get('dtype').oneOf('float16');
  root.get('weights').get('storage').oneOf('per_snapshot_files');
  root.get('weights').get('format').oneOf('layer_array_v1');
  root.get('weights').get('precision').oneOf('float16');
  const network = parseNetwork(root.get('network'));
  const timeline = parseTimeline(root.get('timeline'));
  if (!root.has('training')) return { network, timeline };
  return { network, timeline, training: root.get('training').record() };
}

/** Writes a manifest as the seed does: JSON, two spaces, a final newline. */
export function formatManifest({ network, timeline, training }: Manifest): string {
  const first = network.layers[0];
  const last = network.layers.at(-1);
  const json = {
    version: 2,
    dtype: 'float16',
    weights: { storage: 'per_snapshot_files', format: 'layer_array_v1', precision: 'float16' },
    network: {
      architecture: architectureOf(network),
      layers: network.layers.map((layer, index) => ({
        layer_index: index,
        type: 'dense',
        name: layer.name,
        activation: layer.activation,
        weight_shape: [layer.outputs, layer.inputs],
        bias_shape: [layer.outputs],
      })),
      input_dim: first?.inputs,
      output_dim: last?.outputs,
      normalization: network.normalization,
    },
    training,
    timeline: timeline.map((checkpoint) => ({
      id: checkpoint.id,
      order: checkpoint.order,
      label: checkpoint.label,
      kind: checkpoint.kind,
      target_images: checkpoint.targetImages,
      images_seen: checkpoint.imagesSeen,
      batches_seen: checkpoint.batchesSeen,
      dataset_passes: checkpoint.datasetPasses,
      dataset_multiple: checkpoint.datasetMultiple,
      description: checkpoint.description,
      metrics: {
        test_accuracy: checkpoint.metrics.testAccuracy,
        avg_training_loss: checkpoint.metrics.averageTrainingLoss,
      },
      weights: {
        path: checkpoint.shard.path,
        dtype: 'float16',
        format: 'layer_array_v1',
        sha256: checkpoint.shard.sha256,
        bytes: checkpoint.shard.bytes,
      },
    })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function parseNetwork(field: JsonField): NetworkSpec {
  const architectureField = field.get('architecture');
  const architecture = architectureField.items().map((item) => item.integer(1));
  const layerFields = field.get('layers').items();
  if (architecture.length < 2) throw architectureField.error('at least two sizes');
  const problem = sizeProblem(architecture);
  if (problem) throw architectureField.error(problem.expected, problem.found);
  if (layerFields.length !== architecture.length - 1) {
    const expected = `${architecture.length - 1} layers for architecture [${architecture.join(', ')}]`;
    throw field.get('layers').error(expected, `${layerFields.length}`);
  }
  const layers = layerFields.map((layer, index): LayerSpec => {
    const inputs = architecture[index] ?? 0;
    const outputs = architecture[index + 1] ?? 0;
    layer.get('layer_index').oneOf(index);
    layer.get('type').oneOf('dense');
    layer.get('weight_shape').shape(outputs, inputs);
    layer.get('bias_shape').shape(outputs);
    const activation = layer.get('activation').oneOf(...ACTIVATIONS);
    return { name: layer.get('name').string(), activation, inputs, outputs };
  });
  field.get('input_dim').oneOf(architecture[0] ?? 0);
  field.get('output_dim').oneOf(architecture.at(-1) ?? 0);
  return { layers, normalization: parseNormalization(field.get('normalization')) };
}

function parseNormalization(field: JsonField): Normalization {
  const [mean, std] = [field.get('mean'), field.get('std')];
  if (std.number() <= 0) throw std.error('a number above 0');
  if (Math.max(Math.abs(mean.number()), 1) / std.number() > LARGEST_INPUT) {
    throw field.error(`pixels that become inputs of at most ${LARGEST_INPUT}`);
  }
  return { mean: mean.number(), std: std.number() };
}

function parseTimeline(field: JsonField): Checkpoint[] {
  const entries = field.items();
  if (entries.length === 0) throw field.error('at least one checkpoint');
  const orders = new Set<number>();
  const ids = new Set<string>();
  const timeline = entries.map((entry) => {
    const checkpoint = parseCheckpoint(entry);
    if (orders.has(checkpoint.order)) throw entry.get('order').error('an order of its own');
    if (ids.has(checkpoint.id)) throw entry.get('id').error('an id of its own');
    orders.add(checkpoint.order);
    ids.add(checkpoint.id);
    return checkpoint;
  });
  return timeline.sort((a, b) => a.order - b.order);
}

function parseCheckpoint(entry: JsonField): Checkpoint {
  const metrics = entry.get('metrics');
  const accuracy = metrics.has('test_accuracy') ? metrics.get('test_accuracy') : undefined;
  const loss = metrics.has('avg_training_loss') ? metrics.get('avg_training_loss') : undefined;
  if (accuracy !== undefined && accuracy.number(0) > 1) throw accuracy.error('a share from 0 to 1');
  return {
    id: entry.get('id').string(),
    order: entry.get('order').integer(0),
    label: entry.get('label').string(),
    kind: entry.get('kind').oneOf(...MILESTONE_KINDS),
    targetImages: entry.get('target_images').integer(0),
    imagesSeen: entry.get('images_seen').integer(0),
    batchesSeen: entry.get('batches_seen').integer(0),
    datasetPasses: entry.get('dataset_passes').number(0),
    ...(entry.has('dataset_multiple') && {
      datasetMultiple: entry.get('dataset_multiple').number(0),
    }),
    description: entry.get('description').string(),
    metrics: {
      ...(accuracy && { testAccuracy: accuracy.number(0) }),
      ...(loss && { averageTrainingLoss: loss.number(0) }),
    },
    shard: parseShardReference(entry.get('weights')),
  };
}

function parseShardReference(field: JsonField): ShardReference {
  field.get('dtype').oneOf('float16');
  field.get('format').oneOf('layer_array_v1');
  const path = field.get('path');
  if (!isInsideExport(path.string())) throw path.error('a relative path inside the export');
  const sha256 = field.has('sha256') ? field.get('sha256') : undefined;
  if (sha256 && !/^[0-9a-f]{64}$/.test(sha256.string())) {
    throw sha256.error('64 lower-case hex digits');
  }
  return {
    path: path.string(),
    ...(sha256 && { sha256: sha256.string() }),
    ...(field.has('bytes') && { bytes: field.get('bytes').integer(1) }),
  };
}
