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

  it('starts a worker with the first request, or before it when told to', () => {
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

  it('knows by the kind of request what it brings along, and what is answered', async () => {
    // @ts-expect-error: numbers are to be added, not values.
    void client.request('add', { values: new Float32Array(1) });
    // @ts-expect-error: nothing is known of this.
    void client.request('divide', {});
    const sum = client.request('add', { numbers: [] });
    await port().answer(3, 0);
    // @ts-expect-error: a sum is a number.
    const { length } = await sum;
    expect(length).toBeUndefined();
  });

  it('rejects with the error that a failure stands for', async () => {
    const sum = add(1);
    await port().fail(1, { reason: 'overflow' });
    await expectAsync(sum).toBeRejectedWithError(ArithmeticError, 'overflow');
  });

  it('tells what the worker tells on its own', () => {
    client.start();
    port().notify('warm');
    expect(notices).toEqual(['warm']);
  });

  it('cancels what is aborted: the worker is told, and its answer ignored', async () => {
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

  it('asks nothing for a signal that aborted before', async () => {
    const reason = new Error('too late');
    const sum = client.request('add', { numbers: [] }, { signal: AbortSignal.abort(reason) });
    await expectAsync(sum).toBeRejectedWith(reason);
    expect(ports.length).toBe(0);
  });

  it('leaves a signal alone once there is an answer, a failure, a death or an abort', async () => {
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

  it('rejects everything waiting when the worker dies, and starts another with the next request', async () => {
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

  it('says that a script did not start, and what that means to those who wait', async () => {
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

  it('lets a request that is made on hearing of a death wait for the new worker', async () => {
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

  it('ends its worker', () => {
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

    /** A port, which has no `terminate`, and does not die, as if it were a worker. */
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

    it('is answered, or told what is wrong', async () => {
      const sums = [add(1, 2), add(3, 4)];
      const nothing = add();
      expect(await Promise.all(sums)).toEqual([3, 7]);
      await expectAsync(nothing).toBeRejectedWithError(ArithmeticError, 'nothing to add');
    });

    it('hands memory over, both ways', async () => {
      const values = Float32Array.of(1, 2);
      const options = { transfer: [values.buffer] };
      const doubled = await client.request('double', { values }, options);
      expect([...doubled, values.length]).toEqual([2, 4, 0]);
      await add(1);
      expect(notices).toEqual(['0 bytes left']);
    });

    it('ends the work that nobody waits for any more', async () => {
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
