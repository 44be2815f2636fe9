import type { NetworkWeights, PackedWeights } from '#model';
import { DestroyRef, inject, InjectionToken, Service, signal } from '@angular/core';
import { Subject } from 'rxjs';
import { WorkerClient } from '../../../platform/worker-client.ts';
import type { WorkerPort } from '../../../platform/worker-protocol.ts';
import type { StorageState } from '../../storage/storage-state.ts';
import type { ShardAddress } from '../shared/shard-address.ts';
import type {
  EnsuredShard,
  CacheFallback,
  OpenedExport,
  StoredShards,
  WeightsNotice,
  WeightsProtocol,
} from '../shared/weights-protocol.ts';
import { WeightsFailure } from './weights-failure.ts';

/** Starts a weights worker. */
export const WEIGHTS_WORKER_FACTORY = new InjectionToken<() => WorkerPort>('weights worker', {
  factory: () => () =>
    new Worker(new URL('../worker/weights-entry.ts', import.meta.url), { type: 'module' }),
});

/** Networks at addresses of their own kind, which no server has. */
export interface OwnNetworks {
  readonly has: (address: string) => boolean;
  /** All of them reject with `WeightsFailure`, or the signal's reason. */
  readonly open: (address: string, signal: AbortSignal) => Promise<OpenedExport>;
  readonly shard: (shard: ShardAddress, signal: AbortSignal) => Promise<NetworkWeights>;
  readonly ensureStored: (shard: ShardAddress, signal: AbortSignal) => Promise<EnsuredShard>;
}

/** The networks in the library, which opens them itself; specs of weights have none. */
export const OWN_NETWORKS = new InjectionToken<OwnNetworks>('own networks');

/** The page's side of the weights worker: requests as promises, which an abort signal ends. */
@Service()
export class WeightsClient {
  private readonly own = inject(OWN_NETWORKS, { optional: true });
  private readonly storageState = signal<StorageState>({ kind: 'persistent' });
  private readonly storedFiles = new Subject<string>();
  private readonly closings = new Subject<void>();
  private readonly client = new WorkerClient<WeightsProtocol>({
    name: 'weights worker',
    start: inject(WEIGHTS_WORKER_FACTORY),
    errorOf: (failure) => new WeightsFailure(failure),
    errorOfDeath: ({ message }) => new WeightsFailure({ message, isUnreachable: true }),
    onNotice: (notice) => {
      this.handleNotice(notice);
    },
  });

  readonly storage = this.storageState.asReadonly();
  /** Emits the address of each file that is stored on this device. */
  readonly stored = this.storedFiles.asObservable();
  /** Another tab or the browser closed the database: its contents may be gone. */
  readonly databaseClosed = this.closings.asObservable();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.client.end();
    });
  }

  /** Opens an export. Rejects with `WeightsFailure`, or the signal's reason. */
  open(manifestUrl: string, fallback: CacheFallback, signal: AbortSignal): Promise<OpenedExport> {
    if (this.own?.has(manifestUrl)) return this.own.open(manifestUrl, signal);
    return this.client.request('open', { manifestUrl, fallback }, { signal });
  }

  /** Weights of one checkpoint. Rejects with `WeightsFailure`, or the signal's reason. */
  shard(shard: ShardAddress, signal: AbortSignal): Promise<NetworkWeights> {
    if (this.own?.has(shard.manifestUrl)) return this.own.shard(shard, signal);
    return this.client.request('shard', { shard }, { signal });
  }

  /**
   * Weights of one checkpoint as they are stored on this device; undefined if they are not. Never fetches. Rejects with
   * `WeightsFailure`, or the signal's reason.
   */
  packed(shard: ShardAddress, signal: AbortSignal): Promise<PackedWeights | undefined> {
    return this.client.request('packed', { shard }, { signal });
  }

  /**
   * Makes sure that a valid copy of a shard is stored on this device; without `mayFetch`, only checks. Rejects with
   * `WeightsFailure`, or the signal's reason.
   */
  ensureStored(shard: ShardAddress, mayFetch: boolean, signal: AbortSignal): Promise<EnsuredShard> {
    if (this.own?.has(shard.manifestUrl)) return this.own.ensureStored(shard, signal);
    return this.client.request('ensureStored', { shard, mayFetch }, { signal });
  }

  /** Count and size of all stored shards. Rejects with `WeightsFailure`, or the signal's reason. */
  measure(signal: AbortSignal): Promise<StoredShards> {
    return this.client.request('measure', {}, { signal });
  }

  /** Deletes every shard and every export. Rejects with `WeightsFailure`, or the signal's reason. */
  clear(signal: AbortSignal): Promise<void> {
    return this.client.request('clear', {}, { signal });
  }

  private handleNotice(notice: WeightsNotice): void {
    switch (notice.kind) {
      case 'stored':
        this.storedFiles.next(notice.file);
        break;
      case 'storage':
        this.storageState.set(notice.state);
        break;
      case 'database closed':
        this.closings.next();
        break;
      default:
        notice satisfies never;
    }
  }
}
