import { orAborted } from './waiting.ts';

/** Something that is being measured, such as a checkpoint. */
export class Measured<Value> {
  readonly value: Promise<Value>;
  isSettled = false;

  constructor(value: Promise<Value>) {
    this.value = value;
    const settle = (): void => {
      this.isSettled = true;
    };
    // One that fails is heard of when its turn comes.
    value.then(settle, settle);
  }
}

/**
 * Takes what is measured out of the list, in its order; on demand waits for the rest.
 * @throws the signal's reason when aborted, and whatever measuring throws
 */
export async function* shifted<Value>(
  measuring: Measured<Value>[],
  waits: boolean,
  signal?: AbortSignal,
): AsyncGenerator<Value> {
  for (let first = measuring[0]; first && (waits || first.isSettled); first = measuring[0]) {
    measuring.shift();
    yield await orAborted(first.value, signal);
  }
}
