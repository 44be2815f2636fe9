import type { WorkerPort } from '../worker-port.ts';

/** What a page and its worker say to each other. */
export interface Protocol {
  readonly request: unknown;
  readonly response: unknown;
}

/** A worker whose answers a spec gives. */
export class FakePort<Spoken extends Protocol> extends EventTarget implements WorkerPort {
  readonly requests: Spoken['request'][] = [];
  isTerminated = false;

  postMessage(request: Spoken['request']): void {
    this.requests.push(request);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  answer(response: Spoken['response']): void {
    this.dispatchEvent(new MessageEvent('message', { data: response }));
  }

  /** Dies, as of an error that nothing caught. */
  die(message: string): void {
    this.dispatchEvent(new ErrorEvent('error', { message }));
  }

  get last(): Spoken['request'] {
    const last = this.requests.at(-1);
    if (last === undefined) throw new Error('expected a request, found none');
    return last;
  }
}

/** Starts fake workers, each of which joins `ports`. */
export function startsFakes<Spoken extends Protocol>(ports: FakePort<Spoken>[]): () => WorkerPort {
  return () => {
    const port = new FakePort<Spoken>();
    ports.push(port);
    return port;
  };
}
