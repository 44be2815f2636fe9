/** What every learner of the benchmark is given: the same digits, first weights and batches. */
export interface LearnerSetup {
  /** Layer sizes from input to output. */
  readonly sizes: readonly number[];
  /** Ink 0..255, `[digit][pixels]`. */
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
  /** Per dense layer, `[out][in]`. */
  readonly weights: readonly Float32Array[];
  /** Positions of the digits of one batch after the other, over and over. */
  readonly order: Uint32Array;
  readonly batchSize: number;
  readonly rate: number;
  /** Mean and spread of the ink, 0..1. */
  readonly normalization: { readonly mean: number; readonly std: number };
}

/** Something that learns by plain gradient descent. */
export interface Learner {
  /** Takes the next so many steps, and waits until they are done. Answers the mean loss of their images, nats. */
  steps(count: number): Promise<number>;
}

/** A learner's speed, and what it had learned by the way. */
export interface Measured {
  readonly imagesPerSecond: number;
  /** Mean loss of the steps that were measured. */
  readonly loss: number;
}

/** Steps of a batch between two looks at the clock. */
const STEPS_AT_ONCE = 10;

/** How fast it learns for so long. */
export async function measure(
  learner: Learner,
  batchSize: number,
  seconds: number,
): Promise<Measured> {
  await learner.steps(STEPS_AT_ONCE);
  const began = performance.now();
  let [steps, loss, elapsed] = [0, 0, 0];
  while (elapsed < seconds * 1000) {
    loss = await learner.steps(STEPS_AT_ONCE);
    steps += STEPS_AT_ONCE;
    elapsed = performance.now() - began;
  }
  return { imagesPerSecond: (steps * batchSize * 1000) / elapsed, loss };
}

/** The positions of batch after batch, beginning anew when they are used up. */
export function* batchesOf({ order, batchSize }: LearnerSetup): Generator<Uint32Array> {
  for (;;) {
    for (let at = 0; at + batchSize <= order.length; at += batchSize) {
      yield order.subarray(at, at + batchSize);
    }
  }
}

/** What a worker of the benchmark is asked. */
export type Asked =
  | { readonly kind: 'prepare'; readonly setup: LearnerSetup; readonly how: string }
  | { readonly kind: 'steps'; readonly count: number }
  | { readonly kind: 'measure'; readonly seconds: number };

/** Lets a worker's learner be asked for steps and speed. */
export function serveLearner(make: (setup: LearnerSetup, how: string) => Promise<Learner>): void {
  let learner: Learner | undefined;
  let batchSize = 1;
  const answer = async (asked: Asked): Promise<unknown> => {
    if (asked.kind === 'prepare') {
      learner = await make(asked.setup, asked.how);
      ({ batchSize } = asked.setup);
      return 'ready';
    }
    if (!learner) throw new Error('expected a learner that is prepared, found none');
    if (asked.kind === 'steps') return learner.steps(asked.count);
    return measure(learner, batchSize, asked.seconds);
  };
  addEventListener('message', ({ data }: MessageEvent<Asked>) => {
    answer(data).then(
      (result) => {
        postMessage({ result });
      },
      (error: unknown) => {
        postMessage({ error: String(error) });
      },
    );
  });
}
