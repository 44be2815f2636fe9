import {
  isCancel,
  type FromWorker,
  type RequestKind,
  type ToWorker,
  type WorkerProtocol,
  type WorkerRequest,
} from './worker-protocol.ts';

/** Sends a message to the page; what is in `transfer` is moved instead of copied. */
export type Post<Protocol extends WorkerProtocol> = (
  message: FromWorker<Protocol>,
  transfer: Transferable[],
) => void;

/** What a handler is given besides the request. */
export interface Exchange<Answer> {
  /** Aborts when the request is cancelled. */
  readonly signal: AbortSignal;
  /** Answers, once; what is in `transfer` is moved instead of copied. The handler may go on working afterwards. */
  readonly reply: (answer: Answer, transfer?: Transferable[]) => void;
}

/** A handler per kind of request. If it throws before it has answered, the error is the answer. */
export type Handlers<Protocol extends WorkerProtocol> = {
  readonly [Kind in RequestKind<Protocol>]: (
    request: WorkerRequest<Protocol, Kind>,
    exchange: Exchange<Protocol['answers'][Kind]>,
  ) => void | Promise<void>;
};

/** What a server does for one protocol. */
export interface WorkerServerOptions<Protocol extends WorkerProtocol> {
  readonly post: Post<Protocol>;
  readonly handlers: Handlers<Protocol>;
  readonly failureOf: (error: unknown) => Protocol['failure'];
  /** Whether an error is a bug. It is then thrown again, so that the console shows it with its stack. */
  readonly isFault: (error: unknown) => boolean;
}

/** A request that is being handled. */
interface Work {
  readonly ending: AbortController;
  isAnswered: boolean;
}

/** The worker's side of a protocol: handles requests concurrently. */
export class WorkerServer<Protocol extends WorkerProtocol> {
  private readonly options: WorkerServerOptions<Protocol>;
  private readonly underWay = new Map<number, Work>();

  constructor(options: WorkerServerOptions<Protocol>) {
    this.options = options;
  }

  /** Whether all handlers have finished, including what they do after their answer. */
  get isIdle(): boolean {
    return this.underWay.size === 0;
  }

  /** Handles a message from the page. */
  receive(message: ToWorker<Protocol>): void {
    if (isCancel<Protocol>(message)) this.underWay.get(message.id)?.ending.abort();
    else void this.handle(message);
  }

  /** Sends the page a notice that it did not ask for; what is in `transfer` is moved instead of copied. */
  notify(notice: Protocol['notice'], transfer: Transferable[] = []): void {
    this.options.post({ kind: 'notice', notice }, transfer);
  }

  private async handle(request: WorkerRequest<Protocol>): Promise<void> {
    const { kind, id } = request;
    const { post, handlers, failureOf, isFault } = this.options;
    const work: Work = { ending: new AbortController(), isAnswered: false };
    const { signal } = work.ending;
    this.underWay.set(id, work);
    try {
      await handlers[kind](request, {
        signal,
        reply: (answer, transfer = []) => {
          if (work.isAnswered) throw new Error(`${kind}: expected one answer, found another`);
          if (!signal.aborted) post({ kind: 'answer', id, answer }, transfer);
          work.isAnswered = true;
        },
      });
      if (!work.isAnswered) throw new Error(`${kind}: expected an answer, found none`);
    } catch (error) {
      if (signal.aborted) return;
      if (!work.isAnswered) post({ kind: 'failed', id, failure: failureOf(error) }, []);
      if (isFault(error)) throw error;
    } finally {
      this.underWay.delete(id);
    }
  }
}

/** A handler that has nothing to answer. */
export function told<Request>(
  work: (request: Request) => void,
): (request: Request, exchange: Exchange<undefined>) => void {
  return (request, { reply }) => {
    work(request);
    reply(undefined);
  };
}
