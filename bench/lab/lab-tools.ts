/** What the lab's worker has told, and when. */
export interface Told {
  readonly kind: string;
  /** Milliseconds since the page was opened. */
  readonly atMs: number;
  /** Images that the run had seen, and the share of test digits that it read right, where that was told. */
  readonly images?: number;
  readonly accuracy?: number;
  /** Of a milestone. */
  readonly index?: number;
}

/** What a measured page of the lab can do by itself. */
export interface LabTools {
  readonly told: readonly Told[];
  /** Images that the run has seen. */
  readonly imagesShown: number;
  /** Keeps frames of weights from going back to the worker, so that none comes; or lets them go. */
  holdFrames(areHeld: boolean): void;
  /** Asks the lab's worker something, past the page; undefined if it failed. */
  ask(request: object): Promise<unknown>;
  /** SHA-256 of the weights at a milestone, as the worker keeps them. */
  weightsHash(milestone: number): Promise<string>;
  /** Moves the pen to one point after the other; times until an answer to it was painted, milliseconds. */
  timeAnswers(points: readonly (readonly [number, number])[]): Promise<number[]>;
}

declare global {
  interface Window {
    readonly lab: LabTools;
  }
}

/** Runs in the page, before anything of it: puts the tools at `window.lab`. */
export function installLabTools(): void {
  type Message = Readonly<Record<string, unknown>>;
  type Post = (this: Worker, message: Message, options?: unknown) => void;
  const { prototype } = Worker;
  const post = Reflect.get(prototype, 'postMessage') as Post;
  /** Longer than any answer takes. */
  const PATIENCE_MS = 2000;
  const told: Told[] = [];
  const held: (() => void)[] = [];
  const known = new WeakSet<Worker>();
  const asked = new Map<number, (answer: unknown) => void>();
  let areFramesHeld = false;
  let imagesShown = 0;
  let labWorker: Worker | undefined;
  let asks = 0;
  let answered: (() => void) | undefined;
  /** The request with the drawing that is waited for, and whom it was sent to. */
  let withDrawing: { readonly id: unknown; readonly reader: Worker } | undefined;

  const listen = (worker: Worker, data: Message): void => {
    if (worker === withDrawing?.reader && data['id'] === withDrawing.id) answered?.();
    const answer = asked.get(Number(data['id']));
    if (answer && data['kind'] !== 'notice') answer(data['answer']);
    const { event } = (data['notice'] ?? {}) as { event?: Message };
    if (!event) return;
    const { kind, images, index, point } = event as unknown as Told & { point?: Told };
    imagesShown = images ?? point?.images ?? imagesShown;
    const more = { ...(images !== undefined && { images }), ...(index !== undefined && { index }) };
    told.push({ ...point, ...more, kind, atMs: performance.now() });
  };
  const hasNewInk = (message: Message): boolean => {
    const { change } = (message['reading'] ?? {}) as {
      change?: { grown?: unknown; added: readonly unknown[] };
    };
    return change !== undefined && (change.grown !== undefined || change.added.length > 0);
  };
  const sent = (worker: Worker, message: Message): void => {
    if (!known.has(worker)) {
      known.add(worker);
      worker.addEventListener('message', ({ data }: MessageEvent<Message>) => {
        listen(worker, data);
      });
    }
    if (message['kind'] === 'look') labWorker = worker;
    if (answered && !withDrawing && hasNewInk(message)) {
      withDrawing = { id: message['id'], reader: worker };
    }
  };
  Reflect.set(prototype, 'postMessage', function (this: Worker, ...args: Parameters<Post>) {
    const [message] = args;
    sent(this, message);
    if (message['kind'] === 'frameShown' && areFramesHeld) {
      held.push(() => {
        post.apply(this, args);
      });
    } else post.apply(this, args);
  });

  const ask = (request: object): Promise<unknown> =>
    new Promise((resolve) => {
      if (!labWorker) throw new Error('expected a lab worker, found none');
      const id = --asks;
      asked.set(id, resolve);
      post.call(labWorker, { ...request, id });
    });
  const nextPaint = async (): Promise<void> => {
    await new Promise(requestAnimationFrame);
    const { port1, port2 } = new MessageChannel();
    await new Promise<unknown>((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
    port1.close();
  };
  const timeAnswer = async (point: readonly [number, number]): Promise<number | undefined> => {
    await new Promise(requestAnimationFrame); // Pointer events come with a frame.
    withDrawing = undefined;
    const isAnswered = new Promise<boolean>((resolve) => {
      answered = () => {
        resolve(true);
      };
      setTimeout(resolve, PATIENCE_MS, false);
    });
    const beganMs = performance.now();
    window.bench.movePen(point);
    const isInTime = await isAnswered;
    answered = undefined;
    if (!isInTime) return undefined;
    await nextPaint();
    return performance.now() - beganMs;
  };
  const tools: LabTools = {
    told,
    get imagesShown() {
      return imagesShown;
    },
    holdFrames: (areHeld) => {
      areFramesHeld = areHeld;
      if (!areHeld) for (const go of held.splice(0)) go();
    },
    ask,
    weightsHash: async (milestone) => {
      const layers = (await ask({ kind: 'weightsAt', milestone })) as readonly Readonly<
        Record<string, ArrayBufferView<ArrayBuffer>>
      >[];
      const parts = layers.flatMap((layer) => Object.values(layer));
      const bytes = await new Blob(parts).arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
    timeAnswers: async (points) => {
      const times: number[] = [];
      for (const point of points) {
        const time = await timeAnswer(point);
        if (time !== undefined) times.push(time);
      }
      return times;
    },
  };
  Object.assign(window, { lab: tools });
}
