import { encodeFloat16, perceptronSpec, UNCALIBRATED, type PackedWeights } from '#model';
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

  it('says what each kept checkpoint makes of the drawing, and answers meanwhile', async () => {
    TestBed.configureTestingModule({ providers: [InferenceWorker] });
    const inference = TestBed.inject(InferenceWorker);
    inference.load(checkpoint);
    await whenTrue(() => inference.ready());
    inference.read(dotAt(5));
    /** Checkpoint `index` reads `index` whatever is drawn. */
    const sure = (index: number): PackedWeights => {
      const biases = Array.from({ length: 10 }, (_, digit) => (digit === index ? 20 : 0));
      return [
        {
          weights: new Uint8Array(encodeFloat16(new Float32Array(7840))),
          biases: new Uint8Array(encodeFloat16(biases)),
        },
      ];
    };
    const film = { key: 'a', network: perceptronSpec([784, 10]), calibration: UNCALIBRATED };
    for (const index of [0, 4, 9]) {
      const weights = sure(index);
      await inference.keep({ film, index, weights });
      expect(weights[0]?.weights.length).withContext('moved, not copied').toBe(0);
    }
    const judging = inference.judgeFilm('a', new AbortController().signal);
    inference.load(checkpointOf(1, 30));
    await whenTrue(() => checkpointIndexOf(inference.shown()) === 1);
    const judgements = await judging;
    const digits = [...judgements].map(([index, judgement]) => [
      index,
      judgement.kind === 'digit' ? judgement.digit : judgement.kind,
    ]);
    expect(digits).toEqual([
      [0, 0],
      [4, 4],
      [9, 9],
    ]);
    expect((await inference.judgeFilm('b', new AbortController().signal)).size).toBe(0);
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
