import type { LearningBackend } from '../learning-backend.ts';
import { PassLoss } from './pass-loss.ts';

describe('PassLoss', () => {
  let sum = 0;
  let isBroken = false;
  const backend = {
    loss: () => Promise.resolve(sum),
    takeLoss: () => {
      const taken = sum;
      sum = 0;
      return isBroken ? Promise.reject(new Error('lost')) : Promise.resolve(taken);
    },
  } as Partial<LearningBackend> as LearningBackend;

  beforeEach(() => {
    sum = 0;
    isBroken = false;
  });

  it('is what was summed up over the digits of the pass', async () => {
    const loss = new PassLoss(backend);
    expect(await loss.average()).toBeUndefined();
    sum = 6;
    loss.add(3);
    loss.add(1);
    expect(await loss.average()).toBe(1.5);
    expect(await loss.average()).toBe(1.5);
  });

  it('begins again with each pass', async () => {
    const loss = new PassLoss(backend);
    sum = 6;
    loss.add(3);
    loss.startPass();
    expect(await loss.average()).toBeUndefined();
    sum += 1;
    loss.add(4);
    expect(await loss.average()).toBe(0.25);
  });

  it('leaves it to the next step to say that the backend failed', async () => {
    isBroken = true;
    const loss = new PassLoss(backend);
    // Jasmine fails a spec in which a rejection is not handled.
    loss.startPass();
    await new Promise((resolve) => setTimeout(resolve));
    expect(await loss.average()).toBeUndefined();
  });
});
