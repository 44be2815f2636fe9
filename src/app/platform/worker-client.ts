import type { WorkerPort } from './worker-protocol.ts';
import type { FromWorker, RequestKind, ToWorker, WorkerProtocol } from './worker-protocol.ts';

/** The worker's script did not load, or threw where nothing catches. */
export class WorkerDeath extends Error {
  override readonly name = 'WorkerDeath';
}

/** What a client does for one protocol. */
export interface WorkerClientOptions<Protocol extends WorkerProtocol> {
  /** What the worker is called in errors. */
  readonly name: string;
  readonly start: () => WorkerPort;
  /** What a request rejects with that the worker could not answer. */
  readonly errorOf: (failure: Protocol['failure']) => Error;
  /** What everything waiting rejects with when the worker dies; the death itself by default. */
  readonly errorOfDeath?: (death: WorkerDeath) => Error;
  readonly onNotice?: (notice: Protocol['notice']) => void;
  /** Called at once, before what waits is rejected, and also when nothing waits. */
  readonly onDeath?: (death: WorkerDeath) => void;
}

/** What a request may have besides what it brings along. */
export interface RequestOptions {
  /** Ends the waiting, and the work. */
  readonly signal?: AbortSignal;
  /** What changes hands instead of being copied. */
  readonly transfer?: Transferable[];
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** The page's side of a worker: requests as promises. A worker that died is replaced with the next request. */
export class WorkerClient<Protocol extends WorkerProtocol> {
  private readonly options: WorkerClientOptions<Protocol>;
  private readonly waiting = new Map<number, Waiting>();
  private worker: WorkerPort | undefined;
  private lastId = 0;

  constructor(options: WorkerClientOptions<Protocol>) {
    this.options = options;
  }

  /** Whether there is a worker: it was started, and has not died since. */
  get isRunning(): boolean {
    return this.worker !== undefined;
  }

  /** Starts the worker ahead of the first request, so that its script is there by then. */
  start(): void {
    this.worker ??= this.started();
  }

  /** Ends the worker for good; what waits is never answered. */
  end(): void {
    this.worker?.terminate();
  }

  /** Asks the worker. Rejects with the signal's reason, with `errorOf` a failure, or when the worker dies. */
  request<Kind extends RequestKind<Protocol>>(
    kind: Kind,
    params: Protocol['requests'][Kind],
    { signal, transfer = [] }: RequestOptions = {},
  ): Promise<Protocol['answers'][Kind]> {
    return new Promise<unknown>((resolve, reject) => {
      signal?.throwIfAborted();
      const worker = (this.worker ??= this.started());
      const id = ++this.lastId;
      worker.postMessage({ ...params, kind, id }, transfer);
      const settled = (): void => {
        this.waiting.delete(id);
        signal?.removeEventListener('abort', cancel);
      };
      const cancel = (): void => {
        settled();
        worker.postMessage({ kind: 'cancel', id } satisfies ToWorker<Protocol>);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', cancel);
      this.waiting.set(id, {
        resolve: (answer) => {
          settled();
          resolve(answer);
        },
        reject: (reason) => {
          settled();
          reject(reason);
        },
      });
    }) as Promise<Protocol['answers'][Kind]>;
  }

  private started(): WorkerPort {
    const worker = this.options.start();
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker<Protocol>>) => {
      if (worker === this.worker) this.receive(data);
    });
    worker.addEventListener('error', ({ message }) => {
      worker.terminate();
      if (worker === this.worker) this.died(message);
    });
    return worker;
  }

  private receive(message: FromWorker<Protocol>): void {
    switch (message.kind) {
      case 'answer':
        this.waiting.get(message.id)?.resolve(message.answer);
        break;
      case 'failed':
        this.waiting.get(message.id)?.reject(this.options.errorOf(message.failure));
        break;
      case 'notice':
        this.options.onNotice?.(message.notice);
        break;
      default:
        message satisfies never;
    }
  }

  private died(message: string): void {
    const { name, onDeath, errorOfDeath } = this.options;
    const death = new WorkerDeath(`${name}: ${message || 'did not start'}`);
    this.worker = undefined;
    const waiting = [...this.waiting.values()];
    onDeath?.(death);
    for (const { reject } of waiting) reject(errorOfDeath?.(death) ?? death);
  }
}
