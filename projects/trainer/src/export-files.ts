import { atOnce, type RunCheckpoint, type Steps } from '#engine';
import { snapshotFile } from '#formats';
import { formatManifest, type Checkpoint, type NetworkSpec } from '#model';

/** What an export is made of. */
export interface ExportContents {
  readonly spec: NetworkSpec;
  /** At least one, in the order of the timeline. */
  readonly checkpoints: readonly RunCheckpoint[];
  /** Images in the training set. */
  readonly datasetSize: number;
  /** The file whose weights the run started from; random ones unless given. */
  readonly startedFrom?: string;
  /** How the weights were made; the same on every machine, so that the bytes are. */
  readonly training: Readonly<Record<string, unknown>>;
}

/** The files of an export, ready to be written. */
export interface ExportFiles {
  /** Text of `<stem>.json`. */
  readonly manifest: string;
  /** Texts of the snapshots by their names in the folder `<stem>/`. */
  readonly shards: ReadonlyMap<string, string>;
}

/**
 * Lays out an export in the seed's format, with the hash and length of each shard.
 * @param stem name of manifest and folder, e.g. `mlp_weights`
 * @throws RangeError when a weight does not fit binary16
 */
export function layOutExport(stem: string, contents: ExportContents): ExportFiles {
  return atOnce(layOutSteps(stem, contents));
}

/** `layOutExport` in a step for each checkpoint. */
export function* layOutSteps(stem: string, contents: ExportContents): Steps<ExportFiles> {
  const shards = new Map<string, string>();
  const timeline: Checkpoint[] = [];
  for (const [order, checkpoint] of contents.checkpoints.entries()) {
    const { milestone, imagesSeen, batchesSeen, accuracy, averageTrainingLoss } = checkpoint;
    const place = { order, id: milestone.id };
    const { name, text, shard } = snapshotFile(stem, place, contents.spec, checkpoint.weights);
    shards.set(name, text);
    timeline.push({
      ...milestone,
      order,
      imagesSeen,
      batchesSeen,
      datasetPasses: imagesSeen / contents.datasetSize,
      description: describe(checkpoint, contents),
      metrics: {
        ...(accuracy !== undefined && { testAccuracy: accuracy }),
        ...(averageTrainingLoss !== undefined && { averageTrainingLoss }),
      },
      shard,
    });
    yield;
  }
  const { spec, training } = contents;
  return { manifest: formatManifest({ network: spec, timeline, training }), shards };
}

/** What the seed writes for people. */
function describe(checkpoint: RunCheckpoint, { datasetSize, startedFrom }: ExportContents): string {
  const { milestone, imagesSeen, batchesSeen } = checkpoint;
  const images = withSeparators(imagesSeen);
  const batches = `${withSeparators(batchesSeen)} batches`;
  switch (milestone.kind) {
    case 'initial':
      return `0 images processed (${startedFrom === undefined ? 'random initialisation' : `weights of ${startedFrom}`})`;
    case 'approx':
      return `${images} images processed • ${batches} • ${(imagesSeen / datasetSize).toFixed(2)}× dataset`;
    case 'dataset_multiple':
      return `${images} images • ${milestone.label} • ${batches}`;
    default:
      return milestone.kind satisfies never;
  }
}

/** 60000 -> 60,000; not the machine's locale, since the bytes have to be the same everywhere. */
function withSeparators(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
