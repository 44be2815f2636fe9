import type { WeightSet } from './weight-set.ts';
import type { ShardAddress } from './weights-protocol.ts';

/** Where a checkpoint's file is, and what it has to be. */
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
