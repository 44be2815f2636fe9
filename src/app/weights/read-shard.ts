import { FormatError, parseSnapshot, sha256Hex, type NetworkWeights } from '#model';
import type { FetchFile } from './fetch-file';
import type { WeightStore } from './weight-store';
import type { ShardAddress } from './weights-protocol';

/** A shard that was verified and decoded. */
export interface VerifiedShard {
  readonly weights: NetworkWeights;
  /** The file, where it came from the network and is still to be kept. */
  readonly fetched?: { readonly sha256: string; readonly bytes: ArrayBuffer };
}

/** Where shards come from. */
export interface ShardSources {
  readonly store: WeightStore;
  readonly fetchFile: FetchFile;
}

/**
 * Reads a shard: from this device, else from the network. One that is damaged on the device is deleted
 * there and fetched; one that arrives damaged is fetched once more past the browser's cache, which would
 * repeat the damage otherwise.
 * @param knownHash of the file, from the manifest or an earlier fetch
 * @throws FormatError that names the file; the signal's reason when aborted
 */
export async function readShard(
  shard: ShardAddress,
  knownHash: string | undefined,
  { store, fetchFile }: ShardSources,
  signal: AbortSignal,
): Promise<VerifiedShard> {
  if (knownHash !== undefined) {
    const bytes = await store.shard(knownHash);
    signal.throwIfAborted();
    if (bytes && sha256Hex(new Uint8Array(bytes)) === knownHash) {
      return { weights: decode(shard, bytes) };
    }
    if (bytes) await store.drop(knownHash);
  }
  const bytes = await fetchFile(shard.file, { signal, cache: 'default' });
  try {
    return verified(shard, bytes);
  } catch {
    // FormatError: the file is damaged, on its way or in a cache.
    return verified(shard, await fetchFile(shard.file, { signal, cache: 'reload' }));
  }
}

function verified(shard: ShardAddress, bytes: ArrayBuffer): VerifiedShard {
  const sha256 = sha256Hex(new Uint8Array(bytes));
  if (shard.sha256 !== undefined && sha256 !== shard.sha256) {
    throw new FormatError(shard.file, 'SHA-256', shard.sha256, sha256);
  }
  return { weights: decode(shard, bytes), fetched: { sha256, bytes } };
}

function decode({ file, network }: ShardAddress, bytes: ArrayBuffer): NetworkWeights {
  return parseSnapshot(new TextDecoder().decode(bytes), file, network);
}
