import {
  formatManifest,
  formatSnapshot,
  sha256Hex,
  type Checkpoint,
  type NetworkSpec,
  type NetworkWeights,
  type ShardReference,
} from '#model';
import type { ChosenFile } from '../chosen-file.ts';
import type { ReadNetwork } from '../read-network.ts';
import { writeZip } from '../zip/write-zip.ts';

/** The seed's own name of an export. */
export const USUAL_STEM = 'mlp_weights';

/** A snapshot's text, its name in the export's folder, and what the manifest says of it. */
export interface SnapshotFile {
  readonly name: string;
  readonly text: string;
  readonly shard: ShardReference;
}

/** `approx_50` -> `001_approx-50.json`, `dataset_1_5x` -> `016_dataset-1-5x.json`. */
export function shardName(order: number, id: string): string {
  return `${String(order).padStart(3, '0')}_${id.replace(/[^a-zA-Z0-9-]/g, '-')}.json`;
}

/**
 * The file of one checkpoint's weights.
 * @param stem name of manifest and folder, e.g. `mlp_weights`
 * @throws RangeError when a weight does not fit binary16
 */
export function snapshotFile(
  stem: string,
  { order, id }: Pick<Checkpoint, 'order' | 'id'>,
  spec: NetworkSpec,
  weights: NetworkWeights,
): SnapshotFile {
  const name = shardName(order, id);
  const text = formatSnapshot(spec, weights);
  const bytes = new TextEncoder().encode(text);
  const shard = { path: `${stem}/${name}`, sha256: sha256Hex(bytes), bytes: bytes.length };
  return { name, text, shard };
}

/**
 * The files of an export in the seed's format: `<stem>.json` and `<stem>/NNN_<id>.json`. Weights are rounded to
 * binary16.
 * @throws RangeError when a weight does not fit binary16
 */
export function exportFiles(network: ReadNetwork, stem = USUAL_STEM): ChosenFile[] {
  const { spec, training, checkpoints } = network;
  const files: ChosenFile[] = [];
  const timeline = checkpoints.map(({ moment, weights }): Checkpoint => {
    const { text, shard } = snapshotFile(stem, moment, spec, weights);
    files.push({ name: shard.path, bytes: new TextEncoder().encode(text) });
    return { ...moment, shard };
  });
  const manifest = formatManifest({ network: spec, timeline, ...(training && { training }) });
  return [{ name: `${stem}.json`, bytes: new TextEncoder().encode(manifest) }, ...files];
}

/**
 * A zip that unpacks into the seed's `exports/`, and into ours. The same network gives the same bytes.
 * @throws RangeError when a weight does not fit binary16
 */
export function writeExportZip(network: ReadNetwork, stem = USUAL_STEM): Uint8Array<ArrayBuffer> {
  return writeZip(exportFiles(network, stem));
}
