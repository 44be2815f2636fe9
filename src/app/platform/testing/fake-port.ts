import type { WorkerPort } from '../worker-protocol.ts';
import {
  isCancel,
  type FromWorker,
  type RequestKind,
  type ToWorker,
  type WorkerProtocol,
  type WorkerRequest,
} from '../worker-protocol.ts';

/** A worker whose answers a spec gives. */
export class FakePort<Protocol extends WorkerProtocol> extends EventTarget implements WorkerPort {
  readonly requests: WorkerRequest<Protocol>[] = [];
  /** Ids of requests that nobody waits for any more. */
  readonly cancelled: number[] = [];
  isTerminated = false;

  postMessage(message: ToWorker<Protocol>): void {
    if (isCancel<Protocol>(message)) this.cancelled.push(message.id);
    else this.requests.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** Answers a request; whoever waits for it has heard once this resolves. */
  answer(id: number, answer: Protocol['answers'][RequestKind<Protocol>]): Promise<void> {
    return this.send({ kind: 'answer', id, answer });
  }

  /** Answers that a request cannot be answered, as `answer`. */
  fail(id: number, failure: Protocol['failure']): Promise<void> {
    return this.send({ kind: 'failed', id, failure });
  }

  /** Tells something unasked. */
  notify(notice: Protocol['notice']): void {
    void this.send({ kind: 'notice', notice });
  }

  /** Dies, as of an error that nothing caught. */
  die(message: string): void {
    // Node has no ErrorEvent.
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }

  get last(): WorkerRequest<Protocol> {
    const last = this.requests.at(-1);
    if (last === undefined) throw new Error('expected a request, found none');
    return last;
  }

  private async send(message: FromWorker<Protocol>): Promise<void> {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
    // A promise is heard in a microtask; this one comes after it.
    await Promise.resolve();
  }
}

/** Starts fake workers, each of which joins `ports`. */
export function startsFakes<Protocol extends WorkerProtocol>(
  ports: FakePort<Protocol>[],
): () => WorkerPort {
  return () => {
    const port = new FakePort<Protocol>();
    ports.push(port);
    return port;
  };
}
