import { FIRST_FREE_BYTE } from './kernels.ts';
import { MemoryPlan } from './memory-plan.ts';
import { MemoryViews } from './memory-views.ts';

describe('MemoryPlan', () => {
  it('begins every part on a cache line, behind what the kernels keep and behind the part before', () => {
    const plan = new MemoryPlan();
    const first = plan.take(10);
    expect(first).toBeGreaterThanOrEqual(FIRST_FREE_BYTE);
    expect(first).toBeLessThan(FIRST_FREE_BYTE + 64);
    expect(first % 64).toBe(0);
    expect(plan.byteLength).toBe(first + 10);
    expect([plan.take(64), plan.take(65), plan.take(1)]).toEqual([
      first + 64,
      first + 128,
      first + 256,
    ]);
    expect(plan.byteLength).toBe(first + 257);
  });

  it('has room for a record, and writes it when there is a memory', () => {
    const plan = new MemoryPlan();
    const empty = plan.takeRecord('Step');
    const step = plan.record('Step', {
      ...{ beta1: 1, beta2: 2, epsilon: 3, stepSize: 4, rootCorrection: 5, decay: 6 },
      averagingShare: 7,
    });
    // Seven fields of four bytes.
    expect(plan.byteLength).toBe(step + 28);
    const views = new MemoryViews(new WebAssembly.Memory({ initial: 4 }));
    plan.writeRecords(views);
    expect([...views.f32(step, 8)]).toEqual([1, 2, 3, 4, 5, 6, 7, 0]);
    expect([...views.f32(empty, 7)]).toEqual(new Array(7).fill(0));
    expect(views.readField('Step', step, 'decay')).toBe(6);
  });
});
