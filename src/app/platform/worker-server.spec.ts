import type { FromWorker, WorkerRequest } from './worker-protocol.ts';
import { WorkerServer, type Exchange } from './worker-server.ts';
import { nextTask } from './testing/next-task.ts';

interface Baking {
  readonly requests: { readonly bake: { readonly grams: number }; readonly taste: object };
  readonly answers: { readonly bake: ArrayBuffer; readonly taste: string };
  readonly failure: string;
  readonly notice: string;
}

class BurntError extends Error {}

describe('WorkerServer', () => {
  let posted: FromWorker<Baking>[];
  let transferred: Transferable[];
  /** The error that sending an answer throws. */
  let unsendable: Error | undefined;
  /** The behaviour of the next `bake`. */
  let bake: (
    request: WorkerRequest<Baking, 'bake'>,
    exchange: Exchange<ArrayBuffer>,
  ) => void | Promise<void>;
  let server: WorkerServer<Baking>;

  beforeEach(() => {
    [posted, transferred, unsendable] = [[], [], undefined];
    server = new WorkerServer<Baking>({
      post: (message, transfer) => {
        if (unsendable && message.kind === 'answer') throw unsendable;
        posted.push(message);
        transferred.push(...transfer);
      },
      handlers: {
        bake: (request, exchange) => bake(request, exchange),
        taste: (_, { reply }) => {
          reply('sweet');
        },
      },
      failureOf: (error) => String(error),
      isFault: (error) => !(error instanceof BurntError),
    });
  });

  const receiveBake = (id: number, grams = 0): void => {
    server.receive({ kind: 'bake', id, grams });
  };
  /** The errors that reach the console, as in a worker. */
  async function uncaught(cause: () => void): Promise<unknown[]> {
    const errors: unknown[] = [];
    // Otherwise Jasmine fails the spec for them.
    await jasmine.spyOnGlobalErrorsAsync(async (globalErrors) => {
      cause();
      await nextTask();
      errors.push(...globalErrors.calls.allArgs().map(([error]: unknown[]) => error));
    });
    return errors;
  }

  it('handles a request at once, and transfers the answer', () => {
    bake = ({ grams }, { reply }) => {
      const bread = new ArrayBuffer(grams);
      reply(bread, [bread]);
    };
    receiveBake(7, 500);
    const bread = new ArrayBuffer(500);
    expect(posted).toEqual([{ kind: 'answer', id: 7, answer: bread }]);
    expect(transferred).toEqual([bread]);
  });

  it('handles requests concurrently, and is idle when all of them are done', async () => {
    let isDone: () => void = () => undefined;
    bake = async (_, { reply }) => {
      await new Promise<void>((resolve) => {
        isDone = resolve;
      });
      reply(new ArrayBuffer(1));
    };
    expect(server.isIdle).toBeTrue();
    receiveBake(1);
    server.receive({ kind: 'taste', id: 2 });
    await nextTask();
    expect([posted.map((message) => 'id' in message && message.id), server.isIdle]).toEqual([
      [2],
      false,
    ]);
    isDone();
    await nextTask();
    expect(posted.length).toBe(2);
    expect(server.isIdle).toBeTrue();
  });

  it('answers with the error of a handler, thrown at once or later', async () => {
    bake = () => {
      throw new BurntError('black');
    };
    receiveBake(1);
    expect(posted).toEqual([{ kind: 'failed', id: 1, failure: 'Error: black' }]);
    bake = () => Promise.reject(new BurntError('brown'));
    receiveBake(2);
    await nextTask();
    expect(posted[1]).toEqual({ kind: 'failed', id: 2, failure: 'Error: brown' });
    expect(server.isIdle).toBeTrue();
  });

  it('answers when we made a mistake, and reports it to the console', async () => {
    const fault = new TypeError('no oven');
    bake = () => Promise.reject(fault);
    expect(
      await uncaught(() => {
        receiveBake(1);
      }),
    ).toEqual([fault]);
    expect(posted).toEqual([{ kind: 'failed', id: 1, failure: 'TypeError: no oven' }]);
    expect(server.isIdle).toBeTrue();
  });

  it('lets a handler continue after its answer, and sends nothing else', async () => {
    let isCleanedUp: (error?: Error) => void = () => undefined;
    bake = async (_, { reply }) => {
      reply(new ArrayBuffer(1));
      await new Promise<void>((resolve, reject) => {
        isCleanedUp = (error) => {
          if (error) reject(error);
          else resolve();
        };
      });
    };
    receiveBake(1);
    await nextTask();
    expect([posted.length, server.isIdle]).toEqual([1, false]);
    isCleanedUp();
    await nextTask();
    expect(server.isIdle).toBeTrue();
    receiveBake(2);
    isCleanedUp(new BurntError('still hot'));
    await nextTask();
    receiveBake(3);
    const fault = new TypeError('no broom');
    expect(
      await uncaught(() => {
        isCleanedUp(fault);
      }),
    ).toEqual([fault]);
    expect(posted.map(({ kind }) => kind)).toEqual(['answer', 'answer', 'answer']);
  });

  it('treats a second or a missing answer as a mistake', async () => {
    bake = (_, { reply }) => {
      reply(new ArrayBuffer(1));
      reply(new ArrayBuffer(2));
    };
    const twice = await uncaught(() => {
      receiveBake(1);
    });
    expect(twice).toEqual([new Error('bake: expected one answer, found another')]);
    expect(posted.length).toBe(1);
    bake = () => undefined;
    const none = await uncaught(() => {
      receiveBake(2);
    });
    const missing = 'bake: expected an answer, found none';
    expect(none).toEqual([new Error(missing)]);
    expect(posted[1]).toEqual({ kind: 'failed', id: 2, failure: `Error: ${missing}` });
  });

  it('answers with a failure when the answer cannot be sent', () => {
    unsendable = new BurntError('not to be cloned');
    bake = (_, { reply }) => {
      reply(new ArrayBuffer(1));
    };
    receiveBake(1);
    expect(posted).toEqual([{ kind: 'failed', id: 1, failure: 'Error: not to be cloned' }]);
  });

  it('stops cancelled requests, and sends nothing for them', async () => {
    const signals: AbortSignal[] = [];
    bake = async (_, { signal, reply }) => {
      signals.push(signal);
      await nextTask();
      signal.throwIfAborted();
      reply(new ArrayBuffer(1));
    };
    receiveBake(1);
    receiveBake(2);
    server.receive({ kind: 'cancel', id: 1 });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    await nextTask();
    await nextTask();
    expect(posted).toEqual([{ kind: 'answer', id: 2, answer: new ArrayBuffer(1) }]);
    expect(server.isIdle).toBeTrue();
    // A handler that ignores its signal, and one that was already done.
    bake = async (_, { reply }) => {
      await nextTask();
      reply(new ArrayBuffer(1));
    };
    receiveBake(3);
    server.receive({ kind: 'cancel', id: 3 });
    server.receive({ kind: 'cancel', id: 2 });
    await nextTask();
    await nextTask();
    expect(posted.length).toBe(1);
  });

  it('sends notices', () => {
    server.notify('the oven is warm');
    expect(posted).toEqual([{ kind: 'notice', notice: 'the oven is warm' }]);
  });
});
