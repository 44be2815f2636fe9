import { DestroyRef, inject, InjectionToken, Service, signal } from '@angular/core';
import { Subject } from 'rxjs';
import { WorkerClient, type RequestOptions } from '../../../platform/worker-client.ts';
import type { RequestKind, WorkerPort } from '../../../platform/worker-protocol.ts';
import { WeightsFailure } from '../../weights/client/weights-failure.ts';
import type { StorageState } from '../../storage/storage-state.ts';
import type { DigitsProgress } from '../shared/digit-files.ts';
import type { LibraryNotice, LibraryProtocol } from '../shared/library-protocol.ts';

/** Starts a library worker. */
export const LIBRARY_WORKER_FACTORY = new InjectionToken<() => WorkerPort>('library worker', {
  factory: () => () =>
    new Worker(new URL('../worker/library-entry.ts', import.meta.url), { type: 'module' }),
});

/** The page's side of the library worker, which is started by the first request. */
@Service()
export class LibraryClient {
  private readonly storageState = signal<StorageState>({ kind: 'persistent' });
  private readonly changes = new Subject<void>();
  private readonly digits = signal<DigitsProgress | undefined>(undefined);
  private readonly client = new WorkerClient<LibraryProtocol>({
    name: 'library worker',
    start: inject(LIBRARY_WORKER_FACTORY),
    errorOf: (failure) => new WeightsFailure(failure),
    errorOfDeath: ({ message }) => new WeightsFailure({ message, isUnreachable: true }),
    onNotice: (notice) => {
      this.handleNotice(notice);
    },
  });

  readonly storage = this.storageState.asReadonly();
  /** The library has changed, in this tab or another. */
  readonly changed = this.changes.asObservable();
  /** How far the files of digits are that were asked for last. */
  readonly digitsProgress = this.digits.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.client.end();
    });
  }

  /** Sends a request. Rejects with `WeightsFailure`, or the signal's reason. */
  request<Kind extends RequestKind<LibraryProtocol>>(
    kind: Kind,
    params: LibraryProtocol['requests'][Kind],
    options?: RequestOptions,
  ): Promise<LibraryProtocol['answers'][Kind]> {
    return this.client.request(kind, params, options);
  }

  private handleNotice(notice: LibraryNotice): void {
    switch (notice.kind) {
      case 'changed':
        this.changes.next();
        break;
      case 'storage':
        this.storageState.set(notice.state);
        break;
      case 'digits':
        this.digits.set(notice.progress);
        break;
      default:
        notice satisfies never;
    }
  }
}
