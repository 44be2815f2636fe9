import { findMilestone } from '#engine';
import {
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
  return parseManifest(readText(path), path);
}

/**
 * The checkpoint of that name: an id, or short `10x`, `40k`; the last one without a name.
 * @throws RangeError that lists those there are
 */
export function checkpointNamed({ timeline }: Manifest, name?: string): Checkpoint {
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
  const text = readText(file);
  const found = sha256Hex(new TextEncoder().encode(text));
  if (shard.sha256 !== undefined && shard.sha256 !== found) {
    throw new FormatError(file, 'SHA-256', shard.sha256, found);
  }
  return parseSnapshot(text, file, manifest.network);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // Missing, a folder, or not ours to read.
    throw new FormatError(file, 'the file', 'one that can be read', String(error));
  }
}
