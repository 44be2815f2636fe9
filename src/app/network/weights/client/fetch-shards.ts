import type { FileProblem } from '../shared/file-failure.ts';
import { WeightsFailure } from './weights-failure.ts';
import type { ShardAddress } from '../shared/shard-address.ts';

/** How many files may fail in a row before the server is probed. */
const FAILURES_IN_A_ROW = 2;

/** Why shards may not be fetched. */
export type Obstacle = 'asking' | 'paused';

/** How fetching shards ended. */
export interface FetchOutcome {
  readonly state: Obstacle | 'waiting' | 'damaged' | 'blocked' | 'done';
  /** Files that the network is not to blame for. */
  readonly problems: readonly FileProblem[];
}

/** What fetching shards needs. */
export interface ShardFetching {
  /** Fetches and stores a shard. Rejects with `WeightsFailure`. */
  readonly fetch: (shard: ShardAddress) => Promise<unknown>;
  /** Called for each stored shard. */
  readonly came: (shard: ShardAddress) => void;
  /** Called before each fetch. */
  readonly obstacle: () => Obstacle | undefined;
  /** Whether the app's server answers at all. */
  readonly doesServerAnswer: () => Promise<boolean>;
}

/**
 * Fetches shards one after the other, skipping those that the server refuses, until the network is gone. Rejects with a
 * `WeightsFailure` if storage fails, because the next shard would fail too, and with any other kind of error.
 */
export async function fetchShards(
  shards: readonly ShardAddress[],
  { fetch, came, obstacle, doesServerAnswer }: ShardFetching,
): Promise<FetchOutcome> {
  const problems: FileProblem[] = [];
  const silent: FileProblem[] = [];
  let silentInARow = 0;
  let isDamaged = false;
  let isServerThere: boolean | undefined;
  for (const shard of shards) {
    const state = obstacle();
    if (state) return { state, problems };
    try {
      await fetch(shard);
      came(shard);
      silentInARow = 0;
    } catch (error) {
      if (!(error instanceof WeightsFailure) || error.failure.storage) throw error;
      const { arrival, isCorrupt } = error;
      const isSilent = arrival.kind === 'nothing';
      (isSilent ? silent : problems).push({ file: shard.file, arrival });
      isDamaged ||= isCorrupt;
      silentInARow = isSilent ? silentInARow + 1 : 0;
      if (silentInARow < FAILURES_IN_A_ROW || isServerThere) continue;
      isServerThere = await doesServerAnswer();
      if (!isServerThere) break;
    }
  }
  if (silent.length > 0 && !(isServerThere ?? (await doesServerAnswer()))) {
    return { state: 'waiting', problems };
  }
  // The server answers, so something between here and there blocks these files.
  problems.push(...silent);
  if (problems.length === 0) return { state: 'done', problems };
  return { state: isDamaged ? 'damaged' : 'blocked', problems };
}
