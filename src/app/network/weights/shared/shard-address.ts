import type { NetworkSpec } from '#model';
import { isOfLibrary } from '../../library-address.ts';
import type { WeightSet } from './weight-set.ts';

/** Where a checkpoint's shard is, and how to verify it. */
export interface ShardAddress {
  readonly manifestUrl: string;
  /** SHA-256 of the text of the manifest that names it. */
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
    file: fileOf(reference.path, set.url),
    network: set.network,
    ...(reference.sha256 !== undefined && { sha256: reference.sha256 }),
  };
}

/** In the library, a checkpoint's path is its index. */
function fileOf(path: string, url: string): string {
  return isOfLibrary(url) ? `${url}/${path}` : new URL(path, url).href;
}
