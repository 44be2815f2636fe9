import { type FakePort, startsFakes } from './testing/fake-port.ts';
import { WorkerClient, WorkerDeath } from './worker-client.ts';
import type { WorkerPort } from './worker-protocol.ts';
import type { FromWorker, ToWorker } from './worker-protocol.ts';
import { WorkerServer } from './worker-server.ts';

interface Arithmetic {
  readonly requests: {
    readonly add: { readonly numbers: readonly number[] };
    readonly double: { readonly values: Float32Array };
    readonly wait: object;
  };
  readonly answers: { readonly add: number; readonly double: Float32Array; readonly wait: never };
  readonly failure: { readonly reason: string };
  readonly notice: string;
}

class ArithmeticError extends Error {}

describe('WorkerClient', () => {
  let ports: FakePort<Arithmetic>[];
  let notices: string[];
  let deaths: string[];
  let client: WorkerClient<Arithmetic>;

  beforeEach(() => {
    [ports, notices, deaths] = [[], [], []];
    client = clientOf(startsFakes(ports));
  });

  function clientOf(start: () => WorkerPort): WorkerClient<Arithmetic> {
    return new WorkerClient<Arithmetic>({
      name: 'abacus',
      start,
      errorOf: ({ reason }) => new ArithmeticError(reason),
      onNotice: (notice) => notices.push(notice),
      onDeath: ({ message }) => deaths.push(message),
    });
  }

  const add = (...numbers: number[]): Promise<number> => client.request('add', { numbers });
  function port(index = 0): FakePort<Arithmetic> {
    const found = ports[index];
    if (!found) throw new Error(`expected worker ${index}, found ${ports.length} workers`);
    return found;
  }

  it('starts a worker with the first request, or earlier on demand', () => {
    expect([ports.length, client.isRunning]).toEqual([0, false]);
    client.start();
    client.start();
    expect([ports.length, client.isRunning]).toEqual([1, true]);
    void add(1);
    void add(2);
    expect(ports.length).toBe(1);
    expect(port().requests).toEqual([
      { kind: 'add', id: 1, numbers: [1] },
      { kind: 'add', id: 2, numbers: [2] },
    ]);
  });

  it('gives each request its own answer', async () => {
    const [first, second] = [add(1), add(2)];
    await port().answer(2, 22);
    await port().answer(1, 11);
    expect([await first, await second]).toEqual([11, 22]);
  });

  it('derives the types of payload and answer from the kind of request', async () => {
    // @ts-expect-error: `add` takes numbers, not values.
    void client.request('add', { values: new Float32Array(1) });
    // @ts-expect-error: there is no such request.
    void client.request('divide', {});
    const sum = client.request('add', { numbers: [] });
    await port().answer(3, 0);
    // @ts-expect-error: a sum is a number.
    const { length } = await sum;
    expect(length).toBeUndefined();
  });

  it('rejects with the error for a failure', async () => {
    const sum = add(1);
    await port().fail(1, { reason: 'overflow' });
    await expectAsync(sum).toBeRejectedWithError(ArithmeticError, 'overflow');
  });

  it("passes on the worker's notices", () => {
    client.start();
    port().notify('warm');
    expect(notices).toEqual(['warm']);
  });

  it('cancels aborted requests: tells the worker, and ignores its answer', async () => {
    const controller = new AbortController();
    const sum = client.request('add', { numbers: [1] }, { signal: controller.signal });
    const other = add(2);
    const reason = new Error('too long');
    controller.abort(reason);
    expect(port().cancelled).toEqual([1]);
    await expectAsync(sum).toBeRejectedWith(reason);
    await port().answer(1, 1);
    await port().answer(2, 2);
    expect(await other).toBe(2);
  });

  it('sends nothing for a signal that was already aborted', async () => {
    const reason = new Error('too late');
    const sum = client.request('add', { numbers: [] }, { signal: AbortSignal.abort(reason) });
    await expectAsync(sum).toBeRejectedWith(reason);
    expect(ports.length).toBe(0);
  });

  it('removes its listener from a signal after an answer, a failure, a death or an abort', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const added = spyOn(signal, 'addEventListener').and.callThrough();
    const removed = spyOn(signal, 'removeEventListener').and.callThrough();
    const listeners = (): number => added.calls.count() - removed.calls.count();
    const ask = (): void => {
      client.request('add', { numbers: [] }, { signal }).catch(() => undefined);
    };
    for (let id = 1; id <= 3; id++) ask();
    expect(listeners()).toBe(3);
    await port().answer(1, 1);
    await port().fail(2, { reason: 'overflow' });
    expect(listeners()).toBe(1);
    port().die('');
    expect(listeners()).toBe(0);
    ask();
    expect(listeners()).toBe(1);
    controller.abort();
    expect(listeners()).toBe(0);
    expect(removed.calls.allArgs()).toEqual(added.calls.allArgs());
  });

  it('rejects all pending requests when the worker dies, and starts another with the next request', async () => {
    const waiting = [add(1), add(2)];
    port().die('out of memory');
    expect(deaths).toEqual(['abacus: out of memory']);
    expect([port().isTerminated, client.isRunning]).toEqual([true, false]);
    for (const sum of waiting) {
      await expectAsync(sum).toBeRejectedWithError(WorkerDeath, 'abacus: out of memory');
    }
    const next = add(3);
    expect(ports.length).toBe(2);
    await port(1).answer(3, 3);
    expect(await next).toBe(3);
  });

  it('says that a script did not start, and rejects with the error for a death', async () => {
    client = new WorkerClient<Arithmetic>({
      name: 'abacus',
      start: startsFakes(ports),
      errorOf: ({ reason }) => new ArithmeticError(reason),
      errorOfDeath: ({ message }) => new ArithmeticError(`dead: ${message}`),
    });
    const sum = add(1);
    port().die('');
    await expectAsync(sum).toBeRejectedWithError(ArithmeticError, 'dead: abacus: did not start');
  });

  it('ignores a worker that was replaced', async () => {
    add(1).catch(() => undefined);
    port().die('out of memory');
    const sum = add(2);
    await port(0).answer(2, 99);
    port(0).notify('still warm');
    port(0).die('again');
    await port(1).answer(2, 2);
    expect([await sum, notices, deaths.length]).toEqual([2, [], 1]);
  });

  it('sends a request made while a death is handled to the new worker', async () => {
    let again: Promise<number> | undefined;
    client = new WorkerClient<Arithmetic>({
      name: 'abacus',
      start: startsFakes(ports),
      errorOf: ({ reason }) => new ArithmeticError(reason),
      onDeath: () => {
        again = add(2);
      },
    });
    const sum = add(1);
    port().die('out of memory');
    await expectAsync(sum).toBeRejected();
    await port(1).answer(2, 2);
    expect(await again).toBe(2);
  });

  it('terminates its worker', () => {
    client.end();
    client.start();
    client.end();
    expect([ports.length, port().isTerminated]).toEqual([1, true]);
  });

  describe('with a server, over a MessageChannel', () => {
    let channel: MessageChannel;
    let server: WorkerServer<Arithmetic>;
    let cancelled: unknown;

    beforeEach(() => {
      channel = new MessageChannel();
      cancelled = undefined;
      server = new WorkerServer<Arithmetic>({
        post: (message, transfer) => {
          channel.port2.postMessage(message, transfer);
        },
        handlers: {
          add: ({ numbers }, { reply }) => {
            if (numbers.length === 0) throw new RangeError('nothing to add');
            reply(numbers.reduce((sum, number) => sum + number));
          },
          double: ({ values }, { reply }) => {
            const doubled = values.map((value) => 2 * value);
            reply(doubled, [doubled.buffer]);
            server.notify(`${doubled.byteLength} bytes left`);
          },
          wait: (_, { signal }) =>
            new Promise((_, reject) => {
              signal.addEventListener('abort', () => {
                cancelled = signal.aborted;
                reject(new Error('ended'));
              });
            }),
        },
        failureOf: (error) => ({ reason: (error as Error).message }),
        isFault: () => false,
      });
      channel.port2.onmessage = ({ data }: MessageEvent<ToWorker<Arithmetic>>) => {
        server.receive(data);
      };
      client = clientOf(() => portOf(channel.port1));
    });
    afterEach(() => {
      channel.port1.close();
    });

    /** Makes a port, which has no `terminate` and does not die, look like a worker. */
    function portOf(port: MessagePort): WorkerPort {
      const worker = new EventTarget();
      port.onmessage = ({ data }: MessageEvent<FromWorker<Arithmetic>>) => {
        worker.dispatchEvent(new MessageEvent('message', { data }));
      };
      return Object.assign(worker, {
        postMessage: (message: unknown, transfer: Transferable[] = []) => {
          port.postMessage(message, transfer);
        },
        terminate: () => {
          port.close();
        },
      }) as WorkerPort;
    }

    it('receives an answer or an error', async () => {
      const sums = [add(1, 2), add(3, 4)];
      const nothing = add();
      expect(await Promise.all(sums)).toEqual([3, 7]);
      await expectAsync(nothing).toBeRejectedWithError(ArithmeticError, 'nothing to add');
    });

    it('transfers memory in both directions', async () => {
      const values = Float32Array.of(1, 2);
      const options = { transfer: [values.buffer] };
      const doubled = await client.request('double', { values }, options);
      expect([...doubled, values.length]).toEqual([2, 4, 0]);
      await add(1);
      expect(notices).toEqual(['0 bytes left']);
    });

    it('stops work that is no longer needed', async () => {
      const controller = new AbortController();
      const waiting = client.request('wait', {}, { signal: controller.signal });
      await add(1);
      expect([server.isIdle, cancelled]).toEqual([false, undefined]);
      controller.abort();
      await expectAsync(waiting).toBeRejectedWith(controller.signal.reason);
      await add(2);
      expect([server.isIdle, cancelled]).toEqual([true, true]);
    });
  });
});
