import type { WorkerPort } from '../worker-protocol.ts';
import {
  isCancel,
  type FromWorker,
  type RequestKind,
  type ToWorker,
  type WorkerProtocol,
  type WorkerRequest,
} from '../worker-protocol.ts';

/** A worker whose answers come from a spec. */
export class FakePort<Protocol extends WorkerProtocol> extends EventTarget implements WorkerPort {
  readonly requests: WorkerRequest<Protocol>[] = [];
  /** Ids of cancelled requests. */
  readonly cancelled: number[] = [];
  isTerminated = false;

  postMessage(message: ToWorker<Protocol>): void {
    if (isCancel<Protocol>(message)) this.cancelled.push(message.id);
    else this.requests.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** Answers a request. Once this resolves, the answer has been handled. */
  answer(id: number, answer: Protocol['answers'][RequestKind<Protocol>]): Promise<void> {
    return this.send({ kind: 'answer', id, answer });
  }

  /** Answers that a request failed, like `answer`. */
  fail(id: number, failure: Protocol['failure']): Promise<void> {
    return this.send({ kind: 'failed', id, failure });
  }

  /** Sends a notice. */
  notify(notice: Protocol['notice']): void {
    void this.send({ kind: 'notice', notice });
  }

  /** Dies, as if from an uncaught error. */
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
    // A promise is handled in a microtask; this one comes after it.
    await Promise.resolve();
  }
}

/** Starts fake workers and adds each of them to `ports`. */
export function startsFakes<Protocol extends WorkerProtocol>(
  ports: FakePort<Protocol>[],
): () => WorkerPort {
  return () => {
    const port = new FakePort<Protocol>();
    ports.push(port);
    return port;
  };
}
