import { differenceFromTorch, optimizerName, OPTIMIZERS } from '../testing/torch-steps.ts';
import { averagingShare, StepCounter } from './optimizer.ts';
import { referenceBackend } from './reference/reference-backend.ts';
import { wasmBackend } from './wasm/wasm-backend.ts';

describe('optimizers', () => {
  for (const optimizer of OPTIMIZERS) {
    it(`step as PyTorch does: ${optimizerName(optimizer)}`, async () => {
      // What the reference gives is rounded to float32 only at the end.
      expect(await differenceFromTorch(referenceBackend, optimizer)).toBeLessThan(1e-7);
      expect(await differenceFromTorch(wasmBackend, optimizer)).toBeLessThan(2e-5);
    });
  }

  it('multiply weights with exactly 1 where nothing decays', () => {
    const adam = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
    expect(new StepCounter(adam).next(0.003).decay).toBe(1);
    expect(new StepCounter({ ...adam, weightDecay: 0.5 }).next(0.25).decay).toBe(0.875);
  });
});

describe('averagingShare', () => {
  it('averages over few steps at first and over 1 / (1 - decay) later', () => {
    expect(averagingShare(0.999, 1)).toBeCloseTo(9 / 11, 10);
    expect(averagingShare(0.999, 890)).toBeCloseTo(0.01, 10);
    expect(averagingShare(0.999, 1_000_000)).toBeCloseTo(0.001, 10);
    expect(averagingShare(0, 5)).toBe(1);
  });
});
