import type { WorkerPort } from './worker-protocol.ts';
import type { FromWorker, RequestKind, ToWorker, WorkerProtocol } from './worker-protocol.ts';

/** The worker's script did not load, or an error in it was not caught. */
export class WorkerDeath extends Error {
  override readonly name = 'WorkerDeath';
}

/** What a client does for one protocol. */
export interface WorkerClientOptions<Protocol extends WorkerProtocol> {
  /** What the worker is called in errors. */
  readonly name: string;
  readonly start: () => WorkerPort;
  /** Makes the error that a failed request rejects with. */
  readonly errorOf: (failure: Protocol['failure']) => Error;
  /** Makes the error that pending requests reject with when the worker dies; the death itself by default. */
  readonly errorOfDeath?: (death: WorkerDeath) => Error;
  readonly onNotice?: (notice: Protocol['notice']) => void;
  /** Called at once when the worker dies, before pending requests are rejected, and also if there are none. */
  readonly onDeath?: (death: WorkerDeath) => void;
}

/** Options of a request. */
export interface RequestOptions {
  /** Cancels the request. */
  readonly signal?: AbortSignal;
  /** What is moved to the worker instead of copied. */
  readonly transfer?: Transferable[];
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** The page's side of a worker: requests as promises. The next request replaces a worker that died. */
export class WorkerClient<Protocol extends WorkerProtocol> {
  private readonly options: WorkerClientOptions<Protocol>;
  private readonly waiting = new Map<number, Waiting>();
  private worker: WorkerPort | undefined;
  private lastId = 0;

  constructor(options: WorkerClientOptions<Protocol>) {
    this.options = options;
  }

  /** Whether the worker has been started and has not died. */
  get isRunning(): boolean {
    return this.worker !== undefined;
  }

  /** Starts the worker before the first request, so that its script is loaded by then. */
  start(): void {
    this.worker ??= this.started();
  }

  /** Ends the worker for good; pending requests are never answered. */
  end(): void {
    this.worker?.terminate();
  }

  /** Sends a request. Rejects with the signal's reason, with `errorOf` of a failure, or when the worker dies. */
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
