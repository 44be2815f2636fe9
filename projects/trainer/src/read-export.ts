import { findMilestone } from '#engine';
import {
  decodeText,
  FormatError,
  parseManifest,
  parseSnapshot,
  sha256Hex,
  type Checkpoint,
  type Manifest,
  type NetworkWeights,
} from '#model';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Reads the manifest of an export on disk.
 * @throws FormatError that names the file and what is wrong with it
 */
export function readManifest(path: string): Manifest {
  return parseManifest(decodeText(readBytes(path), path), path);
}

/**
 * The checkpoint of that name: an id, or short `10x`, `40k`; the last one without a name.
 * @throws RangeError that lists those there are
 */
export function checkpointNamed<Moment extends { readonly id: string }>(
  { timeline }: { readonly timeline: readonly Moment[] },
  name?: string,
): Moment {
  const index = name === undefined ? timeline.length - 1 : findMilestone(timeline, name);
  const checkpoint = timeline[index];
  if (checkpoint) return checkpoint;
  const names = timeline.map(({ id }) => id.replace(/^(approx|dataset)_/, '').replace('_', '.'));
  throw new RangeError(`checkpoint: expected one of ${names.join(', ')}; found ${name ?? ''}`);
}

/**
 * Reads a checkpoint's weights; where the manifest has a hash, the file has to have it too.
 * @param path of the manifest
 * @throws FormatError that names the file and what is wrong with it
 */
export function readCheckpoint(
  path: string,
  manifest: Manifest,
  { shard }: Checkpoint,
): NetworkWeights {
  const file = join(dirname(path), shard.path);
  const bytes = readBytes(file);
  const found = sha256Hex(bytes);
  if (shard.sha256 !== undefined && shard.sha256 !== found) {
    throw new FormatError(file, 'SHA-256', shard.sha256, found);
  }
  return parseSnapshot(decodeText(bytes, file), file, manifest.network);
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    // Missing, a folder, or not ours to read.
    throw new FormatError(file, 'the file', 'one that can be read', String(error));
  }
}
