/** What the page uses of a `Worker`; replaced in specs. */
export type WorkerPort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

/** The messages between a page and its worker: types per kind of request, of a failure and of a notice. */
export interface WorkerProtocol {
  /** Parameters per kind of request. No kind may be called `cancel`. */
  readonly requests: object;
  /** Answer per kind of request. */
  readonly answers: object;
  /** The answer to a request that failed. It is cloned on the way, so errors would lose their class. */
  readonly failure: unknown;
  /** What the worker reports without being asked. */
  readonly notice: unknown;
}

/** The kinds of request. */
export type RequestKind<Protocol extends WorkerProtocol> = keyof Protocol['requests'] &
  keyof Protocol['answers'] &
  string;

/** A request as it is sent; answered once, with its id, unless it is cancelled. */
export type WorkerRequest<
  Protocol extends WorkerProtocol,
  Kind extends RequestKind<Protocol> = RequestKind<Protocol>,
> = {
  [K in Kind]: Protocol['requests'][K] & { readonly kind: K; readonly id: number };
}[Kind];

/** Cancels the request with this id. */
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

/** Distinguishes a cancellation from a request. */
export function isCancel<Protocol extends WorkerProtocol>(
  message: ToWorker<Protocol>,
): message is CancelRequest {
  return message.kind === 'cancel';
}
