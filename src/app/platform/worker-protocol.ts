/** What the page uses of a `Worker`; replaced in specs. */
export type WorkerPort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

/** What a page and its worker say to each other: types by kind of request, and two more. */
export interface WorkerProtocol {
  /** What a request of each kind brings along; none is called `cancel`. */
  readonly requests: object;
  /** What it is answered with. */
  readonly answers: object;
  /** What it is answered with where that cannot be done; cloned on the way, so errors lose their class. */
  readonly failure: unknown;
  /** What the worker tells without being asked. */
  readonly notice: unknown;
}

/** What can be asked for: whatever there is an answer to. */
export type RequestKind<Protocol extends WorkerProtocol> = keyof Protocol['requests'] &
  keyof Protocol['answers'] &
  string;

/** A request on its way; it is answered once, with its id, unless it is cancelled. */
export type WorkerRequest<
  Protocol extends WorkerProtocol,
  Kind extends RequestKind<Protocol> = RequestKind<Protocol>,
> = {
  [K in Kind]: Protocol['requests'][K] & { readonly kind: K; readonly id: number };
}[Kind];

/** Nobody waits any more for the answer to the request with this id. */
export interface CancelRequest {
  readonly kind: 'cancel';
  readonly id: number;
}

/** From page to worker. */
export type ToWorker<Protocol extends WorkerProtocol> = WorkerRequest<Protocol> | CancelRequest;

/** From worker to page. */
export type FromWorker<Protocol extends WorkerProtocol> =
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly answer: Protocol['answers'][RequestKind<Protocol>];
    }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Protocol['failure'] }
  | { readonly kind: 'notice'; readonly notice: Protocol['notice'] };

/** Tells a cancellation from the requests. */
export function isCancel<Protocol extends WorkerProtocol>(
  message: ToWorker<Protocol>,
): message is CancelRequest {
  return message.kind === 'cancel';
}
