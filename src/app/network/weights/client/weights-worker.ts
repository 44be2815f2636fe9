import type { NetworkWeights } from '#model';
import { inject, Service, signal } from '@angular/core';
import { Subject } from 'rxjs';
import type { WorkerPort } from '../../../platform/worker-port.ts';
import type { StorageState } from '../shared/weight-set.ts';
import { WeightsFailure } from './weights-failure.ts';
import { WEIGHTS_WORKER_FACTORY } from './weights-worker-factory.ts';
import type {
  AssuredShard,
  KeptCopyUse,
  OpenedExport,
  ShardAddress,
  StoredShards,
  WeightsRequest,
  WeightsResponse,
} from '../shared/weights-protocol.ts';

interface Waiting {
  readonly resolve: (response: WeightsResponse) => void;
  readonly reject: (reason: Error) => void;
}

/** The page's side of the weights worker: requests as promises, which an abort signal ends. */
@Service()
export class WeightsWorker {
  private readonly startWorker = inject(WEIGHTS_WORKER_FACTORY);
  private readonly storageState = signal<StorageState>({ kind: 'kept' });
  private readonly keptFiles = new Subject<string>();
  private readonly losses = new Subject<void>();
  private readonly waiting = new Map<number, Waiting>();
  private worker: WorkerPort | undefined;
  private lastId = 0;

  readonly storage = this.storageState.asReadonly();
  /** Addresses of files as they are kept on this device. */
  readonly kept = this.keptFiles.asObservable();
  /** Someone else closed the database: what was kept may be gone. */
  readonly lost = this.losses.asObservable();

  /** Opens an export. Rejects with `WeightsFailure`, or the signal's reason. */
  async open(
    manifestUrl: string,
    keptCopy: KeptCopyUse,
    signal: AbortSignal,
  ): Promise<OpenedExport> {
    const response = await this.request(
      (id) => ({ kind: 'open', id, manifestUrl, keptCopy }),
      signal,
    );
    if (response.kind !== 'opened') throw unexpected('opened', response);
    return response.opened;
  }

  /** Takes in an export from files. Rejects with `WeightsFailure`, or the signal's reason. */
  async import(files: readonly File[], folder: string, signal: AbortSignal): Promise<OpenedExport> {
    const response = await this.request((id) => ({ kind: 'import', id, files, folder }), signal);
    if (response.kind !== 'opened') throw unexpected('opened', response);
    return response.opened;
  }

  /** Weights of one checkpoint. Rejects with `WeightsFailure`, or the signal's reason. */
  async shard(shard: ShardAddress, signal: AbortSignal): Promise<NetworkWeights> {
    const response = await this.request((id) => ({ kind: 'shard', id, shard }), signal);
    if (response.kind !== 'shard') throw unexpected('shard', response);
    return response.weights;
  }

  /**
   * Sees to it that a shard is kept on this device, whole; without `mayFetch` only looks.
   * Rejects with `WeightsFailure`, or the signal's reason.
   */
  async assure(shard: ShardAddress, mayFetch: boolean, signal: AbortSignal): Promise<AssuredShard> {
    const response = await this.request((id) => ({ kind: 'assure', id, shard, mayFetch }), signal);
    if (response.kind !== 'assured') throw unexpected('assured', response);
    return response.assured;
  }

  /** All shards that are kept. Rejects with `WeightsFailure`, or the signal's reason. */
  async measure(signal: AbortSignal): Promise<StoredShards> {
    const response = await this.request((id) => ({ kind: 'measure', id }), signal);
    if (response.kind !== 'measured') throw unexpected('measured', response);
    return response.stored;
  }

  /** Deletes every shard and every export. Rejects with `WeightsFailure`, or the signal's reason. */
  async clear(signal: AbortSignal): Promise<void> {
    const response = await this.request((id) => ({ kind: 'clear', id }), signal);
    if (response.kind !== 'cleared') throw unexpected('cleared', response);
  }

  private request(
    request: (id: number) => WeightsRequest,
    signal: AbortSignal,
  ): Promise<WeightsResponse> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const worker = (this.worker ??= this.start());
      const id = ++this.lastId;
      const abort = (): void => {
        this.waiting.delete(id);
        worker.postMessage({ kind: 'cancel', id } satisfies WeightsRequest);
        reject(signal.reason as Error);
      };
      const settled = (): void => {
        this.waiting.delete(id);
        signal.removeEventListener('abort', abort);
      };
      signal.addEventListener('abort', abort, { once: true });
      this.waiting.set(id, {
        resolve: (response) => {
          settled();
          resolve(response);
        },
        reject: (reason) => {
          settled();
          reject(reason);
        },
      });
      worker.postMessage(request(id));
    });
  }

  private start(): WorkerPort {
    const worker = this.startWorker();
    worker.addEventListener('message', ({ data }: MessageEvent<WeightsResponse>) => {
      this.receive(data);
    });
    worker.addEventListener('error', (event) => {
      // Its script did not load, or threw where nothing catches: this worker answers no more.
      worker.terminate();
      if (worker !== this.worker) return;
      this.worker = undefined;
      const message = `weights worker: ${event.message || 'did not start'}`;
      for (const { reject } of [...this.waiting.values()]) {
        reject(new WeightsFailure({ message, isUnreachable: true }));
      }
    });
    return worker;
  }

  private receive(response: WeightsResponse): void {
    switch (response.kind) {
      case 'opened':
      case 'shard':
      case 'assured':
      case 'measured':
      case 'cleared':
        this.waiting.get(response.id)?.resolve(response);
        break;
      case 'failed':
        this.waiting.get(response.id)?.reject(new WeightsFailure(response.failure));
        break;
      case 'kept':
        this.keptFiles.next(response.file);
        break;
      case 'storage':
        this.storageState.set(response.state);
        break;
      case 'lost':
        this.losses.next();
        break;
      default:
        response satisfies never;
    }
  }
}

function unexpected(expected: string, { kind }: WeightsResponse): Error {
  return new Error(`weights worker: expected the answer ${expected}, found ${kind}`);
}
