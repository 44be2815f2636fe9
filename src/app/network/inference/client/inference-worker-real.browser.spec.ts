import { TestBed } from '@angular/core/testing';
import { whenTrue } from '../../../platform/testing/when-true.ts';
import { checkpointIndexOf } from '../../network-in-use.ts';
import { checkpoint, checkpointOf, dotAt } from './testing/checkpoints-and-dots.ts';
import { InferenceWorker } from './inference-worker.ts';

describe('InferenceWorker in a real worker', () => {
  it('reports what is wrong with weights', async () => {
    TestBed.configureTestingModule({ providers: [InferenceWorker] });
    const inference = TestBed.inject(InferenceWorker);
    inference.read(dotAt(5));
    inference.load({ ...checkpoint, weights: [] });
    await whenTrue(() => inference.error() !== undefined);
    expect(inference.error()).toMatch(/^forward: layer dense_0 expects 10x784 weights/);
  });

  it('answers, and leaves the page its weights', async () => {
    TestBed.configureTestingModule({ providers: [InferenceWorker] });
    const inference = TestBed.inject(InferenceWorker);
    const shownIndex = () => checkpointIndexOf(inference.shown());
    inference.read(dotAt(5));
    inference.load(checkpoint);
    // Enough for weights to be sent back and forth.
    for (const index of [1, 2, 3, 4]) {
      inference.load(checkpointOf(index, 10 * index));
      await whenTrue(() => shownIndex() === index || inference.error() !== undefined);
      expect(inference.error()).toBeUndefined();
      const logits = Array.from({ length: 10 }, (_, output) => 10 * index + output);
      expect([...(inference.activations()?.logits ?? [])]).toEqual(logits);
      expect(inference.shown()?.weights[0]?.weights.length).toBe(7840);
      expect(inference.shown()?.weights[0]?.biases[0]).toBe(10 * index);
    }
  });
});
