import type { NetworkSpec } from '#model';
import type { WeightSet } from './weight-set.ts';

/** Where a checkpoint's file is, and what it has to be. */
export interface ShardAddress {
  readonly manifestUrl: string;
  /** Which text of the manifest it belongs to: SHA-256 of it. */
  readonly manifestSha256: string;
  /** Absolute. */
  readonly file: string;
  readonly network: NetworkSpec;
  /** Lower-case hex; older exports have none. */
  readonly sha256?: string;
}

/**
 * The address of a checkpoint's shard.
 * @throws RangeError when the timeline has no such checkpoint
 */
export function shardAddress(set: WeightSet, manifestSha256: string, index: number): ShardAddress {
  const reference = set.timeline[index]?.shard;
  if (!reference) throw new RangeError(`timeline: expected a checkpoint ${index}, found none`);
  return {
    manifestUrl: set.url,
    manifestSha256,
    file: new URL(reference.path, set.url).href,
    network: set.network,
    ...(reference.sha256 !== undefined && { sha256: reference.sha256 }),
  };
}
