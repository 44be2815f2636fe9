import {
  decodeText,
  fastSha256Hex,
  FormatError,
  parsePackedSnapshot,
  parseSnapshot,
  type NetworkWeights,
  type PackedWeights,
} from '#model';
import type { FetchFile } from '../shared/fetch-file.ts';
import { arrivalOf, FileFailure } from '../shared/file-failure.ts';
import { orWithoutStorage } from '../../storage/storage-failure.ts';
import type { WeightStore } from './weight-store.ts';
import type { ShardAddress } from '../shared/shard-address.ts';
import type { EnsuredShard } from '../shared/weights-protocol.ts';

/** A verified and decoded shard. */
export interface VerifiedShard {
  readonly weights: NetworkWeights;
  /** The file, if it came from the network and has yet to be stored. */
  readonly fetched?: { readonly sha256: string; readonly bytes: ArrayBuffer };
}

type FetchedShard = Required<VerifiedShard>;

/** Where shards come from. */
export interface ShardSources {
  readonly store: WeightStore;
  readonly fetchFile: FetchFile;
}

/**
 * Reads a shard from this device, or else from the network. A damaged stored copy is deleted and fetched again. A file
 * that arrives damaged is fetched once more, bypassing the browser's cache, which may hold the damaged file.
 * @param knownHash of the file, from the manifest or an earlier fetch
 * @throws FormatError that names the file; the signal's reason when aborted
 */
export async function readShard(
  shard: ShardAddress,
  knownHash: string | undefined,
  sources: ShardSources,
  signal: AbortSignal,
): Promise<VerifiedShard> {
  const bytes = await orWithoutStorage(storedShard(knownHash, sources.store, signal), undefined);
  return bytes ? { weights: decode(shard, bytes) } : fetchShard(shard, sources, signal);
}

/**
 * Makes sure that a shard is stored on this device: verifies the stored copy; if it is missing or damaged, fetches and
 * stores it, where `mayFetch` allows it.
 * @throws FormatError that names the file; StorageFailure; the signal's reason when aborted
 */
export async function ensureStored(
  shard: ShardAddress,
  knownHash: string | undefined,
  sources: ShardSources,
  { mayFetch, signal }: { readonly mayFetch: boolean; readonly signal: AbortSignal },
): Promise<EnsuredShard> {
  if (await storedShard(knownHash, sources.store, signal)) return { isStored: true };
  if (!mayFetch) return { isStored: false };
  const { fetched } = await fetchShard(shard, sources, signal);
  await sources.store.storeShard(shard, fetched.sha256, fetched.bytes);
  return { isStored: true };
}

/**
 * The weights of a shard that is stored on this device; undefined if it is missing or damaged. Asks no server.
 * @throws StorageFailure; the signal's reason when aborted
 */
export async function readStored(
  { file, network }: ShardAddress,
  knownHash: string | undefined,
  store: WeightStore,
  signal: AbortSignal,
): Promise<PackedWeights | undefined> {
  const bytes = await storedShard(knownHash, store, signal);
  return bytes && parsePackedSnapshot(decodeText(bytes, file), file, network);
}

/** The bytes stored under a hash if they match it; otherwise deletes them. */
async function storedShard(
  knownHash: string | undefined,
  store: WeightStore,
  signal: AbortSignal,
): Promise<ArrayBuffer | undefined> {
  if (knownHash === undefined) return undefined;
  const bytes = await store.shard(knownHash);
  signal.throwIfAborted();
  if (!bytes || (await fastSha256Hex(new Uint8Array(bytes))) === knownHash) return bytes;
  await store.drop(knownHash);
  return undefined;
}

async function fetchShard(
  shard: ShardAddress,
  { fetchFile }: ShardSources,
  signal: AbortSignal,
): Promise<FetchedShard> {
  const bytes = await fetchFile(shard.file, { signal, cache: 'default' });
  try {
    return await verified(shard, bytes);
  } catch (error) {
    // The file was damaged in transit or in a cache.
    if (!(error instanceof FormatError)) throw error;
    return await verified(shard, await fetchFile(shard.file, { signal, cache: 'reload' }));
  }
}

async function verified(shard: ShardAddress, bytes: ArrayBuffer): Promise<FetchedShard> {
  try {
    const sha256 = await fastSha256Hex(new Uint8Array(bytes));
    if (shard.sha256 !== undefined && sha256 !== shard.sha256) {
      throw new FormatError(shard.file, 'SHA-256', shard.sha256, sha256);
    }
    return { weights: decode(shard, bytes), fetched: { sha256, bytes } };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const { file, field, expected, found } = error;
    throw new FileFailure([file, field, expected, found], arrivalOf(bytes));
  }
}

function decode({ file, network }: ShardAddress, bytes: ArrayBuffer): NetworkWeights {
  return parseSnapshot(decodeText(bytes, file), file, network);
}
